"""Regular expressions made when they are first needed: to compile them all would be most of a start."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, AnyStr, cast


@lru_cache(maxsize=1024)
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The expression, made once; remembered longer and found faster than by `re` itself."""
    return re.compile(pattern, flags)


def later(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The expression for a module that many runs load and few use: it is made when it is first asked for something."""
    return cast("re.Pattern[AnyStr]", _Later(pattern, flags))


class _Later:
    def __init__(self, pattern: Any, flags: int) -> None:
        self._made = pattern, flags

    def __reduce__(self) -> tuple[Any, ...]:
        return later, self._made  # a copy that asked for `_made` before it has it would ask without end

    def __getattr__(self, name: str) -> Any:
        pattern, flags = self._made
        found = getattr(re.compile(pattern, flags), name)
        setattr(self, name, found)  # so that the next call finds it there
        return found
