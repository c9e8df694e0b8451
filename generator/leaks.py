"""What looks as if it should not be published: links that let anyone in, codes, keys, lists of addresses.

Only looks: an open meeting has such a link too. So these are notices, and none of them shows what it found in full,
because the build's output is read by more people than the file.
"""

import re
from collections.abc import Iterable, Iterator

from generator.problems import Message, Place, notice
from generator.regex import regex
from generator.sources import Document, MarkdownText

# All in small letters, as is what they are looked for in: to see to both takes three times as long.
_JOIN = regex(
    r"""(?:https?|zoommtg)://(?: [\w.-]*\bzoom(?:gov)?\.(?:us|com)/(?: s/\d+ | \S{0,200}?[?&](?:pwd|tk)= )
        | teams\.(?:microsoft|live)\.(?:com|us)/(?: \S{0,200}?meetup-join | meet/ )
        | meet\.google\.com/[a-z]{3}-[a-z]{4}-[a-z]{3}\b
        | [\w.-]+\.webex\.com(?=/)\S{0,200}?(?: mtid= | /meet/ )
        | (?: meet\.goto\.com | global\.gotomeeting\.com/join )/\d{6,}
        ) \S*""",
    re.VERBOSE,
)
_CODE = regex(
    r"""\b(?: (?:access|entry|door|host|guest|meeting|webinar|conference|dial-?in|join)[ _-]?(?:code|pin|password|passcode|key)
        | passcode | password | mot\ de\ passe | code\ (?:d['’]accès|secret) | passwort | kennwort | kenncode | zugangscode
        | contraseña | código\ de\ acceso | senha | codice\ (?:di\ |d['’])accesso | wachtwoord | toegangscode | kod\ dostępu
        ) [*_"'\ ]* (?: [:=] | \b(?:is|est|ist|lautet|es)\b ) [*_"'`\ ]* (?=\S*\d) ([^\s*_`"']{4,})""",
    re.VERBOSE,
)
# Shapes that the services announce (docs.github.com, "Secret scanning patterns"), and a name that says it.
_KEY = regex(
    r"""\b(?: akia[0-9a-z]{16} | aiza[\w-]{35} | gh[pousr]_\w{36} | github_pat_\w{40,} | glpat-[\w-]{20}
        | xox[abprs]-[\w-]{10,} | hooks\.slack\.com/services/\w+ | hf_[a-z0-9]{30,} | [sr]k_live_\w{20,} | sk-[\w-]{32,} | sg\.[\w-]{16,}\.[\w-]{16,}
        | eyj[\w-]{10,}\.eyj[\w-]{10,}\.[\w-]{10,} )
    | -----begin\ [a-z ]*private\ key-----
    | (?: api[ _-]?key | (?:secret|private|access)[ _-]?key | (?:access|auth|api|bearer)[ _-]?token | client[ _-]?secret )
        ["'`*]* \s* [:=] \s* ["'`*]* (?=[\w+/.-]*\d) [\w+/.-]{16,}""",
    re.VERBOSE,
)
_LOGIN = regex(r"""\b[a-z][a-z0-9+.-]{1,15}://[^\s/?#@<>()"'`]{1,200}@[^\s/?#@<>()"'`]+""")
# One of these is in all that a pattern finds, and in few texts: so it takes half the time (the abstracts of FOSDEM 2025).
_WORDS = {
    _JOIN: ("zoom", "teams.", "meet.google.com", "webex.com", "meet.goto.com", "gotomeeting.com"),
    _LOGIN: ("@",),
    _CODE: (
        "code", "pin", "pass", "key", "kennwort", "contrase", "código", "senha", "codice", "wachtwoord", "kod",
    ),
    _KEY: (
        "akia", "aiza", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "_pat_", "glpat-", "xox", "slack", "hf_", "_live_", "sk-", "sg.", "eyj", "key", "token", "secret",
    ),
}  # fmt: skip
_EMAIL = regex(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
# Lines that are nothing but an address are one list, also with empty lines between them.
_ALONE = rf"[ \t>*+\-|<\d.)]*{_EMAIL.pattern}[ \t>|,;]*(?:\n|\Z)"
_PARAGRAPH = regex(rf"^(?:{_ALONE}(?:[ \t]*\n)*)+|(?:.+\n?)+", re.MULTILINE)
_MOST_ADDRESSES = 5
_TEXT_PER_ADDRESS = 200  # characters; a text that has more between them is about something else
_ELSEWHERE = "take it out of this file, and change it where it came from if the file was ever published"
_Sign = tuple[re.Pattern[str], str, str]
_SIGNS: tuple[_Sign, ...] = (
    (_JOIN, "this looks like a private join link", "write the platform here, and send the link to those who registered"),
    (_CODE, "this looks like an access code", "send it to those who registered, and take it out here"),
    (_KEY, "this looks like a key that gives access to a service", _ELSEWHERE),
    (_LOGIN, "this address has a user name or password in it", "take out what stands before the @"),
)  # fmt: skip


def leaked_facts(document: Document) -> Iterator[Message]:
    """Notices for values of site.yaml, `extra` included, or of front matter."""
    texts = [*_texts(document)]
    signs = _signs_in("\n".join(named for _path, named, _value in texts))
    addresses: dict[str, Place] = {}
    for path, named, value in texts:
        for _offset, phrase, remedy in _found(named, signs):
            yield notice(document.place(path), phrase, remedy)
        if "@" in value:
            addresses |= dict.fromkeys(_EMAIL.findall(value), document.place(path))
    if len(addresses) > _MOST_ADDRESSES:
        yield _list_of_addresses(next(iter(addresses.values())), len(addresses))


def _texts(document: Document) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Each text with its path, after the key it is written for, and alone."""
    for path in document.places:
        value = document.value(path)
        if isinstance(value, str):
            yield path, f"{path[-1]}: {value}" if isinstance(path[-1], str) else value, value


def leaked_words(text: MarkdownText) -> Iterator[Message]:
    """Notices for words of a Markdown file."""
    for offset, phrase, remedy in _found(text.text, _signs_in(text.text)):
        yield notice(text.place(offset), phrase, remedy)
    for paragraph in _PARAGRAPH.finditer(text.text) if "@" in text.text else ():
        addresses = set(_EMAIL.findall(paragraph[0]))
        if max(_MOST_ADDRESSES, len(paragraph[0]) / _TEXT_PER_ADDRESS) < len(addresses):
            yield _list_of_addresses(text.place(paragraph.start()), len(addresses))


def _signs_in(text: str) -> list[_Sign]:
    """Those of which the text holds a word."""
    small = _small(text)
    return [sign for sign in _SIGNS if any(word in small for word in _WORDS[sign[0]])]


def _found(text: str, signs: Iterable[_Sign]) -> Iterator[tuple[int, str, str]]:
    """Where something looks private, what is said of it, and the remedy."""
    for pattern, phrase, remedy in signs:
        for match in pattern.finditer(_small(text)):
            yield match.start(), f"{phrase}: {_hint(text[match.start() : match.end()])}", remedy


def _small(text: str) -> str:
    """The text in small letters, as long as it was: of all letters, this one alone would become two."""
    return text.replace("İ", "i").lower()


def _hint(found: str) -> str:
    """Enough of it to find it, and not enough to use it."""
    return f'"{found[: min(12, len(found) // 2)]}…"'


def _list_of_addresses(place: Place, number: int) -> Message:
    phrase = f"{number} e-mail addresses stand here, as in a list of people"
    return notice(place, phrase, "keep such a list out of the site's folder; one address for questions is enough")
