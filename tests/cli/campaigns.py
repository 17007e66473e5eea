"""Small campaigns for the tests of commands and bundles, written as people would write them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from PIL import Image

FINE = """\
socloc: 1
id: fine
brand: {name: Northlight}
source: en
locales: [en]
networks: [x/post, linkedin/post]
posts:
  - {id: hello, text: We are open.}
"""
# One campaign of every kind of result; the exit codes of the tests follow from these.
KINDS: Mapping[str, str] = {
    "fine": FINE,
    "note": FINE.replace("id: fine", "id: note").replace("linkedin/post", "xing/post"),
    "warning": FINE.replace("id: fine", "id: warning") + "  - {id: nowhere, text: Hello, only: {networks: [vk]}}\n",
    "error": FINE.replace("id: fine", "id: error").replace("We are open.", "We are open. " * 40),
    "unlocalized": FINE.replace("id: fine", "id: unlocalized").replace("[en]", "[en, de]"),
    "broken": "socloc: 1\nid: [\n",
    "empty": "",
}

# Everything a bundle can hold: two Chineses, an article with all its fields, QR codes, an image, a schedule.
FULL = """\
socloc: 1
id: full
title: Spring <b>& more</b>
brand:
  name: {en: Northlight, zh-CN: 北光}
  colors: {primary: "#1f4f46"}
  handles: {weibo: 北光, x: northlight}
source: en
locales: [en, zh-CN, zh-TW]
networks:
  x/post: [en]
  weibo/post: [zh-CN]
  wechat/article: [zh-CN]
  facebook/post: [zh-TW]
links: {shop: "https://example.com/shop?a=1#top"}
qr:
  shop: {link: shop, label: {en: Scan me, zh-CN: 扫码购买}, size: 400}
  card: {text: "Northlight\\nExample Street 1", size: 300, error: Q, dark: "#102030"}
media:
  lamp: {file: lamp.png, alt: {en: A lamp, zh-CN: 一盏灯}}
posts:
  - id: launch
    title: {en: Hello, zh-CN: 你好，世界}
    text:
      en: "We are open. {{ brand.name }}"
      zh-CN: 我们的软件开业了，欢迎来看看。
    hashtags: {en: [Northlight], zh-CN: [北光], zh-TW: [北光]}
    link: shop
    qr: [shop, card]
    media: lamp
    schedule: {at: 2027-03-30 10:00, zone: Europe/London}
    networks:
      wechat/article:
        body: {zh-CN: "## 开业\\n\\n我们**开业**了：![一盏灯](lamp)，见 https://example.com/news。"}
        digest: {zh-CN: 我们开业了}
        author: Northlight
  - id: second
    text: {en: Still open., zh-CN: 还在营业。}
    except: {networks: [wechat/article]}
"""


def write(folder: Path, text: str = FINE, name: str = "campaign.yaml") -> Path:
    """Write a campaign into a folder that is made for it; the path of its file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(text.encode())
    return path


def write_full(folder: Path) -> Path:
    """Write the campaign with everything in it, and its image."""
    path = write(folder, FULL)
    (folder / "lamp.png").write_bytes(picture())
    return path


def picture(size: tuple[int, int] = (48, 32)) -> bytes:
    """A PNG of one colour."""
    file = BytesIO()
    Image.new("RGB", size, "#c8843c").save(file, "PNG")
    return file.getvalue()


def with_text(text: str, **keys: object) -> str:
    """The fine campaign with another text, and with more keys at its top."""
    more = "".join(f"{json.dumps(key)}: {json.dumps(value)}\n" for key, value in keys.items())
    return FINE.replace("We are open.", json.dumps(text)) + more
