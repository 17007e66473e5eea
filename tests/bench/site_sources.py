"""The same site for socloc, Hugo and Pelican: pages in five languages, with the words of site/texts.yaml."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import indent
from typing import Any, NamedTuple

import yaml

SITE = Path(__file__).with_name("site")
_HEAD = """\
socloc: 1
id: gardens-{number}
brand: {{name: {{en: Cloudridge, zh-CN: 云岭, zh-TW: 雲嶺}}}}
source: en
locales: [en, de, ru, zh-CN, zh-TW]
networks:
  facebook/post: [en, zh-TW]
  linkedin/post: [de]
  vk/post: [ru]
  weibo/post: [zh-CN]
posts:
"""


class Page(NamedTuple):
    """One page: its name, and by language its title and its words in Markdown."""

    name: str
    titles: Mapping[str, str]
    texts: Mapping[str, str]


def pages(number: int) -> Iterator[Page]:
    """As many pages as asked for."""
    words: dict[str, Any] = yaml.safe_load((SITE / "texts.yaml").read_text("utf-8"))
    for at in range(1, number + 1):
        titles, texts = (
            {tag: of[part].replace("NUMBER", str(at)) for tag, of in words.items()} for part in ("title", "text")
        )
        yield Page(f"garden-{at}", titles, texts)


def write_hugo(folder: Path, number: int) -> None:
    """Content with front matter, beside the settings and one layout."""
    shutil.copytree(SITE / "hugo", folder)
    head = '---\ntitle: "{title}"\ndate: 2026-03-01\ntags: [Cloudridge]\n---\n'
    _write_content(folder / "content", number, head)


def write_pelican(folder: Path, number: int) -> None:
    """Content with metadata, beside the settings and one template."""
    shutil.copytree(SITE / "pelican", folder, ignore=shutil.ignore_patterns("__pycache__"))
    head = "Title: {title}\nDate: 2026-03-01\nCategory: Tea\nTags: Cloudridge\nLang: {tag}\nSlug: {name}\n\n"
    _write_content(folder / "content", number, head)


def _write_content(folder: Path, number: int, head: str) -> None:
    for page in pages(number):
        for tag, text in page.texts.items():
            path = folder / tag / f"{page.name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(head.format(title=page.titles[tag], tag=tag, name=page.name) + text, "utf-8")


def write_campaigns(folder: Path, number: int, each: int) -> None:
    """Campaigns of `each` posts; a page is a post, and each of its five languages one variant."""
    folder.mkdir(parents=True)
    posts = [*map(_post, pages(number))]
    for at in range(0, number, each):
        text = _HEAD.format(number=at) + "".join(posts[at : at + each])
        (folder / f"gardens-{at:05}.yaml").write_text(text, "utf-8")


def _post(page: Page) -> str:
    titles = "".join(f"    {tag}: {title}\n" for tag, title in page.titles.items())
    texts = "".join(f"    {tag}: |\n{indent(text, ' ' * 6)}" for tag, text in page.texts.items())
    return f'- id: {page.name}\n  title:\n{titles}  text:\n{texts}  hashtags: {{"*": [Cloudridge]}}\n'
