"""The facts of the built-in networks, what the loader says of broken ones, and whose file comes first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from socloc import counting, networks
from socloc.networks import Fact, Format, FormatField, Limit, Network, Standings

NETWORKS = networks.ids()
CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text("utf-8"))
POND: str = CASES["sound"]
NO_SOURCE = ("from memory", "memory", "unsourced", "no statement")

# Network, its formats in order: the first is what the bare network's name means.
PROMISED_FORMATS = [
    ("weibo", "post article"),
    ("wechat", "article moments channels newspic service-message template-message"),
    ("wecom", "text textcard customer-broadcast"),
    ("qzone", "post share"),
    ("tieba", "thread"),
    ("meipai", "video"),
    ("douyin", "post"),
    ("kuaishou", "post"),
    ("xiaohongshu", "note"),
    ("bilibili", "video dynamic column"),
    ("zhihu", "article pin"),
    ("toutiao", "article micro"),
    ("baijiahao", "article"),
    ("x", "post"),
    ("linkedin", "post"),
    ("facebook", "post"),
    ("vk", "post message"),
    ("xing", "post"),
    ("ok", "post"),
    ("whatsapp", "message template"),
    ("kakaotalk", "channel alimtalk brand-message"),
    ("line", "message"),
    ("kik", "message"),
    ("viber", "message"),
    ("telegram", "message"),
    ("messenger", "message"),
    ("zalo", "message"),
    ("sms", "message"),
    ("instagram", "post"),
    ("threads", "post"),
    ("tiktok", "post"),
    ("youtube", "post"),
    ("pinterest", "post"),
    ("bluesky", "post"),
    ("mastodon", "post"),
    ("reddit", "post"),
    ("band", "post"),
    ("blog", "post"),
]
# Format, its fields in order: the first is what `socloc count` counts; what fills each; which a post needs.
PROMISED_FIELDS = [
    ("wechat/article", "content title author digest source-url", " title author digest link", "title"),
    ("wechat/moments", "text", "", ""),
    ("wechat/channels", "description short-title", " title", ""),
    ("wechat/newspic", "content title", " title", "title"),
    ("wechat/service-message", "text", "", ""),
    ("wechat/template-message", "thing url", " link", ""),
    ("weibo/post", "text", "", ""),
    ("weibo/article", "content title summary", " title digest", "title"),
    ("wecom/textcard", "description title url", " title link", "title url"),
    ("wecom/customer-broadcast", "text link-title link-description link-url", " title digest link", ""),
    ("qzone/share", "summary title url", " title link", "title url"),
    ("tieba/thread", "text title", " title", "title"),
    ("douyin/post", "description title", " title", ""),
    ("kuaishou/post", "description", "", ""),
    ("xiaohongshu/note", "text title", " title", ""),
    ("bilibili/video", "description title tags", " title hashtags", "title"),
    ("bilibili/dynamic", "text title", " title", ""),
    ("bilibili/column", "content title", " title", "title"),
    ("zhihu/article", "content title", " title", "title"),
    ("zhihu/pin", "text title", " title", ""),
    ("toutiao/article", "content title summary", " title digest", "title"),
    ("toutiao/micro", "text", "", ""),
    ("baijiahao/article", "content title summary", " title digest", "title"),
    ("x/post", "text", "", ""),
    ("whatsapp/message", "text", "", ""),
    ("whatsapp/template", "body header button-url", " title link", ""),
    ("kakaotalk/channel", "text button-url", " link", ""),
    ("kakaotalk/alimtalk", "text button-url", " link", ""),
    ("kakaotalk/brand-message", "text button-url", " link", ""),
    ("youtube/post", "description title tags", " title hashtags", "title"),
    ("pinterest/post", "description title link", " title link", ""),
    ("reddit/post", "text title", " title", "title"),
    ("blog/post", "text title", " title", "title"),
]
ARTICLES = "wechat/article weibo/article bilibili/column zhihu/article toutiao/article baijiahao/article".split()
# Format, field, its first limit (None: nobody knows), the way of counting, its standing, being over it.
PROMISED_LIMITS = [
    ("weibo/post", "text", 2000, "weibo", "reported", "warning"),
    ("wechat/article", "content", 19_999, "code-points", "documented", "error"),
    ("wechat/article", "title", 32, "code-points", "documented", "error"),
    ("wechat/article", "author", 16, "code-points", "documented", "error"),
    ("wechat/article", "digest", 128, "code-points", "documented", "error"),
    ("wechat/article", "source-url", 1024, "utf-8-bytes", "documented", "error"),
    ("wechat/moments", "text", None, "code-points", "unknown", "note"),
    ("wechat/channels", "description", 1000, "code-points", "measured", "error"),
    ("wechat/channels", "short-title", 16, "code-points", "measured", "error"),
    ("wechat/newspic", "title", 32, "code-points", "documented", "error"),
    ("wechat/service-message", "text", 2048, "utf-8-bytes", "reported", "warning"),
    ("wechat/template-message", "thing", 20, "code-points", "reported", "warning"),
    ("weibo/article", "title", 32, "code-points", "reported", "warning"),
    ("weibo/article", "summary", 44, "code-points", "reported", "warning"),
    ("wecom/text", "text", 2048, "utf-8-bytes", "documented", "error"),
    ("wecom/textcard", "description", 512, "utf-8-bytes", "reported", "warning"),
    ("wecom/textcard", "title", 128, "utf-8-bytes", "reported", "warning"),
    ("wecom/textcard", "url", 2048, "utf-8-bytes", "reported", "warning"),
    ("wecom/customer-broadcast", "text", 4000, "code-points", "documented", "error"),
    ("wecom/customer-broadcast", "link-title", 64, "utf-8-bytes", "documented", "error"),
    ("wecom/customer-broadcast", "link-description", 512, "utf-8-bytes", "documented", "error"),
    ("qzone/post", "text", None, "code-points", "unknown", "note"),
    ("qzone/share", "summary", 600, "code-points", "documented", "error"),
    ("qzone/share", "title", 200, "code-points", "documented", "error"),
    ("tieba/thread", "text", None, "code-points", "unknown", "note"),
    ("tieba/thread", "title", 31, "code-points", "reported", "warning"),
    ("meipai/video", "caption", None, "code-points", "unknown", "note"),
    ("douyin/post", "description", 1000, "code-points", "measured", "error"),
    ("douyin/post", "title", 30, "code-points", "measured", "error"),
    ("kuaishou/post", "description", 1000, "code-points", "reported", "warning"),
    ("xiaohongshu/note", "text", 1000, "code-points", "reported", "warning"),
    ("xiaohongshu/note", "title", 20, "xiaohongshu", "reported", "warning"),
    ("bilibili/video", "description", 2000, "code-points", "reported", "warning"),
    ("bilibili/video", "title", 80, "code-points", "reported", "warning"),
    ("bilibili/video", "tags", 199, "code-points", "reported", "warning"),
    ("bilibili/dynamic", "text", None, "code-points", "unknown", "note"),
    ("bilibili/column", "title", 40, "code-points", "reported", "warning"),
    ("zhihu/article", "title", 100, "code-points", "measured", "error"),
    ("zhihu/pin", "text", None, "code-points", "unknown", "note"),
    ("toutiao/article", "title", 30, "code-points", "measured", "error"),
    ("toutiao/article", "summary", 140, "code-points", "reported", "warning"),
    ("toutiao/micro", "text", 2000, "code-points", "reported", "warning"),
    ("baijiahao/article", "title", 64, "code-points", "measured", "error"),
    ("x/post", "text", 280, "x-weighted", "documented", "error"),
    ("linkedin/post", "text", 3000, "utf-16", "measured", "error"),
    ("facebook/post", "text", 63_206, "utf-16", "reported", "warning"),
    ("vk/post", "text", 16_384, "utf-16", "reported", "warning"),
    ("xing/post", "text", None, "utf-16", "unknown", "note"),
    ("vk/message", "text", 4096, "utf-16", "reported", "warning"),
    ("ok/post", "text", None, "utf-16", "unknown", "note"),
    ("whatsapp/message", "text", 4096, "utf-16", "reported", "warning"),
    ("whatsapp/template", "body", 1024, "utf-16", "documented", "error"),
    ("whatsapp/template", "header", 60, "utf-16", "documented", "error"),
    ("kakaotalk/channel", "text", None, "utf-16", "unknown", "note"),
    ("kakaotalk/alimtalk", "text", 1000, "utf-16", "reported", "warning"),
    ("kakaotalk/brand-message", "text", 1300, "utf-16", "reported", "warning"),
    ("line/message", "text", 5000, "utf-16", "documented", "error"),
    ("kik/message", "text", None, "utf-16", "unknown", "note"),
    ("viber/message", "text", 1000, "utf-16", "reported", "warning"),
    ("telegram/message", "text", 4096, "code-points", "documented", "error"),
    ("messenger/message", "text", 2000, "utf-16", "documented", "error"),
    ("zalo/message", "text", None, "utf-16", "unknown", "note"),
    ("sms/message", "text", 1600, "sms", "measured", "error"),
    ("instagram/post", "text", 2200, "utf-16", "documented", "error"),
    ("threads/post", "text", 500, "utf-8-bytes", "measured", "error"),
    ("tiktok/post", "text", 2200, "utf-16", "documented", "error"),
    ("youtube/post", "description", 5000, "utf-8-bytes", "documented", "error"),
    ("youtube/post", "title", 100, "utf-16", "documented", "error"),
    ("youtube/post", "tags", None, "utf-16", "unknown", "note"),
    ("pinterest/post", "description", 800, "utf-16", "documented", "error"),
    ("pinterest/post", "title", 100, "utf-16", "documented", "error"),
    ("pinterest/post", "link", 2048, "utf-16", "documented", "error"),
    ("bluesky/post", "text", 300, "graphemes", "documented", "error"),
    ("mastodon/post", "text", 500, "mastodon", "documented", "error"),
    ("reddit/post", "text", 40_000, "code-points", "reported", "warning"),
    ("reddit/post", "title", 300, "code-points", "documented", "error"),
    ("band/post", "text", None, "utf-16", "unknown", "note"),
    ("blog/post", "text", None, "utf-16", "unknown", "note"),
]
# Network, what an author writes for a hashtag, a mention, and whether a reader can follow a link in the text.
PROMISED_SYNTAX = [
    ("weibo/post", "#{tag}#", "@{handle}", "clickable"),
    ("wechat/article", "", "", "field"),
    ("wechat/moments", "#{tag}", "", "plain"),
    ("wechat/channels", "#{tag}", "", "none"),
    ("wechat/service-message", "", "", "clickable"),
    ("wechat/template-message", "", "", "field"),
    ("weibo/article", "", "", "none"),
    ("wecom/text", "", "", "clickable"),
    ("wecom/textcard", "", "", "field"),
    ("wecom/customer-broadcast", "", "", "field"),
    ("qzone/post", "#{tag}#", "", "none"),
    ("qzone/share", "", "", "field"),
    ("tieba/thread", "", "", "none"),
    ("meipai/video", "#{tag}#", "", "none"),
    ("douyin/post", "#{tag}", "@{handle}", "none"),
    ("kuaishou/post", "#{tag}", "", "none"),
    ("xiaohongshu/note", "#{tag}", "@{handle}", "none"),
    ("bilibili/video", "{tag}", "", "none"),
    ("bilibili/dynamic", "#{tag}#", "@{handle}", "none"),
    ("zhihu/article", "", "", "clickable"),
    ("zhihu/pin", "#{tag}#", "", "clickable"),
    ("toutiao/micro", "#{tag}#", "", "none"),
    ("baijiahao/article", "", "", "none"),
    ("x/post", "#{tag}", "@{handle}", "clickable"),
    ("linkedin/post", "#{tag}", "", "clickable"),
    ("facebook/post", "#{tag}", "", "clickable"),
    ("vk/post", "#{tag}", "@{handle}", "clickable"),
    ("xing/post", "", "", "clickable"),
    ("vk/message", "", "@{handle}", "clickable"),
    ("ok/post", "#{tag}", "", "clickable"),
    ("whatsapp/message", "", "", "clickable"),
    ("whatsapp/template", "", "", "field"),
    ("kakaotalk/channel", "", "", "field"),
    ("kakaotalk/alimtalk", "", "", "field"),
    ("kakaotalk/brand-message", "", "", "field"),
    ("line/message", "", "", "clickable"),
    ("kik/message", "", "", "plain"),
    ("viber/message", "", "", "clickable"),
    ("telegram/message", "#{tag}", "@{handle}", "clickable"),
    ("messenger/message", "", "", "clickable"),
    ("zalo/message", "", "", "clickable"),
    ("sms/message", "", "", "clickable"),
    ("instagram/post", "#{tag}", "@{handle}", "none"),
    ("threads/post", "#{tag}", "@{handle}", "clickable"),
    ("tiktok/post", "#{tag}", "@{handle}", "none"),
    ("youtube/post", "{tag},", "@{handle}", "clickable"),
    ("pinterest/post", "#{tag}", "", "field"),
    ("bluesky/post", "#{tag}", "@{handle}", "clickable"),
    ("mastodon/post", "#{tag}", "@{handle}", "clickable"),
    ("reddit/post", "", "u/{handle}", "clickable"),
    ("band/post", "#{tag}", "", "clickable"),
    ("blog/post", "#{tag}", "", "clickable"),
]


def loaded(network_id: str) -> Network:
    """The built-in network of that id, which must be sound."""
    network, findings = networks.load(network_id)
    assert findings == []
    assert network is not None
    return network


def loaded_format(target: str) -> Format:
    """The built-in format of a name such as weibo/post."""
    network_id, format_id = target.split("/")
    found = loaded(network_id).format(format_id)
    assert found is not None, target
    return found


def fields(network: Network) -> Iterator[tuple[str, FormatField]]:
    """Every field of a network, with its address."""
    for format in network.formats:
        yield from ((f"{format} {field.id}", field) for field in format.fields)


def limits(network: Network) -> Iterator[tuple[str, Limit]]:
    """Every limit and fold of a network, with its address."""
    for where, field in fields(network):
        yield from ((f"{where} {limit.value} {limit.way}", limit) for limit in field.limits + field.folds)


def facts(network: Network) -> Iterator[tuple[str, Fact]]:
    """Every fact of a network that is no limit, with its address."""
    yield f"{network.id} status", network.status
    for format in network.formats:
        named = {"hashtag": format.hashtag, "mention": format.mention, "links": format.links}
        named |= {"qr": format.qr} if format.qr else {}
        yield from ((f"{format} {name}", fact) for name, fact in named.items())


def bases(network: Network) -> Iterator[tuple[str, Standings]]:
    """Why anybody should believe each value of a network."""
    yield from ((where, fact.basis) for where, fact in facts(network))
    yield from ((where, limit.basis) for where, limit in limits(network))


def is_evidence(source: str) -> bool:
    """Whether somebody else can follow that source."""
    return not source.casefold().startswith(NO_SOURCE)


def place_pond(folder: Path, text: str = POND, network_id: str = "pond") -> Path:
    """Write a network's file beside a campaign in that folder."""
    (folder / "networks").mkdir()
    (folder / "networks" / f"{network_id}.yaml").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("network_id", NETWORKS)
