"""The pictures of an article: what must be uploaded, where each goes, and the addresses once there are some."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape
from typing import Final

from socloc.article import addresses
from socloc.findings import Place
from socloc.media import is_video_name
from socloc.render.scene import InBody, Scene
from socloc.variant import Upload

_IMAGE: Final = re.compile(r'<img(?:[^">]|"[^"]*")*>')
_ADDRESS: Final = re.compile(r'(?<=\ssrc=")[^"]*')


def uploads_of(scene: Scene, html: str, in_body: InBody) -> tuple[Upload, ...]:
    """The pictures of a finished article in the order of its text, each once with all its uses.

    A use is a line of the campaign, `template` for what the template shows around the body, or `cover`.
    """
    shown = [unescape(found) for image in _IMAGE.findall(html) for found in _ADDRESS.findall(image)]
    order = {address: index for index, address in reversed(list(enumerate(shown)))}
    found = []
    for upload, places in (*_media(scene, in_body), *_qr_codes(scene, in_body)):
        is_shown = upload.src in order
        lines = tuple(f"line {line}" for line in dict.fromkeys(place.line for place in places))
        uses = ((lines or ("template",)) if is_shown else ()) + upload.uses
        if uses:
            found.append((order.get(upload.src, len(shown)), upload._replace(uses=uses)))
    return tuple(_with_address(scene, upload) for _, upload in sorted(found, key=lambda pair: pair[0]))


def with_addresses(scene: Scene, html: str, uploads: Sequence[Upload]) -> str:
    """The article with the addresses of its pictures in place of their files, as far as there are any."""
    known = {scene.relative(upload.file): upload.url for upload in uploads if upload.url}

    def address(found: re.Match[str]) -> str:
        return escape(known.get(unescape(found[0]), unescape(found[0])))

    return _IMAGE.sub(lambda image: _ADDRESS.sub(address, image[0]), html) if known else html


def _media(scene: Scene, in_body: InBody) -> Iterator[tuple[Upload, list[Place]]]:
    """The images of the post and those of the body; the post's first one is the cover, where there are such."""
    named = [shown.media.name for shown in scene.media if not is_video_name(shown.file)]
    cover = named[:1] if scene.plan.format.cover_crops else []
    for name in dict.fromkeys((*named, *in_body.media)):
        shown = scene.shown_media(name)
        written = shown.media.file
        keys = (name, addresses.plain(written.value))
        uses = ("cover",) if name in cover else ()
        yield (
            Upload(name, shown.file, keys, uses, "", scene.relative(shown.file), written.place),
            in_body.media.get(name, []),
        )


def _qr_codes(scene: Scene, in_body: InBody) -> Iterator[tuple[Upload, list[Place]]]:
    """The QR codes; one says something else in each article, so that it goes by its file."""
    for code in scene.qr_codes:
        file = f"{code.file}.png"
        upload = Upload(code.code.name, file, (file,), (), "", scene.relative(file), code.code.place)
        yield upload, in_body.qr_codes.get(code.code.name, [])


def _with_address(scene: Scene, upload: Upload) -> Upload:
    """With its address, if any. A network that names no hosts of its own is not given the pictures on another's."""
    url = scene.addresses.of(*upload.keys)
    own = scene.plan.format.kept_images
    others = {host for target in scene.campaign.targets for host in target.format.kept_images}
    is_anothers = not own and addresses.host(url) in others
    return upload if is_anothers or not url else upload._replace(url=url, src=url)
