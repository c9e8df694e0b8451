"""People's names as people write them: when two are the same, when one is a slip of the other, and when it is none.

Two names are the same when they fold alike: case, accents, spacing, punctuation, dashes and everything invisible
aside. A near miss stops a build, so `is_slip` would rather let one pass than call two people one: "Martin" and
"Martina" or "Jan" and "Jon" are different people, and so are "Speaker 7" and "Speaker 8".
"""

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

from generator.addresses import slugify
from generator.regex import regex

# Latin letters that Unicode does not take apart.
_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"})
_TITLES = frozenset({"dr", "prof", "professor", "phd", "mr", "mrs", "ms", "mx", "sir", "dame", "ing", "dipl", "hon"})
_ADDITION = regex(r"(?:\(.*|\[.*|（.*|,.*|\s[-–—|/@]\s.*)$", re.DOTALL)
_PLACEHOLDERS = frozenset({"tbc", "tba", "tbd", "nn", "tobeconfirmed", "tobeannounced", "tobedefined", "tobedecided"})
_GROUP = regex(
    r"(the|all|every(one|body)|several|various|representatives?|members?|panel(l?ists?)?|speakers?|moderators?|"
    r"participants?|organi[sz]ers?|delegates?|students?|team|staff|experts?|vertreter(in|innen)?|mitglieder|alle|"
    r"représentante?s?|membres?|tous|équipe|representantes?|miembros|todos|equipo|rappresentanti|membri|tutti)\b",
    re.IGNORECASE,
)


@lru_cache(16_384)
def fold_name(name: str) -> str:
    """What two spellings of one name have in common: ``Zoë  O’Neil-Łoś`` → ``zoeoneillos``; may be empty."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS))
    return "".join(letter for letter in letters if _counts(letter))


def _counts(letter: str) -> bool:
    """Whether a character tells names apart.

    Accents and the vowel points of Hebrew and Arabic do not; other marks do: in Japanese or in Indian scripts they
    make another letter of it.
    """
    if unicodedata.category(letter)[0] == "M":
        points = unicodedata.combining(letter)
        return points < 200 and not 10 <= points <= 35
    return unicodedata.category(letter)[0] in "LN"


@lru_cache(16_384)
def fold_bare_name(name: str) -> str:
    """The folded name without titles and without what is added to it: ``Dr. Jo Doe (Example Org)`` → ``jodoe``."""
    return "".join(name_words(name))


@lru_cache(16_384)
def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a bare name; those of the whole where nothing would be left."""
    bare = _ADDITION.sub("", name) or name
    words = [folded for word in re.split(r"[\s.\-‐-―]+", bare) if (folded := fold_name(word))]
    return tuple([word for word in words if word not in _TITLES] or words)


def is_placeholder(name: str) -> bool:
    """Whether this stands for somebody not known yet: "TBC", "N.N.", "(to be confirmed)", "…"."""
    return fold_name(name) in _PLACEHOLDERS or not fold_name(name)


def is_group(name: str) -> bool:
    """Whether this names several people, or whoever comes: "Representatives of …", "All speakers"."""
    return bool(_GROUP.match(name.strip())) and not re.search(r"\d", name)


def is_slip(written: str, meant: str) -> bool:
    """Whether one name is most probably the other, mistyped."""
    ours, theirs = name_words(written), name_words(meant)
    length = min(sum(map(len, ours)), sum(map(len, theirs)))
    if _digits(ours) != _digits(theirs) or length < (5 if len(ours) > 1 else 8):
        return False
    if len(ours) == len(theirs):
        pairs = [pair for pair in zip(ours, theirs, range(len(ours), 0, -1), strict=True) if pair[0] != pair[1]]
        is_typo = len(pairs) <= 1 and all(_is_word_slip(*pair) for pair in pairs)
        return is_typo or sorted(ours) == sorted(theirs)
    return edit_distance("".join(ours), "".join(theirs), 1) <= 1


def _is_word_slip(written: str, meant: str, words_left: int) -> bool:
    """Whether a word may be a slip of another in its place; the last word of a name is the family's."""
    length = min(len(written), len(meant))
    if length < 4 or written[0] != meant[0] or (words_left > 1 and _stem(written) == _stem(meant)):
        return False
    limit = 1 if length < 8 else 2
    return edit_distance(written, meant, limit) <= limit


def _stem(word: str) -> str:
    """A given name without the ending by which it changes its gender: Daniel, Daniela; Mario, Maria."""
    return word.rstrip("aeio")


def _digits(words: tuple[str, ...]) -> str:
    return "".join(re.findall(r"\d", "".join(words)))


def edit_distance(left: str, right: str, limit: int) -> int:
    """How many letters to add, drop, change or swap with a neighbour; `limit` + 1 for anything above `limit`."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        above, row = row, [i]
        for j, other in enumerate(right, 1):
            cost = min(above[j] + 1, row[-1] + 1, above[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and other == left[i - 2]:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before = above
    return row[-1]


def split_names(text: str) -> tuple[str, ...]:
    """The names in one line: split at semicolons if there are any, else at commas; never inside brackets."""
    mark = ";" if ";" in text else ","
    names, depth = [""], 0
    for character in text:
        depth = max(0, depth + (character in "([（") - (character in ")]）"))
        if character == mark and not depth:
            names.append("")
        else:
            names[-1] += character
    return tuple(name.strip() for name in names if name.strip())


def name_id(name: str) -> str:
    """The address part for a name; a hash of it where nothing of it is Latin."""
    return slugify(name) or f"speaker-{sha256(fold_name(name).encode('utf-8', 'replace')).hexdigest()[:8]}"


def initials(name: str) -> str:
    """Two letters to stand for a missing photo: ``Jo van Doe`` → ``JD``; "?" for a name without letters."""
    bare = unicodedata.normalize("NFC", _ADDITION.sub("", name) or name)
    words = re.findall(r"[^\W_]+", bare.replace("'", "").replace("’", ""))
    words = [word for word in words if fold_name(word) not in _TITLES] or words
    if len(words) < 2:
        return str(words[0])[:2].upper()[:2] if words else "?"
    return f"{words[0].upper()[0]}{words[-1].upper()[0]}"
