"""Regular expressions made when they are first needed: to compile them all would be most of a start."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=1024)
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The expression, made once; remembered longer and found faster than by `re` itself."""
    return re.compile(pattern, flags)
