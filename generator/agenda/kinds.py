"""What kind a session is where nobody says so: only titles that leave no doubt are guessed.

A break is a title of nothing but words for breaks and words between them ("Coffee break", "Pause café", "Short
coffee break"), a keynote one that begins with the word. Everything else is a plain session.
"""

import re

from generator.agenda import words
from generator.schema import Kind


def guess_kind(title: str) -> Kind:
    """The kind a title shows."""
    folded = words.fold(title)
    found = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*|&", folded)
    if any(word in words.BREAK_WORDS for word in found) and all(
        word in words.BREAK_WORDS | words.BREAK_FILLERS for word in found
    ):
        return "break"
    bare = re.sub(r"^\W+", "", folded)
    return (
        "keynote" if any(re.match(rf"{re.escape(start)}(?!\w)", bare) for start in words.KEYNOTE_STARTS) else "session"
    )
