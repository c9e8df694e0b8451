"""Files as text: UTF-8, or a message that says what a file seems to be instead."""

import re

from generator.problems import Message, Place, problem
from generator.regex import regex

_COPY_WORDS = "open it, copy its words into a new text file, and save that under this name"
_RENAME = "give it the ending it had, such as .jpg or .png"
# How files begin that are no text (the formats' own first bytes), what they are, and what to do.
_KINDS = (
    (b"PK\x03\x04", "a Word document, or another file of an office program,", _COPY_WORDS),
    (b"\xd0\xcf\x11\xe0", "a Word document, or another file of an office program,", _COPY_WORDS),
    (b"{\\rtf", "a document with formats (RTF)", _COPY_WORDS),
    (b"%PDF", "a PDF", _COPY_WORDS),
    (b"\xff\xd8\xff", "a picture", _RENAME),
    (b"\x89PNG", "a picture", _RENAME),
    (b"GIF8", "a picture", _RENAME),
    (b"RIFF", "a picture", _RENAME),
)
_SAVE_AGAIN = "save it again: choose “Save as” in the editor, and UTF-8 as the encoding"
_UTF_16 = regex(rb"\xff\xfe|\xfe\xff|(?:[^\0]\0){2}|(?:\0[^\0]){2}")
_CONFLICT = regex(r"^<{7} .*$", re.MULTILINE)
_LEFT_OVER = regex(r"^>{7} .*$", re.MULTILINE)


def read_text(data: bytes, path: str, messages: list[Message]) -> str:
    """The file's text with line feeds alone and no byte-order mark; what is none, or two versions, is empty."""
    for start, kind, remedy in _KINDS:
        if data.startswith(start):
            messages.append(problem(Place(path), f"this is {kind} under the name of a text", remedy))
            return ""
    if _UTF_16.match(data):
        messages.append(problem(Place(path), 'the file is saved as "Unicode" (UTF-16), not as UTF-8', _SAVE_AGAIN))
        return ""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        messages.append(_not_utf8(data, error.start, path))
        return ""
    if "<<<<<<< " not in text and ">>>>>>> " not in text:
        return text
    conflicts = [_conflict(text, match, path) for match in (*_CONFLICT.finditer(text),) or _LEFT_OVER.finditer(text)]
    messages.extend(conflicts)
    return "" if conflicts else text


def _not_utf8(data: bytes, at: int, path: str) -> Message:
    """The word in which the first foreign letter stands, read as editors of Windows save it."""
    before = data[:at].decode("utf-8", "replace")
    place = Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
    word = re.split(r"\s", before)[-1] + re.split(r"\s", data[at : at + 40].decode("cp1252", "replace"))[0]
    if not word.isprintable() or "\ufffd" in word:
        return problem(place, "the file is damaged, or no text", "copy it once more, or write its words anew")
    return problem(place, f'"{word[-60:]}" is saved in an old encoding, not in UTF-8', _SAVE_AGAIN)


def _conflict(text: str, match: re.Match[str], path: str) -> Message:
    place = Place(path, text.count("\n", 0, match.start()) + 1)
    phrase = f'"{match[0][:60]}" marks two versions of these lines, of which git kept both'
    return problem(place, phrase, "keep one version, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>")
