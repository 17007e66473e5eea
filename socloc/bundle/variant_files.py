"""The files of a variant: its main text as it will be posted, and all of it as JSON where there is more than that."""

from __future__ import annotations

import json
from typing import Any

from socloc.render.scene import variant_folder
from socloc.variant import Variant


def files_of(variant: Variant) -> dict[str, bytes]:
    """The variant's files by name. A text file holds exactly what is posted, without a line end after it.

    A thread has a file for each of its posts, `launch.1.txt`, `launch.2.txt`, … (ids have no dots).
    """
    plan = variant.plan
    name = f"{variant_folder(plan)}/{plan.post.id}"
    suffix = "html" if plan.format.markup == "html" else "txt"
    main = [field for field in variant.fields if field.id == plan.format.main.id]
    files = {f"{name}{f'.{field.part}' if field.part else ''}.{suffix}": _bytes(field.text) for field in main}
    if variant.buttons or any(field.text for field in variant.fields if field not in main):
        files[f"{name}.json"] = _bytes(f"{json.dumps(_fields(variant), ensure_ascii=False, indent=1)}\n")
    return files


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _fields(variant: Variant) -> dict[str, Any]:
    """The fields by their ids, the main one of a thread as a list, and the buttons where there are any."""
    fields: dict[str, Any] = {}
    for field in variant.fields:
        if field.part:
            fields.setdefault(field.id, []).append(field.text)
        else:
            fields[field.id] = field.text
    if variant.buttons:
        fields["buttons"] = [{"label": button.label, "url": button.link.url} for button in variant.buttons]
    return fields
