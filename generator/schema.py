"""What may be written in site.yaml and in front matter: one typed field, one line of documentation each.

From these parts come the validation (`generator.typed`), ``generator/site.schema.json`` for editors and the reference
table in README.md (`generator.typed.reference`); tests/test_docs.py keeps the three in agreement. A part
whose values may be wrong together says so by its `contradiction`.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Literal, NamedTuple

from generator.fields import (
    NOTHING,
    REQUIRED,
    Address,
    Color,
    Country,
    EditAddress,
    Email,
    Language,
    Latitude,
    Line,
    Longitude,
    Refused,
    Says,
    Slug,
    Text,
    WholeNumber,
    Words,
)
from generator.offer_fields import Price
from generator.session_fields import LinkTarget, Picture
from generator.time_fields import Moment, Zone

Kind = Literal["keynote", "talk", "workshop", "panel", "break", "social", "session"]
Status = Literal["scheduled", "rescheduled", "postponed", "cancelled", "moved-online"]
State = Literal["auto", "open", "full", "waiting-list", "closed", "none"]


def _plain(moment: date | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else str(moment or "the same day")


class FollowUp(NamedTuple):
    label: Annotated[Words, Says("The words of the link.", "Report of the event")] = REQUIRED
    url: Annotated[LinkTarget, Says("A web address, or a file of content/ such as report.md.")] = REQUIRED


class Event(NamedTuple):
    id: Annotated[
        Slug, Says("Never change it after publishing: calendars know the event by it.", "data-for-change-2022")
    ] = REQUIRED
    title: Annotated[Words, Says("The event's name.")] = REQUIRED
    short_title: Annotated[Words, Says("A shorter name for the top of pages; the title when empty.")] = Text("")
    summary: Annotated[Words, Says("One or two sentences for link previews, search results and calendars.")] = REQUIRED
    start: Annotated[
        Moment,
        Says(
            "When it begins, in the event's time zone; a date alone when only the agenda has times.", "2022-11-17 10:00"
        ),
    ] = REQUIRED
    end: Annotated[Moment | None, Says("When it ends; needed when start has a time.", "2022-11-17 12:00")] = None
    time_zone: Annotated[Zone, Says("The zone's city (IANA), never CET.", "Europe/Brussels")] = REQUIRED
    status: Annotated[Status, Says("Changes the banner, the buttons and the calendars.")] = "scheduled"
    status_note: Annotated[Words, Says("Why the status changed, and what a visitor should do.")] = Text("")
    previous_start: Annotated[
        Moment | None, Says("Where a rescheduled event stood before; needed with that status.")
    ] = None
    languages_spoken: Annotated[tuple[Language, ...], Says("Codes of the languages spoken.", "[en, fr]")] = ()
    image: Annotated[Picture, Says("A picture for link previews, below content/; drawn from the title when empty.")] = (
        ""
    )
    updated: Annotated[
        Moment | None,
        Says("When the facts last changed; calendars carry it. The newest source file's date when empty."),
    ] = None
    revision: Annotated[WholeNumber, Says("How often the published calendar entry has changed.")] = 0
    follow_up: Annotated[tuple[FollowUp, ...], Says("Links to what stays: a report, recordings, pictures.")] = ()

    def contradiction(self) -> Refused | None:
        if isinstance(self.start, datetime) and not isinstance(self.end, datetime):
            return Refused(
                "event has a start with a time but no end with a time",
                'write "end: 2022-11-17 12:00" under "event:"',
                ("end",),
            )
        if not isinstance(self.start, datetime) and isinstance(self.end, datetime):
            return Refused(
                "event has an end with a time but a start without one", "give both a time, or neither", ("start",)
            )
        if self.ends_at <= self.starts_at:
            return Refused(
                f"the event's end ({_plain(self.end)}) is not after its start ({_plain(self.start)})",
                "check both dates and times",
                ("end",),
            )
        if self.ends_at - self.starts_at > timedelta(days=366):
            return Refused("event lasts more than a year", "check the years of start and end", ("end",))
        if self.status == "rescheduled" and self.previous_start is None:
            return Refused(
                "a rescheduled event needs previous_start",
                'add "previous_start: …", the date that was announced before',
                ("status",),
            )
        return None

    @property
    def is_all_day(self) -> bool:
        return not isinstance(self.start, datetime)

    @property
    def starts_at(self) -> datetime:
        """The first moment: of the first day, when only days are known."""
        return self.at(self.start)

    @property
    def ends_at(self) -> datetime:
        """The first moment after the event: midnight after the last day, when only days are known."""
        if isinstance(self.end, datetime):
            return self.end
        return self.at((self.end or self.start) + timedelta(days=1))

    def at(self, when: date | datetime) -> datetime:
        """The moment, or the beginning of the day in the event's time zone."""
        return when if isinstance(when, datetime) else datetime.combine(when, time(), self.time_zone)

    @property
    def last_day(self) -> date:
        return (self.ends_at - timedelta(microseconds=1)).date()


