"""The files of a variant: its main text as it will be posted, and all its fields as JSON where there are several."""

from __future__ import annotations

import json

from socloc.model import Variant
from socloc.render.scene import variant_folder


def files_of(variant: Variant) -> dict[str, bytes]:
    """The variant's files by name. A text file holds exactly what is posted, without a line end after it."""
    plan = variant.plan
    name = f"{variant_folder(plan)}/{plan.post.id}"
    main, *others = variant.fields
    suffix = "html" if plan.format.markup == "html" else "txt"
    files = {f"{name}.{suffix}": main.text.encode("utf-8", "replace")}
    if others:
        fields = {field.id: field.text for field in variant.fields}
        files[f"{name}.json"] = f"{json.dumps(fields, ensure_ascii=False, indent=1)}\n".encode("utf-8", "replace")
    return files
