"""Zipped bundles at addresses: each is one object, which is there whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from socloc.bundle.write import foreign, is_zipped_bundle
from socloc.remote import store
from socloc.remote.addresses import shown


def put(data: bytes, target: Path) -> None:
    """Put a zipped bundle at an address.

    Raises SoclocError, with nothing changed, where something else than a bundle of the same name is there, or where the
    store refuses it.
    """
    with store.failing_well("write", target), suppress(FileNotFoundError), store.opened(target) as there:
        if not is_zipped_bundle(there, target.stem):
            raise foreign(shown(target))
    store.write(data, target)
