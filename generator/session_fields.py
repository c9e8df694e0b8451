"""Types of values that only sessions and speakers have: names, links, pictures, times that may lack their date."""

import re
from datetime import date, datetime, time
from typing import Annotated

from generator.fields import Address, Context, Reads, Refused, read_address, read_line
from generator.names import split_names
from generator.time_fields import read_moment


def _read_session_moment(value: object, context: Context) -> date | datetime | time:
    """A time of day, or a date with one; `generator.session_files` finds the date that a time alone leaves out."""
    if isinstance(value, (date, time)):
        return value
    if isinstance(value, str) and (clock := re.fullmatch(r"\s*([01]?\d|2[0-3])[:.]([0-5]\d)\s*", value)):
        return time(int(clock[1]), int(clock[2]))
    return read_moment(value, context)


SessionMoment = Annotated[
    date | datetime | time,
    Reads(
        _read_session_moment,
        {"type": "string", "pattern": r"^(\d{4}-\d{1,2}-\d{1,2}[ T]+)?\d{1,2}:\d{2}$"},
        is_in_context=True,
    ),
]


def _read_names(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return split_names(read_line(value))
    if isinstance(value, (list, tuple)):
        return tuple(name for each in value if (name := read_line(each)))
    raise Refused("this must be a list, or one text with commas", "write [Speaker 1, Speaker 2]")


Names = Annotated[
    tuple[str, ...],
    Reads(_read_names, {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]


def _split_addresses(value: object) -> object:
    return re.findall(r"[^\s,;]+", value) if isinstance(value, str) else value


Addresses = Annotated[
    tuple[Address, ...],
    Reads(
        _split_addresses,
        {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string", "format": "uri"}}]},
    ),
]


def _read_picture(value: object) -> str:
    """A path below content/, as everywhere in front matter."""
    path = read_line(value)
    if re.match(r"[A-Za-z][\w+.-]*:|//", path):
        raise Refused(
            f'"{path}" is not a file of this site', "save the picture below content/ and write its name there"
        )
    path = re.sub(r"^(\./|/)+", "", path.replace("\\", "/"))
    if ".." in path.split("/"):
        below = "/".join(part for part in path.split("/") if part != "..")
        raise Refused(f'"{path}" leaves content/', f"write {below}, its path below content/")
    return path


def _read_link_target(value: object) -> str:
    """A web address, or a path below content/ with what may stand behind it."""
    text = read_line(value)
    return read_address(text) if "://" in text else _read_picture(text)


LinkTarget = Annotated[str, Reads(_read_link_target, {"type": "string"})]

Picture = Annotated[str, Reads(_read_picture, {"type": "string"})]