class Venue(NamedTuple):
    name: Annotated[Words, Says("The building or site.")] = REQUIRED
    street: Annotated[Line, Says("Street and number.")] = ""
    postal_code: Annotated[Line, Says("In quotes when it starts with a zero.", '"1047"')] = ""
    city: Annotated[Words, Says("Town or city.")] = REQUIRED
    country: Annotated[Country, Says("Two letters (ISO 3166).", "BE")] = REQUIRED
    latitude: Annotated[Latitude | None, Says("Degrees north, for maps in calendars.")] = None
    longitude: Annotated[Longitude | None, Says("Degrees east.")] = None
    map_url: Annotated[Address | None, Says("A page with a map.")] = None
    access_note: Annotated[Words, Says("How to get in, in a sentence.")] = Text("")


class Registration(NamedTuple):
    url: Annotated[Address | None, Says("The page on which people register, on whichever system runs it.")] = None
    label: Annotated[Words, Says("The words on the button.")] = Text("Register")
    opens: Annotated[Moment | None, Says("When registration opens.", "2022-10-17 09:00")] = None
    closes: Annotated[Moment | None, Says("The deadline.")] = None
    state: Annotated[State, Says("auto follows opens and closes.")] = "auto"
    price: Annotated[Price | None, Says("What it costs, or free.", "150 EUR")] = None
    note: Annotated[Words, Says("A sentence beside the button.")] = Text("")

    def contradiction(self) -> Refused | None:
        if self.url is None and self.state not in ("none", "closed", "full"):
            return Refused("registration has no url", 'add "url: https://…", or "state: none"')
        return None


class Attend(NamedTuple):
    id: Annotated[Slug, Says("Names the calendar file and the button's address.", "in-person")] = REQUIRED
    mode: Annotated[Literal["in-person", "online"], Says("One entry is one way to take part.")] = REQUIRED
    venue: Annotated[Venue | None, Says("Where, for in-person.")] = None
    platform: Annotated[Line, Says("What online visitors will use.", "Zoom")] = ""
    registration: Annotated[Registration | None, Says("The outbound link to register.")] = None

    def contradiction(self) -> Refused | None:
        if self.mode == "in-person" and self.venue is None:
            return Refused(f'"{self.id}" is in person but has no venue', 'add "venue:" with name, city and country')
        if self.mode == "online" and self.venue is not None:
            return Refused(f'"{self.id}" is online but has a venue', "move the venue to the in-person entry")
        return None

    def register_url(self, status: Status) -> str:
        """Where people register while the event stands as `status` says; empty when they cannot."""
        if self.registration is None or status in ("cancelled", "postponed"):
            return ""
        return "" if self.registration.state in ("none", "closed", "full") else self.registration.url or ""


class Organizer(NamedTuple):
    name: Annotated[Words, Says("The organisation, in the order they should be named.")] = REQUIRED
    url: Annotated[Address | None, Says("Its website.")] = None
    logo: Annotated[Picture, Says("A picture below content/, shown beside the name.")] = ""


class Contact(NamedTuple):
    name: Annotated[Words, Says("Who answers questions.")] = Text("")
    email: Annotated[Email | None, Says("Published on every page.")] = None


class SiteSettings(NamedTuple):
    url: Annotated[
        Address, Says("Where the site is published, with any sub-path.", "https://events.example.org/data-for-change/")
    ] = REQUIRED
    languages: Annotated[tuple[Language, ...], Says("The site's languages; the first is the default.", least=1)] = (
        "en",
    )
    accent_color: Annotated[Color, Says("The event's colour; the build adjusts it until text on it can be read.")] = (
        "#1f4e8c"
    )
    edit_url: Annotated[EditAddress, Says("Address behind “Edit this page”, with {path} for the file.")] = ""


class Facts(NamedTuple):
    """The whole of site.yaml."""

    event: Annotated[Event, Says("What, when and how it stands.")] = REQUIRED
    attend: Annotated[tuple[Attend, ...], Says("The ways to take part.", least=1)] = REQUIRED
    organizers: Annotated[tuple[Organizer, ...], Says("Who holds the event.")] = ()
    contact: Annotated[Contact, Says("Whom to ask.")] = Contact()
    site: Annotated[SiteSettings, Says("Settings of the website.")] = REQUIRED
    extra: Annotated[Mapping[str, Any], Says("A free place, handed to templates untouched.")] = NOTHING

    def contradiction(self) -> Refused | None:
        ids = [entry.id for entry in self.attend]
        for number, each in enumerate(ids):
            if each in ids[:number]:
                return Refused(
                    f'the id "{each}" is written twice in attend',
                    "give one of them another id",
                    ("attend", number, "id"),
                )
        return None

    @property
    def ways(self) -> tuple[Attend, ...]:
        """The ways to take part as the event stands: one that moved online has left its venues."""
        if self.event.status != "moved-online":
            return self.attend
        online = tuple(entry for entry in self.attend if entry.venue is None)
        return online or tuple(entry._replace(mode="online", venue=None) for entry in self.attend)