def test_every_file_is_sound_and_named_after_its_network(network_id: str) -> None:
    network = loaded(network_id)
    assert network.id == network_id
    assert network.place.file == f"networks/{network_id}.yaml"
    assert network.name
    assert network.status.value.endswith("."), "cut off?"


@pytest.mark.parametrize("network_id, formats", PROMISED_FORMATS)
def test_the_promised_formats_are_there_and_the_first_is_meant_by_the_network(network_id: str, formats: str) -> None:
    network = loaded(network_id)
    assert [format.id for format in network.formats] == formats.split()
    assert network.format("") == network.formats[0]
    assert network.format("ether") is None


@pytest.mark.parametrize("target, ids, takes, required", PROMISED_FIELDS)
def test_the_promised_fields_are_there(target: str, ids: str, takes: str, required: str) -> None:
    format = loaded_format(target)
    assert [field.id for field in format.fields] == ids.split()
    assert [field.takes for field in format.fields] == takes.split(" ")
    assert [field.id for field in format.fields if field.required] == required.split()
    assert format.main is format.fields[0]
    assert format.markup == ("html" if target in ARTICLES else "text")


@pytest.mark.parametrize("target, field_id, value, way, standing, severity", PROMISED_LIMITS)
def test_the_promised_limits(
    target: str, field_id: str, value: int | None, way: str, standing: str, severity: str
) -> None:
    field = loaded_format(target).field(field_id)
    assert field is not None
    limit = field.limits[0]
    assert (limit.value, limit.way, limit.basis.standing, limit.severity) == (value, way, standing, severity)


