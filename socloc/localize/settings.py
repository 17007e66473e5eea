"""What the user has set for machines: addresses, keys and patience, from the environment and the keyring."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple
from urllib.parse import quote, quote_plus, urlsplit

from socloc.errors import SoclocError

TIMEOUT: Final = 30.0  # seconds for one answer
PATIENCE: Final = 120.0  # seconds that a machine may ask to wait before another one is asked
_SHORTEST_KEY: Final = 4  # characters; anything shorter is no secret, and would be found in ordinary words


class Settings(NamedTuple):
    """Values by the names of environment variables; `keyring` answers for keys that are not among them."""

    values: Mapping[str, str]
    keyring: Callable[[str], str] = lambda _name: ""

    def __repr__(self) -> str:
        return "Settings()"  # never what is in it

    def text(self, name: str, default: str = "") -> str:
        """A value, without the spaces around it."""
        return self.values.get(name, "").strip() or default

    def key(self, *names: str) -> str:
        """A key by the first of these names that has one, in the environment or else in the keyring."""
        for name in names:
            if found := self.text(name):
                return found
        return next((found.strip() for name in names if (found := self.keyring(name))), "")

    def needed_key(self, who: str, *names: str) -> str:
        """A key that there has to be. Raises SoclocError where there is none."""
        found = self.key(*names)
        if not found:
            hint = f"Set {' or '.join(names)}, or put it into the keyring: `keyring set socloc {names[0]}`."
            raise SoclocError(f"{who} needs a key", hint)
        if not (found.isascii() and found.isprintable()):
            raise SoclocError(f"the key of {who} in {names[0]} has characters that no key has", "Copy it once more.")
        return found

    def number(self, name: str, default: float) -> float:
        """A number above 0. Raises SoclocError where it is none."""
        text = self.text(name)
        try:
            number = float(text or default)
        except ValueError:
            number = 0
        if not 0 < number < float("inf"):
            raise SoclocError(f"{name} takes a number above 0, not `{text}`", "Change it, or leave it out.")
        return number

    def address(self, name: str, default: str = "") -> str:
        """An address without a slash at its end. Raises SoclocError where it is none."""
        address = self.text(name, default).rstrip("/")
        try:
            parts = urlsplit(address)
            is_one = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
        except ValueError:
            is_one = False
        if not is_one:
            raise SoclocError(f"{name} takes an address such as https://host/, not `{address}`", f"Set {name}.")
        return address


def hidden(text: str, secrets: Iterable[str]) -> str:
    """A text without the secrets, in whatever way they are written in an address."""
    for secret in sorted({secret for secret in secrets if len(secret) >= _SHORTEST_KEY}, key=len, reverse=True):
        for form in (secret, quote(secret, safe=""), quote_plus(secret), quote(secret)):
            text = text.replace(form, "***")
    return text
