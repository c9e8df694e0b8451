"""How registration stands at a given moment, judged in one place for pages, structured data and calendars alike."""

from datetime import date, datetime, timedelta
from typing import Literal

from generator.schema import Event, Registration

Standing = Literal["upcoming", "open", "waiting-list", "full", "closed", "none", "past"]


def standing(registration: Registration | None, event: Event, now: datetime) -> Standing:
    """The state of registration at `now`: as site.yaml says, or by its dates where that says ``auto``."""
    if registration is None or registration.state == "none" or event.status in ("cancelled", "postponed"):
        return "none"
    if now >= event.ends_at:
        return "past"
    if registration.state != "auto":
        return registration.state
    if registration.opens and now < event.at(registration.opens):
        return "upcoming"
    if registration.closes and now >= deadline(registration.closes, event):
        return "closed"
    return "open"


def deadline(closes: date | datetime, event: Event) -> datetime:
    """The moment registration ends: a date alone means the end of that day where the event is."""
    if isinstance(closes, datetime):
        return closes
    return event.at(closes + timedelta(days=1))