@pytest.mark.parametrize(
    "target, both",
    [
        ("bluesky/post", [(300, "graphemes"), (3000, "utf-8-bytes")]),
        ("vk/message", [(4096, "utf-16"), (9000, "code-points")]),
    ],
)
def test_two_limits_hold_for_one_text(target: str, both: list[tuple[int, str]]) -> None:
    assert [(limit.value, limit.way) for limit in loaded_format(target).main.limits] == both


@pytest.mark.parametrize("target, hashtag, mention, links", PROMISED_SYNTAX)
def test_the_promised_syntax(target: str, hashtag: str, mention: str, links: str) -> None:
    format = loaded_format(target)
    assert (format.hashtag.value, format.mention.value, format.links.value) == (hashtag, mention, links)


@pytest.mark.parametrize("network_id", NETWORKS)
def test_a_limit_has_a_way_of_counting_and_a_number_where_it_is_known(network_id: str) -> None:
    for where, limit in limits(loaded(network_id)):
        assert limit.way in counting.WAYS, where
        assert counting.way(limit.way).length("a") == 1, where
        assert (limit.value is None) == (limit.basis.standing == "unknown"), where


@pytest.mark.parametrize("network_id", NETWORKS)
def test_every_value_was_checked_on_a_day_that_has_come(network_id: str) -> None:
    today = (datetime.now(UTC) + timedelta(hours=14)).date()  # where the day begins first
    for where, basis in bases(loaded(network_id)):
        assert date.fromisoformat(basis.checked) <= today, where


