"""What stops the program. Anything wrong with the user's material is a finding instead (see findings.py)."""


class SoclocError(Exception):
    """Stops the program with one plain sentence and exit code 2; caught once, in socloc.cli.

    The message says what happened; `hint` says what the user can do about it.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint
