"""A campaign at an address with all that it needs, brought to a folder of this machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from socloc.brands.format import FOLDER as BRANDS
from socloc.bundle.manifest import NAME as BUNDLE
from socloc.errors import SoclocError
from socloc.house.files import FOLDER as RULES
from socloc.policy import BASELINE, CONFIG
from socloc.remote import store
from socloc.remote.addresses import of, shown

# A temporary folder is in memory on many machines, and a folder of so many objects is that of several campaigns.
MAX_OBJECTS: Final = 5000
MAX_BYTES: Final = 1024 * 1024 * 1024
_OTHERS: Final = (".yaml", ".yml", ".zip")
_PREVIEW: Final = "index.html"  # it stands in every bundle beside the manifest


def bring(campaign: Path, into: Path) -> Path:
    """Copy a campaign with all that it needs below a folder; returns its file as it is seen from there.

    That is what lies in its folder and below, but not bundles and other campaigns; and from the folders above, as far
    as they may be read: socloc.yaml, the baseline, rules and brands. The folder stands for the bucket.
    Raises SoclocError where there is no such campaign, or too much of it.
    """
    there = _beside(campaign)
    if campaign not in there:
        raise SoclocError(f"cannot read {shown(campaign)}: there is no such object", "Check the address.")
    there |= _above(campaign)
    _refuse_too_much(campaign, there)
    (into / ".git").mkdir(parents=True)  # nothing above it counts
    store.copy((path, into / inside(path)) for path in there)
    if not (into / inside(campaign)).is_file():
        raise SoclocError(f"{shown(campaign)} has gone while it was read", "Look at it again.")
    return inside(campaign)


def inside(path: Path) -> Path:
    """Where an object is in its bucket."""
    address = of(path)
    return Path(*Path(address.name).parts[1:]) if address else path


def _beside(campaign: Path) -> dict[Path, int]:
    """What lies in the campaign's folder, with sizes in bytes."""
    there = store.names(campaign.parent)
    bundles = {path.parent for path in there if path.name == BUNDLE and path.with_name(_PREVIEW) in there}
    bundles.discard(campaign.parent)
    text = store.read(campaign) if campaign in there else b""
    return {
        path: size
        for path, size in there.items()
        if _belongs(path, campaign, text) and not bundles.intersection(path.parents)
    }


def _belongs(path: Path, campaign: Path, text: bytes) -> bool:
    """Whether an object may be one of the campaign's: others beside it are not, unless its text names them."""
    parts = path.relative_to(campaign.parent).parts
    if len(parts) > 1 or path in (campaign, campaign.with_name(CONFIG)):
        return ".git" not in parts
    return path.suffix not in _OTHERS or path.name.encode("utf-8", "surrogateescape") in text


def _above(campaign: Path) -> dict[Path, int]:
    """The rules and brands in the folders above, up to the bucket, with sizes in bytes."""
    found: dict[Path, int] = {}
    is_ruled = has_baseline = False
    for folder in _folders(campaign):
        is_own = folder == campaign.parent
        config, baseline = (_one(folder / name) for name in (CONFIG, BASELINE))
        if not is_own:
            # Of rules and baselines the nearest counts; rules stand beside the nearest socloc.yaml.
            found |= _all(folder / BRANDS)
            found |= {} if is_ruled else config
            found |= {} if has_baseline else baseline
            found |= _all(folder / RULES) if config and not is_ruled else {}
        is_ruled |= bool(config)
        has_baseline |= bool(baseline)
    return found


def _folders(campaign: Path) -> Iterator[Path]:
    """The campaign's folder and those above it, up to the bucket."""
    for folder in campaign.parents:
        address = of(folder)
        if address is None or not address.name:
            return
        yield folder


def _one(path: Path) -> Mapping[Path, int]:
    return {found: size for found, size in _all(path).items() if found == path}


def _all(path: Path) -> Mapping[Path, int]:
    """What is there, as far as it may be read: who has rights in one folder only knows nothing of those above."""
    try:
        return store.names(path)
    except store.RefusedError:
        return {}


def _refuse_too_much(campaign: Path, there: Mapping[Path, int]) -> None:
    size = sum(there.values())
    if len(there) > MAX_OBJECTS or size > MAX_BYTES:
        most = f"{MAX_OBJECTS:,} objects or {MAX_BYTES // 1024**2:,} MB"
        hint = f"All of it is copied to work on it, and more than {most} is too much. Give the campaign its own folder."
        about = f"{len(there):,} objects with {size / 1024**2:,.0f} MB"
        raise SoclocError(f"the folder of {shown(campaign)} holds {about}", hint)
