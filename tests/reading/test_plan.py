"""Which variants there are: `only`, `except`, the locales of a network, and what is chosen on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from socloc import campaign
from socloc.errors import SoclocError
from socloc.model import Campaign
from socloc.plan import plan
from tests.reading.examined import head, write

ALL = "en:weibo/post de:weibo/post en:wechat/article en:wechat/moments"


def loaded(folder: Path, post: str = "{id: p, text: t}") -> Campaign:
    """A campaign on three formats, of which one is in two locales."""
    networks = {"weibo": "all", "wechat": ["en"], "wechat/moments": ["EN"]}
    text = head("two", networks=networks) + f"posts: [{post}]\n"
    found, findings = campaign.load(write(folder, text), "c.yaml")
    assert findings == []
    assert found
    return found


def planned(found: Campaign, networks: tuple[str, ...] = (), locales: tuple[str, ...] = ()) -> str:
    """`en:weibo/post …`."""
    return " ".join(f"{one.locale.tag}:{one.format}" for one in plan(found, networks, locales))


@pytest.mark.parametrize(
    "selection, wanted",
    [
        ("", ALL),
        ("only: {locales: [de]}", "de:weibo/post"),
        ("only: {networks: [wechat]}", "en:wechat/article en:wechat/moments"),
        ("only: {networks: [wechat/moments, weibo]}", "en:weibo/post de:weibo/post en:wechat/moments"),
        ("only: {networks: [weibo], locales: [EN]}", "en:weibo/post"),
        ("except: {locales: [en]}", "de:weibo/post"),
        ("except: {networks: [wechat/article]}", "en:weibo/post de:weibo/post en:wechat/moments"),
        ("except: {networks: [weibo, wechat/moments], locales: [en]}", "de:weibo/post en:wechat/article"),
        ("only: {networks: [weibo]}, except: {locales: [de]}", "en:weibo/post"),
        ("only: {networks: [x]}", ""),
    ],
)
def test_where_a_post_is_published(selection: str, wanted: str, tmp_path: Path) -> None:
    assert planned(loaded(tmp_path, f"{{id: p, text: t, {selection}}}")) == wanted


@pytest.mark.parametrize(
    "networks, locales, wanted",
    [
        (("weibo",), (), "en:weibo/post de:weibo/post"),
        (("wechat/moments", "weibo"), ("de",), "de:weibo/post"),
        ((), ("DE", "en"), ALL),
        (("wechat",), ("de",), ""),
    ],
)
def test_what_is_chosen(networks: tuple[str, ...], locales: tuple[str, ...], wanted: str, tmp_path: Path) -> None:
    assert planned(loaded(tmp_path), networks, locales) == wanted


@pytest.mark.parametrize(
    "networks, locales, message, hint",
    [
        (("wiebo",), (), "does not publish on wiebo; did you mean `weibo`?", "It does on weibo/post, wechat/article, "),
        (("x",), (), "does not publish on x", "It does on weibo/post, "),
        ((), ("ru",), "has no locale ru", "It has en, de."),
        ((), ("ed",), "has no locale ed", "It has en, de."),
    ],
)
def test_a_choice_that_is_not_in_the_campaign_is_no_empty_campaign(
    networks: tuple[str, ...], locales: tuple[str, ...], message: str, hint: str, tmp_path: Path
) -> None:
    with pytest.raises(SoclocError) as stopped:
        plan(loaded(tmp_path), networks, locales)
    assert str(stopped.value).endswith(f"c.yaml {message}")
    assert stopped.value.hint.startswith(hint)