@pytest.mark.parametrize("network_id", NETWORKS)
def test_a_value_that_is_said_to_be_known_has_a_source_and_a_doubtful_one_says_why(network_id: str) -> None:
    for where, basis in bases(loaded(network_id)):
        assert all(source.strip() for source in basis.source), where
        assert basis.note[-1:] in {"", ".", ")"}, f"{where}: cut off at a # that YAML took for a comment?"
        if basis.standing == "unknown":
            assert basis.note, f"{where}: unknown without a note"
        else:
            assert any(map(is_evidence, basis.source)), f"{where}: {basis.standing} by nobody"


@pytest.mark.parametrize("network_id", NETWORKS)
def test_patterns_have_a_gap_and_nothing_that_a_template_adds(network_id: str) -> None:
    for format in loaded(network_id).formats:
        for fact, gap in ((format.hashtag, "{tag}"), (format.mention, "{handle}")):
            assert not fact.value or fact.value.count(gap) == 1, format
            assert fact.value == fact.value.strip(), format
            assert fact.value or fact.basis.note, f"{format}: the note tells an author what to do instead"


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["case"])
def test_what_is_said_of_a_broken_file(case: dict[str, Any], tmp_path: Path) -> None:
    assert POND.count(case["from"]) == 1, "the case must change one piece"
    folder = place_pond(tmp_path, POND.replace(case["from"], case["to"]))
    network, findings = networks.load("pond", folder)
    said = [{"at": str(found.place), "check": found.check, "message": found.message} for found in findings]
    wanted = [{key: text for key, text in one.items() if key != "hint"} for one in case["findings"]]
    assert said == wanted
    ways = ", ".join(counting.WAYS)
    hints = [
        one.get("hint", found.hint).replace("{ways}", ways)
        for one, found in zip(case["findings"], findings, strict=True)
    ]
    assert [found.hint for found in findings] == hints
    assert all(found.severity == "error" for found in findings)
    assert (network is None) == bool(findings)


