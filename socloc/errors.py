"""What stops the program. Anything wrong with the user's material is a finding instead (see findings.py)."""


class SoclocError(Exception):
    """Stops the program with one plain sentence and exit code 2; caught once, in socloc.cli.

    The message says what happened; `hint` says what the user can do about it.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def as_bug(error: Exception) -> SoclocError:
    """An exception that nobody meant, in words for the user: the first line of what it says, and the way out."""
    said = f"{type(error).__name__}: {error}".split("\n")[0]
    hint = "Please report it with the command; SOCLOC_DEBUG=1 shows where it happened."
    return SoclocError(f"this is a bug in socloc, not in your campaign: {said}", hint)
