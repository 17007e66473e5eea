"""The floor under many campaigns: a bare loop of the same libraries, without socloc.

It parses, renders every variant with a template of its network, makes a QR code of every distinct payload, and writes a
manifest and a zip. It checks nothing, counts nothing, draws no preview and no SVG, and trusts its input.
Run it as `python -m tests.bench.floor FOLDER OUT --jobs 2`.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import qrcode
import yaml
from jinja2 import Environment, Template
from PIL import Image

_TAGS = "{% for tag in hashtags %}{{ '#' ~ tag }}{{ ' ' if not loop.last }}{% endfor %}"
_TEXT_LAST = "{{ text }} " + _TAGS + "\n\n{{ link }}"
_TITLED = "{{ title }}\n\n{{ text }}\n\n{{ link }}\n\n" + _TAGS
_TEMPLATES = {
    "x/post": _TEXT_LAST,
    "xing/post": "{{ title }}\n\n{{ text }}\n\n{{ link }}",
    "weibo/post": _TEXT_LAST,
    "wechat/moments": "{{ text }}\n\n" + _TAGS,
}
_LEVELS = {"L": 1, "M": 0, "Q": 3, "H": 2}


def main() -> None:
    """Make a zip of every campaign in a folder, in a pool of forked processes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--no-codes", action="store_true", help="leave the QR codes out, to see what they take")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    paths, work = sorted(chosen.folder.glob("*.yaml")), partial(render, out=chosen.out, has_codes=not chosen.no_codes)
    if chosen.jobs == 1:
        print(sum(map(work, paths)), "variants")
        return
    with multiprocessing.get_context("fork").Pool(chosen.jobs) as pool:
        print(sum(pool.imap_unordered(work, paths, chunksize=8)), "variants")


def render(path: Path, out: Path, has_codes: bool = True) -> int:
    """The number of variants in the zip of one campaign."""
    with path.open("rb") as opened:
        campaign: dict[str, Any] = yaml.load(opened, yaml.CSafeLoader)  # it is the safe loader, in C
    files: dict[str, bytes] = {}
    variants = [*_variants(campaign if has_codes else _without_codes(campaign), files)]
    manifest = {"campaign": campaign["id"], "variants": variants}
    files["manifest.json"] = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    with zipfile.ZipFile(out / f"{campaign['id']}.zip", "w") as archive:
        for name, data in files.items():
            kind = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            archive.writestr(f"{campaign['id']}/{name}", data, kind, 6)
    return len(variants)


def _without_codes(campaign: dict[str, Any]) -> dict[str, Any]:
    posts = [{key: value for key, value in post.items() if key != "networks"} for post in campaign["posts"]]
    return campaign | {"posts": posts}


def _variants(campaign: Mapping[str, Any], files: dict[str, bytes]) -> Iterator[dict[str, Any]]:
    for post in campaign["posts"]:
        for network, locales in campaign["networks"].items():
            for locale in locales:
                link = _link(campaign, post, network, locale, {})
                text = _template(network).render(
                    title=post["title"][locale], text=post["text"][locale], link=link, hashtags=post["hashtags"]["*"]
                )
                name = f"{locale}/{network}/{post['id']}.txt"
                files[name] = text.encode()
                codes = post.get("networks", {}).get(network, {}).get("qr", ())
                drawn = dict(_codes(campaign, post, network, locale, codes))
                files |= {f"qr/{locale}/{network}/{post['id']}.{key}.png": png for key, (_, png) in drawn.items()}
                payloads = {key: payload for key, (payload, _) in drawn.items()}
                yield {"network": network, "locale": locale, "file": name, "length": len(text), "qr": payloads}


def _codes(
    campaign: Mapping[str, Any], post: Mapping[str, Any], network: str, locale: str, keys: list[str]
) -> Iterator[tuple[str, tuple[str, bytes]]]:
    for key in keys:
        code = campaign["qr"][key]
        payload = code.get("text") or _link(campaign, post, network, locale, code.get("utm", {}))
        yield key, (payload, _png(payload, code.get("error", "M"), code.get("size", 512)))


def _link(
    campaign: Mapping[str, Any], post: Mapping[str, Any], network: str, locale: str, own: Mapping[str, str]
) -> str:
    """The link of a post, tracked."""
    parts = urlsplit(str(campaign["links"][post["link"]]))
    tracked = {
        "utm_source": network.partition("/")[0],
        "utm_medium": own.get("medium", "social"),
        "utm_campaign": campaign["id"],
        "utm_content": f"{locale}-{post['id']}",
    }
    return parts._replace(query=f"{parts.query}&{urlencode(tracked)}".lstrip("&")).geturl()


@lru_cache
def _template(network: str) -> Template:
    """The template of a network, compiled once in a process."""
    return Environment(autoescape=False).from_string(_TEMPLATES.get(network, _TITLED))  # noqa: S701  # plain text


@lru_cache(maxsize=512)
def _png(payload: str, error: str, size: int) -> bytes:
    """A QR code as PNG: the library's matrix with the mask that the standard chooses, enlarged by Pillow."""
    code = qrcode.QRCode(error_correction=_LEVELS[error], border=4)
    code.add_data(payload)
    code.make(fit=True)
    rows = code.get_matrix()
    bits = bytes(0 if dark else 255 for row in rows for dark in row)
    picture = Image.frombytes("L", (len(rows), len(rows)), bits).convert("1")
    scale = size // len(rows)
    buffer = io.BytesIO()
    picture.resize((len(rows) * scale, len(rows) * scale)).save(buffer, "PNG")
    return buffer.getvalue()


if __name__ == "__main__":
    main()
