"""What may be written in site.yaml and in front matter: one typed field, one line of documentation each.

From these models come the validation, ``generator/site.schema.json`` for editors and the reference table in
README.md (`generator.reference`); tests/test_docs.py keeps the three in agreement.
"""

from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from generator.fields import (
    Address,
    Color,
    Country,
    EditAddress,
    Email,
    Language,
    Latitude,
    Line,
    Longitude,
    Slug,
    Text,
    WholeNumber,
    refuse,
)
from generator.offer_fields import Price
from generator.session_fields import LinkTarget, Picture
from generator.time_fields import Moment, Zone

Kind = Literal["keynote", "talk", "workshop", "panel", "break", "social", "session"]
Status = Literal["scheduled", "rescheduled", "postponed", "cancelled", "moved-online"]
State = Literal["auto", "open", "full", "waiting-list", "closed", "none"]


def _plain(moment: date | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else str(moment or "the same day")


class Part(BaseModel):
    """A mapping of site.yaml or front matter: known keys only, frozen once read."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class FollowUp(Part):
    label: Text = Field(description="The words of the link.", examples=["Report of the event"])
    url: LinkTarget = Field(description="A web address, or a file of content/ such as report.md.")


class Event(Part):
    id: Slug = Field(
        description="Never change it after publishing: calendars know the event by it.",
        examples=["data-for-change-2022"],
    )
    title: Text = Field(description="The event's name.")
    short_title: Text = Field(Text(""), description="A shorter name for the top of pages; the title when empty.")
    summary: Text = Field(description="One or two sentences for link previews, search results and calendars.")
    start: Moment = Field(
        description="When it begins, in the event's time zone; a date alone when only the agenda has times.",
        examples=["2022-11-17 10:00"],
    )
    end: Moment | None = Field(
        None, description="When it ends; needed when start has a time.", examples=["2022-11-17 12:00"]
    )
    time_zone: Zone = Field(description="The zone's city (IANA), never CET.", examples=["Europe/Brussels"])
    status: Status = Field("scheduled", description="Changes the banner, the buttons and the calendars.")
    status_note: Text = Field(Text(""), description="Why the status changed, and what a visitor should do.")
    previous_start: Moment | None = Field(
        None, description="Where a rescheduled event stood before; needed with that status."
    )
    languages_spoken: tuple[Language, ...] = Field(
        (), description="Codes of the languages spoken.", examples=["[en, fr]"]
    )
    image: Picture = Field(
        "", description="A picture for link previews, below content/; drawn from the title when empty."
    )
    updated: Moment | None = Field(
        None, description="When the facts last changed; calendars carry it. The newest source file's date when empty."
    )
    revision: WholeNumber = Field(0, description="How often the published calendar entry has changed.")
    follow_up: tuple[FollowUp, ...] = Field((), description="Links to what stays: a report, recordings, pictures.")

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> "Event":
        if isinstance(self.start, datetime) and not isinstance(self.end, datetime):
            raise refuse(
                "event has a start with a time but no end with a time",
                'write "end: 2022-11-17 12:00" under "event:"',
                ("end",),
            )
        if not isinstance(self.start, datetime) and isinstance(self.end, datetime):
            raise refuse(
                "event has an end with a time but a start without one", "give both a time, or neither", ("start",)
            )
        if self.ends_at <= self.starts_at:
            raise refuse(
                f"the event's end ({_plain(self.end)}) is not after its start ({_plain(self.start)})",
                "check both dates and times",
                ("end",),
            )
        if self.ends_at - self.starts_at > timedelta(days=366):
            raise refuse("event lasts more than a year", "check the years of start and end", ("end",))
        if self.status == "rescheduled" and self.previous_start is None:
            raise refuse(
                "a rescheduled event needs previous_start",
                'add "previous_start: …", the date that was announced before',
                ("status",),
            )
        return self

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


class Venue(Part):
    name: Text = Field(description="The building or site.")
    street: Line = Field("", description="Street and number.")
    postal_code: Line = Field("", description="In quotes when it starts with a zero.", examples=['"1047"'])
    city: Text = Field(description="Town or city.")
    country: Country = Field(description="Two letters (ISO 3166).", examples=["BE"])
    latitude: Latitude | None = Field(None, description="Degrees north, for maps in calendars.")
    longitude: Longitude | None = Field(None, description="Degrees east.")
    map_url: Address | None = Field(None, description="A page with a map.")
    access_note: Text = Field(Text(""), description="How to get in, in a sentence.")


class Registration(Part):
    url: Address | None = Field(None, description="The page on which people register, on whichever system runs it.")
    label: Text = Field(Text("Register"), description="The words on the button.")
    opens: Moment | None = Field(None, description="When registration opens.", examples=["2022-10-17 09:00"])
    closes: Moment | None = Field(None, description="The deadline.")
    state: State = Field("auto", description="auto follows opens and closes.")
    price: Price | None = Field(None, description="What it costs, or free.", examples=["150 EUR"])
    note: Text = Field(Text(""), description="A sentence beside the button.")

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> "Registration":
        if self.url is None and self.state not in ("none", "closed", "full"):
            raise refuse("registration has no url", 'add "url: https://…", or "state: none"')
        return self


class Attend(Part):
    id: Slug = Field(description="Names the calendar file and the button's address.", examples=["in-person"])
    mode: Literal["in-person", "online"] = Field(description="One entry is one way to take part.")
    venue: Venue | None = Field(None, description="Where, for in-person.")
    platform: Line = Field("", description="What online visitors will use.", examples=["Zoom"])
    registration: Registration | None = Field(None, description="The outbound link to register.")

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> "Attend":
        if self.mode == "in-person" and self.venue is None:
            raise refuse(f'"{self.id}" is in person but has no venue', 'add "venue:" with name, city and country')
        if self.mode == "online" and self.venue is not None:
            raise refuse(f'"{self.id}" is online but has a venue', "move the venue to the in-person entry")
        return self

    def register_url(self, status: Status) -> str:
        """Where people register while the event stands as `status` says; empty when they cannot."""
        if self.registration is None or status in ("cancelled", "postponed"):
            return ""
        return "" if self.registration.state in ("none", "closed", "full") else self.registration.url or ""


class Organizer(Part):
    name: Text = Field(description="The organisation, in the order they should be named.")
    url: Address | None = Field(None, description="Its website.")
    logo: Picture = Field("", description="A picture below content/, shown beside the name.")


class Contact(Part):
    name: Text = Field(Text(""), description="Who answers questions.")
    email: Email | None = Field(None, description="Published on every page.")


class SiteSettings(Part):
    url: Address = Field(
        description="Where the site is published, with any sub-path.",
        examples=["https://events.example.org/data-for-change/"],
    )
    languages: tuple[Language, ...] = Field(
        ("en",), min_length=1, description="The site's languages; the first is the default."
    )
    accent_color: Color = Field(
        "#1f4e8c", description="The event's colour; the build adjusts it until text on it can be read."
    )
    edit_url: EditAddress = Field("", description="Address behind “Edit this page”, with {path} for the file.")


class Facts(Part):
    """The whole of site.yaml."""

    event: Event = Field(description="What, when and how it stands.")
    attend: tuple[Attend, ...] = Field(min_length=1, description="The ways to take part.")
    organizers: tuple[Organizer, ...] = Field((), description="Who holds the event.")
    contact: Contact = Field(Contact(), description="Whom to ask.")
    site: SiteSettings = Field(description="Settings of the website.")
    extra: dict[str, Any] = Field({}, description="A free place, handed to templates untouched.")

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> "Facts":
        ids = [entry.id for entry in self.attend]
        for number, each in enumerate(ids):
            if each in ids[:number]:
                raise refuse(
                    f'the id "{each}" is written twice in attend',
                    "give one of them another id",
                    ("attend", number, "id"),
                )
        return self

    @property
    def ways(self) -> tuple[Attend, ...]:
        """The ways to take part as the event stands: one that moved online has left its venues."""
        if self.event.status != "moved-online":
            return self.attend
        online = tuple(entry for entry in self.attend if entry.venue is None)
        return online or tuple(entry.model_copy(update={"mode": "online", "venue": None}) for entry in self.attend)
