"""Regular expressions that are compiled when somebody first looks for them.

The house has more than a hundred. To compile all of them takes a tenth of a small build in which a word has changed,
and that needs less than half of them.
"""

import re
from typing import Any, AnyStr, cast


class _Pattern:
    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """A method of the compiled one, which from now on is this one's own."""
        if name.startswith("__"):
            raise AttributeError(name)  # Python asks for such before there is a pattern, as when it copies
        method = getattr(re.compile(self.pattern, self.flags), name)
        setattr(self, name, method)
        return method


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Like `re.compile`, but for the moment when a mistake in it is told; tests/test_regex.py compiles all."""
    return cast("re.Pattern[AnyStr]", _Pattern(pattern, flags))
