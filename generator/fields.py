"""The types of single values in site.yaml and front matter: text in, typed value or a message out.

Every scalar arrives as the text that was written (see `generator.document`), so each type here says for itself
what it accepts (`Reads`). Whole parts are put together by `generator.typed`, which is imported here for a new web
address alone.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Annotated, Any, NamedTuple, get_args
from urllib.parse import urlsplit

from generator.addresses import slugify
from generator.problems import did_you_mean
from generator.regex import regex

Context = Mapping[str, Any]
"""What a value needs to know of its surroundings: the event's `time_zone`, the site's `languages`."""


REQUIRED: Any = object()
"""In the place of a default: the key has to be written."""

NOTHING: Mapping[str, Any] = {}


class Refused(ValueError):
    """What is wrong with a value, and what to write instead; `at` leads from a part to the value."""

    def __init__(self, phrase: str, remedy: str = "", at: tuple[str | int, ...] = ()) -> None:
        super().__init__(phrase)
        self.phrase, self.remedy, self.at = phrase, remedy, at


class Reads:
    """A type's reader, which makes its value of what was written, or raises Refused; `schema` is JSON Schema of what
    may be written. One that `is_in_context` is given a Context too.
    """

    def __init__(
        self, read: Callable[..., Any], schema: Mapping[str, Any] | None = None, *, is_in_context: bool = False
    ) -> None:
        self.read, self.schema, self.is_in_context = read, schema, is_in_context


class Says(NamedTuple):
    """What a key says, and how it may be written; a list has at `least` so many entries."""

    description: str
    example: str = ""
    least: int = 0


def read_as(kind: Any, value: object, context: Context | None = None) -> Any:
    """What a type of this module makes of a value that stands by itself. Raises Refused."""
    reads = next(each for each in get_args(kind) if isinstance(each, Reads))
    return reads.read(value, context or {}) if reads.is_in_context else reads.read(value)


class Text(str):
    """Words for visitors, in the default language; `translations` has them in others, by language tag.

    `language` is that of words which stand in for their translation, and empty for all others.
    """

    __slots__ = ("language", "translations")
    language: str
    translations: Mapping[str, str]

    def __new__(cls, text: str, translations: Mapping[str, str] | None = None, language: str = "") -> "Text":
        self = super().__new__(cls, text)
        self.translations, self.language = translations or {}, language
        return self

    def __repr__(self) -> str:
        return f"Text({str(self)!r}, {self.language!r})"

    def localized(self, language: str, original: str = "") -> "Text":
        """The words in `language`; those of the `original` language, which say so, where it has none."""
        own = self.translations.get(language)
        return Text(own) if own is not None else Text(self, language=original)


def _read_text(value: object, context: Context) -> Text:
    if isinstance(value, Text):
        return value
    if isinstance(value, str):
        return Text(_read_words(value))
    if not isinstance(value, dict) or not all(isinstance(words, str) for words in value.values()):
        raise Refused("this must be a text", "write it on one line, in quotes if it holds a colon")
    languages: tuple[str, ...] = context.get("languages", ("en",))
    for tag in value:
        if tag not in languages:
            remedy = did_you_mean(tag, languages, f'add "{tag}" to "languages:" under "site:", or take the line out')
            raise Refused(f'"{tag}" is not one of the site\'s languages ({", ".join(languages)})', remedy, (tag,))
    if languages[0] not in value:
        raise Refused(
            f'this has no "{languages[0]}" text, which is the site\'s first language', f'add "{languages[0]}: …"'
        )
    return Text(_read_words(value[languages[0]]), {tag: _read_words(words) for tag, words in value.items()})


Words = Annotated[
    Text, Reads(_read_text, {"anyOf": [{"type": "string"}, {"additionalProperties": {"type": "string"}, "type": "object"}]}, is_in_context=True)
]  # fmt: skip


def _read_words(value: str) -> str:
    """Like `read_line`, with the no-break spaces that typography asks for."""
    read_line(value)
    return re.sub(r"[^\S\u00a0\u202f]+", " ", value).strip()


def read_line(value: object) -> str:
    """One line of text: white space folded, no control or invisible formatting characters that could reorder it."""
    if not isinstance(value, str):
        raise Refused("this must be a text", "write it on one line, in quotes if it holds a colon")
    for character in value:
        if unicodedata.category(character) == "Cc" and character not in "\t\n\r\x85":
            raise Refused("the text holds a character that cannot be shown", "delete and retype the text")
    if value and not value.strip():
        raise Refused("this is blank", "write words between the quotes, or take the line out")
    return " ".join(value.split())


Line = Annotated[str, Reads(read_line, {"type": ["string", "number"]})]

_SLUG = regex(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _read_slug(value: object) -> str:
    if not isinstance(value, str) or not _SLUG.fullmatch(value) or len(value) > 80:
        suggestion = slugify(value) if isinstance(value, str) else ""
        raise Refused(
            f"{quote(value)} is not an id: only a–z, 0–9 and single dashes, 80 at most",
            f"write {suggestion}" if suggestion else "write a short one, such as in-person",
        )
    return value


Slug = Annotated[str, Reads(_read_slug, {"type": "string", "pattern": f"^{_SLUG.pattern}$"})]


def read_address(value: object) -> str:
    """An absolute https or http address, as visitors' browsers read it (WHATWG URL), in ASCII."""
    text = value.strip() if isinstance(value, str) else ""
    if not re.match(r"https?://", text, re.IGNORECASE):
        inside = re.search(r"https?://[^\s<>()]+", text)
        bare = re.fullmatch(r"(?:ht\w{1,4}:)?/{0,2}([\w-]+(?:\.[\w-]+)+(?:/\S*)?)", text)
        meant = inside[0] if inside else f"https://{bare[1]}" if bare else ""
        remedy = f"write {meant}" if meant else "write one that starts with https://"
        raise Refused(f"{quote(value)} is not a web address", remedy)
    if re.search(r"\s", text):
        raise Refused(f"{quote(value)} has a space in it", "write %20 for a space, or take it out")
    if re.search(r"[\x00-\x1f\x7f]", text):
        raise Refused(
            f"{quote(value)} holds a character that cannot be shown", "copy the address again from the browser"
        )
    from generator.typed.addresses import as_browsers_read  # there, since few builds meet a new address

    try:
        address = as_browsers_read(text)
    except ValueError as error:
        raise Refused(
            f"{quote(value)} is not a web address: {error}", "copy the address again from the browser"
        ) from None
    if urlsplit(address).username is not None:
        raise Refused(f"{quote(value)} holds a user name or password", "publish the address without it")
    return address


