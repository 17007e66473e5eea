"""Object stores, by fsspec: listed, read and written, with what goes wrong in sentences that hold no secrets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

from socloc.errors import SoclocError
from socloc.remote.addresses import Address, of, shown

_AT_ONCE: Final = 16  # requests; a store answers each in its own time
_HINT: Final = "Check the address and your rights."


class RefusedError(SoclocError):
    """The store does not let this user see what is there."""


def names(folder: Path) -> dict[Path, int]:
    """The objects below an address with their sizes in bytes, or the one that is there; empty where there is none.

    Names that no disk takes are left out: with an empty part, with dots that lead elsewhere, or with a NUL.
    """
    with failing_well("read", folder):
        address, store = _store(folder)
        found = store.find(address.name, withdirs=False, detail=True)
    sizes = {name: int(about.get("size") or 0) for name, about in found.items()}
    return {_path(address, name): size for name, size in sorted(sizes.items()) if _is_plain(name)}


def matching(pattern: Path) -> list[Path]:
    """The objects and folders that a pattern means, sorted."""
    with failing_well("read", pattern):
        address, store = _store(pattern)
        return [_path(address, name) for name in sorted(store.glob(address.name)) if _is_plain(name)]


def read(path: Path, most: int | None = None) -> bytes:
    """The first so many bytes of an object, or all."""
    with failing_well("read", path):
        address, store = _store(path)
        data: bytes = store.cat_file(address.name, end=most)
        return data


def each(paths: Sequence[Path], most: int) -> Iterator[bytes | None]:
    """The first so many bytes of each object, in their order; None where one cannot be read."""

    def one(path: Path) -> bytes | None:
        try:
            return read(path, most)
        except SoclocError:
            return None

    with ThreadPoolExecutor(_AT_ONCE) as threads:
        yield from threads.map(one, paths)


def copy(objects: Iterable[tuple[Path, Path]]) -> None:
    """Copy objects to files; one that has gone since it was listed leaves no file."""
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        for _ in threads.map(_copy, objects):
            pass


def _copy(pair: tuple[Path, Path]) -> None:
    source, target = pair
    with failing_well("read", source):
        address, store = _store(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            store.get_file(address.name, str(target))
        except FileNotFoundError:
            target.unlink(missing_ok=True)


def write(data: bytes, path: Path) -> None:
    """Put one object, whole or not at all.

    Readers get the old object or the new one, never a part of it, as Amazon's user guide says of S3 in "Amazon S3 data
    consistency model" (https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html); a large one is sent in
    parts, and is there when the last has come. Cloud Storage, too, shows an object when its upload has succeeded
    (https://cloud.google.com/storage/docs/consistency).
    """
    with failing_well("write", path):
        address, store = _store(path)
        store.pipe_file(address.name, data)


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """An object of which only those parts are fetched that are read. Raises FileNotFoundError where it is not there."""
    address, store = _store(path)
    with store.open(address.name, "rb", cache_type="none") as file:
        yield file


@contextmanager
def failing_well(what: str, path: Path) -> Iterator[None]:
    """Turns what a library says into a sentence: its own may hold keys and signed addresses."""
    try:
        yield
    except SoclocError:
        raise
    except PermissionError:
        raise RefusedError(f"cannot {what} {shown(path)}: the store refuses it", _HINT) from None
    except Exception as error:  # noqa: BLE001  # the libraries of stores have errors of their own kinds
        raise SoclocError(f"cannot {what} {shown(path)}: {_reason(error)}", _HINT) from None


def _reason(error: Exception) -> str:
    kind = type(error).__name__
    if isinstance(error, FileNotFoundError):
        return "there is no such bucket or object"
    if "Credential" in kind:
        return "the environment holds no keys for this store"
    if isinstance(error, ConnectionError) or "Connect" in kind or "Timeout" in kind:
        return "the store does not answer"
    return f"the store's library gave up ({kind})"


def _store(path: Path) -> tuple[Address, Any]:
    """An address and what speaks to its store. Raises SoclocError where a package for that is missing."""
    address = of(path)
    if address is None:
        raise ValueError(f"{path} is no address")
    if not address.name:
        raise SoclocError(f"{shown(path)} names no bucket", "Write one such as s3://bucket/clients.")
    try:
        import fsspec
    except ImportError:
        raise SoclocError(f"{shown(path)} needs fsspec", 'Install it with `pip install "socloc[remote]"`.') from None
    # What it listed before may be another thing now.
    try:
        return address, fsspec.filesystem(address.protocol, use_listings_cache=False)
    except ImportError as error:
        package = str(getattr(error.__cause__, "name", None) or "a package more").partition(".")[0]
        raise SoclocError(f"{shown(path)} needs {package}", f"Install it with `pip install {package}`.") from None
    except ValueError:
        hint = "Write one such as s3://bucket/clients."
        raise SoclocError(f"{address.protocol}:// is no address that fsspec knows", hint) from None


def _path(address: Address, name: str) -> Path:
    return Path(f"{address.protocol}:/{name}")


def _is_plain(name: str) -> bool:
    return "\0" not in name and not {"", ".", ".."} & set(name.split("/"))
