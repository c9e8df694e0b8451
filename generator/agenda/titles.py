"""What a session's title line holds besides the title: an id, a room at the end, links, emphasis.

A room is the last thing on the line, in emphasis and brackets (``*(Foyer)*``), or in brackets alone when a word
such as "Room" says so. A link's text stays in the title and the link itself goes to the session's body.
"""

import html
import re
from typing import NamedTuple

from generator.agenda import words
from generator.regex import regex

_ID = regex(r"[ \t]*\{:?[ ]*#(?P<id>[^{}\s]*)(?:\s[^{}]*)?\}[ \t]*$")
_EMPHASIZED = regex(
    r"[ ]*(?P<mark>[*_]{1,2})(?P<open>[(\[]?)(?P<room>[^()\[\]*_]{1,80})(?P<close>[)\]]?)[*_]{1,2}[ .]*$"
)
_BRACKETED_EMPHASIS = regex(r"[ ]*[(\[][*_]{1,2}(?P<room>[^()\[\]*_]{1,80})[*_]{1,2}[)\]][ .]*$")
_BRACKETED = regex(r"[ ]+[(\[](?P<room>[^()\[\]]{1,80})[)\]][ .]*$")
_LINK = regex(
    r"!?\[(?P<text>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)?)\]\((?P<target>[^()]*(?:\([^()]*\)[^()]*)*)\)(?:\{[^}]*\})?"
)
_LINK_IN_BRACKETS = regex(r"[ ]*\(\s*(?P<link>!?\[[^\[\]]*\]\([^()]*\))\s*\)[ ]*$")
_UNKNOWN = regex(rf"(?<!\w)(?:{'|'.join(re.escape(words.fold(each)) for each in words.UNKNOWN)})(?!\w)")
_TAG = regex(r"</?[a-zA-Z][^<>]*>")
_PAIRS = regex(r"(?<![\w*_~`])(?P<mark>\*{1,3}|_{1,3}|~~|`++)(?=\S)(?P<text>.{1,300}?)(?<=\S)(?P=mark)(?![\w*_~`])")
_LOOSE_ENDS = regex(r"^(?:\*{2,}|_{2,})|(?:\*{2,}|_{2,})$")


class TitleReading(NamedTuple):
    """A title and what was written around it. `links` are Markdown."""

    title: str
    id: str | None = None
    room: str = ""
    links: tuple[str, ...] = ()


def read_title(text: str) -> TitleReading:
    """Take a title line apart."""
    text, id_ = split_id(" ".join(text.split()))
    links: list[str] = []
    if aside := _LINK_IN_BRACKETS.search(text):
        links.append(aside["link"])
        text = text[: aside.start()]
    text, room = split_room(text)
    links += [link[0] for link in _LINK.finditer(text)]
    return TitleReading(plain(text), id_, room, tuple(links))


def split_id(text: str) -> tuple[str, str | None]:
    """The text and the id of a ``{#id}`` at its end."""
    match = _ID.search(text)
    return (text[: match.start()], match["id"]) if match else (text, None)


def split_room(text: str) -> tuple[str, str]:
    """The text without the room at its end, and the room."""
    for pattern in (_EMPHASIZED, _BRACKETED_EMPHASIS, _BRACKETED):
        match = pattern.search(text)
        if match and match.start() and _is_room(match, pattern):
            return text[: match.start()].rstrip(" -–—,"), " ".join(match["room"].split())
    return text, ""


def _is_room(match: re.Match[str], pattern: re.Pattern[str]) -> bool:
    names = words.fold(match["room"])
    if _UNKNOWN.search(names):
        return False
    if pattern is _EMPHASIZED and not (match["open"] or match["close"]):
        return False
    return pattern is not _BRACKETED or names_room(match["room"])


def names_room(text: str) -> bool:
    """Whether one of the words is "Room", "Saal" or the like."""
    return any(word in words.ROOM_WORDS for word in re.findall(r"[^\W\d_]+", words.fold(text)))


def plain(text: str) -> str:
    """The words of a line of Markdown, without its marks."""
    text = _LINK.sub(lambda link: link["text"], text)
    text = re.sub(r"<((?:https?:|mailto:)[^<>\s]+)>", r"\1", text)
    text = _TAG.sub(" ", text)
    for _ in range(2):  # emphasis may stand within emphasis
        text = _PAIRS.sub(lambda pair: pair["text"], text)
    text = _LOOSE_ENDS.sub("", text.strip())
    text = html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text))
    return " ".join(text.split()).strip(" |:–—").removesuffix(" -")
