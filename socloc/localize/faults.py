"""What can go wrong with a machine, sorted by what helps: waiting, asking again, another machine, or the user."""

from __future__ import annotations

from socloc.errors import SoclocError


class FaultError(Exception):
    """Something went wrong; the message is for the user and ends up in a finding."""


class BusyError(FaultError):
    """The machine asks everybody to wait, for so many seconds if it says so (HTTP 429 and Retry-After)."""

    def __init__(self, message: str, seconds: float | None = None) -> None:
        super().__init__(message)
        self.seconds = seconds


class BrokenError(FaultError):
    """No answer, or none that makes sense; asking once more may help."""


class SpentError(FaultError):
    """The machine has given all that it will give, such as its free texts of a day. Another one may go on."""


class UnusableError(FaultError):
    """The machine cannot do this text, or what it made of it must not be used."""


class RefusedError(SoclocError):
    """The machine does not take the key or knows no such address: the user has to change something.

    It stops the run and is never a reason to ask another machine, which might cost money or see what it should not.
    """
