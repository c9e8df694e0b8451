"""The records of a published event.json, which anyone may have edited or cut short."""

from datetime import UTC, date, datetime
from typing import Any, get_args

from pydantic_core import SchemaValidator, ValidationError

from generator.entry import EntryStatus
from generator.records import Record


def _read_moment(value: object) -> date | datetime:
    """ISO 8601, with an offset if it has a time; kept in UTC, which refuses what no calendar could hold."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    if not isinstance(value, date):
        raise ValueError("not a date or time")
    if not isinstance(value, datetime):
        return value
    if value.tzinfo is None:
        raise ValueError("a time without offset")
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise ValueError("a time out of range") from None


def _read_instant(value: object) -> datetime:
    if isinstance(moment := _read_moment(value), datetime):
        return moment
    raise ValueError("a date without a time")


def _made(values: dict[str, Any]) -> Record:
    record = Record(**values)
    if isinstance(record.start, datetime) != isinstance(record.end, datetime) or record.end <= record.start:
        raise ValueError("end is not after start")
    return record


def _text(pattern: str = "") -> dict[str, Any]:
    return {"type": "str", "strict": True} | ({"pattern": pattern} if pattern else {})


_MOMENT, _INSTANT = (
    {"type": "function-plain", "function": {"type": "no-info", "function": read}}
    for read in (_read_moment, _read_instant)
)
_KEYS = {
    "uid": _text(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"),
    "session": _text(r"^[a-z0-9-]*$"),
    "hash": _text(r"^[0-9a-f]{32}$"),
    "sequence": {"type": "int", "strict": True, "ge": 0, "le": 2**31 - 2},
    "created": _INSTANT,
    "modified": _INSTANT,
    "status": {"type": "literal", "expected": list(get_args(EntryStatus))},
    "start": _MOMENT,
    "end": _MOMENT,
    "summary": _text(),
    "location": _text(),
}
_RECORD = {
    "type": "function-after",
    "function": {"type": "no-info", "function": _made},
    "schema": {
        "type": "typed-dict",
        "fields": {name: {"type": "typed-dict-field", "schema": schema} for name, schema in _KEYS.items()},
    },
}


_VALIDATOR = SchemaValidator({"type": "list", "strict": True, "items_schema": _RECORD})


def read_records(calendar: object) -> list[Record]:
    """The records of event.json's `calendar`. Raises ValueError that says what is wrong with the first that is none."""
    try:
        records: list[Record] = _VALIDATOR.validate_python(calendar)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False, include_context=False)[0]
        raise ValueError(f"{'.'.join(map(str, ('calendar', *fault['loc'])))}: {fault['msg']}") from None
    return records