def test_a_sound_file_beside_the_campaign_adds_a_network(tmp_path: Path) -> None:
    folder = place_pond(tmp_path)
    network, findings = networks.load("pond", folder)
    assert findings == []
    assert network is not None
    assert network.formats[0].fields[0].limits == (
        Limit(90, "code-points", Standings(("a frog",), "2026-11-20", "measured")),
    )
    assert network.formats[0].hashtag.basis.source == ("https://pond.example/help", "a blog")
    assert networks.ids(folder) == tuple(sorted({*NETWORKS, "pond"}))
    assert networks.load("pond") == (None, []), "it belongs to that campaign only"


def test_a_file_beside_the_campaign_replaces_the_built_in_one(tmp_path: Path) -> None:
    folder = place_pond(tmp_path, POND.replace("network: pond", "network: x"), "x")
    network, findings = networks.load("x", folder)
    assert findings == []
    assert network is not None
    assert network.name == "Pond"
    assert loaded("x").name == "X", "other campaigns keep the built-in one"
    assert networks.load("weibo", folder) == networks.load("weibo"), "other networks stay"
    assert networks.ids(folder) == NETWORKS


def test_a_broken_file_beside_the_campaign_does_not_fall_back_to_the_built_in_one(tmp_path: Path) -> None:
    network, findings = networks.load("x", place_pond(tmp_path, "network: [", "x"))
    assert network is None
    assert [(found.check, found.place.file) for found in findings] == [("yaml-syntax", "networks/x.yaml")]


@pytest.mark.parametrize(
    "asked, sentence",
    [
        ("linkdin", "there is no network `linkdin`; did you mean `linkedin`?"),
        ("WeChat", "there is no network `WeChat`; did you mean `wechat`?"),
        ("gopher", "there is no network `gopher`"),
    ],
)
def test_a_network_that_is_not_there(asked: str, sentence: str) -> None:
    assert networks.load(asked) == (None, [])
    assert networks.not_known(asked) == sentence
