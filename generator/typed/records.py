"""The records of a published event.json, which anyone may have edited or cut short."""

from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from generator.ical import EntryStatus
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


_Moment = Annotated[date | datetime, BeforeValidator(_read_moment)]
_Instant = Annotated[datetime, BeforeValidator(_read_moment)]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True)

    uid: str = Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
    session: str = Field(pattern=r"^[a-z0-9-]*$")
    hash: str = Field(pattern=r"^[0-9a-f]{32}$")
    sequence: int = Field(ge=0, le=2**31 - 2)
    created: _Instant
    modified: _Instant
    status: EntryStatus
    start: _Moment
    end: _Moment
    summary: str
    location: str

    @model_validator(mode="after")
    def _ends_after_start(self) -> "_Record":
        if isinstance(self.start, datetime) != isinstance(self.end, datetime) or self.end <= self.start:
            raise ValueError("end is not after start")
        return self


def read_records(calendar: object) -> list[Record]:
    """The records of event.json's `calendar`. Raises ValueError that says what is wrong with the first that is none."""
    try:
        return [Record(**each.__dict__) for each in TypeAdapter(list[_Record]).validate_python(calendar)]
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False, include_context=False)[0]
        raise ValueError(f"{'.'.join(map(str, ('calendar', *fault['loc'])))}: {fault['msg']}") from None