Address = Annotated[str, Reads(read_address, {"type": "string", "pattern": "^https?://"})]


def _read_edit_address(value: object) -> str:
    """A web address as it was written, since {path} in it is filled in later."""
    text = read_line(value)
    if text:
        read_address(text.replace("{path}", "path"))
    return text


EditAddress = Annotated[str, Reads(_read_edit_address, {"type": "string", "pattern": "^https?://"})]


def _read_email(value: object) -> str:
    from email_validator import EmailNotValidError, validate_email

    try:
        return str(
            validate_email(
                value if isinstance(value, str) else "", check_deliverability=False, test_environment=True
            ).normalized
        )
    except EmailNotValidError:
        raise Refused(
            f"{quote(value)} is not an e-mail address", "write one address and nothing else, such as press@example.org"
        ) from None


Email = Annotated[str, Reads(_read_email, {"type": "string", "format": "email"})]


def _read_color(value: object) -> str:
    text = str(value).strip().lower()
    if not re.fullmatch(r"#[0-9a-f]{6}", text):
        digits = text.strip("#“”")
        digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
        remedy = (
            f'write "#{digits}"'
            if re.fullmatch("[0-9a-f]{6}", digits)
            else 'write six hexadecimal digits in quotes, such as "#003399"'
        )
        raise Refused(f"{quote(value)} is not a colour", remedy)
    return text


Color = Annotated[str, Reads(_read_color, {"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$"})]


def _read_whole_number(value: object) -> int:
    if not re.fullmatch(r"\d{1,9}", str(value)):
        raise Refused(f"{quote(value)} is not a whole number", "write digits only, such as 2")
    return int(str(value))


WholeNumber = Annotated[int, Reads(_read_whole_number, {"type": "integer", "minimum": 0})]


def _read_flag(value: object) -> bool:
    if value in (True, "true", "True", "yes"):
        return True
    if value in (False, "false", "False", "no"):
        return False
    raise Refused(f"{quote(value)} is neither true nor false", "write true or false")


Flag = Annotated[bool, Reads(_read_flag, {"type": "boolean"})]


def _read_degrees(limit: int) -> Callable[[object], float]:
    def read(value: object) -> float:
        if re.fullmatch(r"-?\d{1,3}(\.\d+)?", str(value)) and abs(float(str(value))) <= limit:
            return float(str(value)) + 0.0  # -0 is 0, and equal to it in the key of what is remembered
        raise Refused(
            f"{quote(value)} is not a number of degrees between -{limit} and {limit}",
            "write it with a point, as 50.8389",
        )

    return read


Latitude = Annotated[float, Reads(_read_degrees(90), {"type": "number", "minimum": -90, "maximum": 90})]
Longitude = Annotated[float, Reads(_read_degrees(180), {"type": "number", "minimum": -180, "maximum": 180})]

_LANGUAGE = r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?"


def _read_language(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(_LANGUAGE, value):
        language, _, region = str(value).replace("_", "-").partition("-")
        meant = "-".join(filter(None, (language.lower(), region.upper())))
        remedy = (
            f"write {meant}"
            if re.fullmatch("[a-z]{2}(-[A-Z]{2})?", meant)
            else "write its code, such as en, fr or pt-BR"
        )
        raise Refused(f"{quote(value)} is not the code of a language", remedy)
    return value


Language = Annotated[str, Reads(_read_language, {"type": "string", "pattern": f"^{_LANGUAGE}$"})]


def _read_country(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch("[A-Z]{2}", value):
        meant = str(value).upper()
        remedy = f"write {meant}" if re.fullmatch("[A-Z]{2}", meant) else "write its two capital letters, such as BE"
        raise Refused(f"{quote(value)} is not the code of a country", remedy)
    return value


Country = Annotated[str, Reads(_read_country, {"type": "string", "pattern": "^[A-Z]{2}$"})]


def quote(value: object) -> str:
    """The value as a message shows it."""
    if not isinstance(value, str):
        return "a list" if isinstance(value, (list, tuple)) else "this"
    value = re.sub(r"[\x00-\x1f\x7f-\x9f]", lambda match: match[0].encode("unicode_escape").decode(), value)
    return f'"{value if len(value) <= 60 else value[:59] + "…"}"'
