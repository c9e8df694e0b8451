"""What may be written in front matter: of pages, sessions and speakers, and of what translates them.

Like site.yaml's (`generator.schema`): one typed field, one line of documentation each.
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from generator.fields import Address, Flag, Language, Line, Slug, Text, WholeNumber
from generator.schema import Kind, Part, Status
from generator.session_fields import Addresses, Names, Picture, SessionMoment


class Nav(Part):
    order: WholeNumber = Field(100, description="Lower comes first.")
    label: Text = Field(Text(""), description="The word in the menu; the page's title when empty.")
    foot: Flag = Field(False, description="true names it at the foot of every page, not at the head.")


def _read_nav(value: object) -> object:
    """A page that is not in the menu is None there; the words false and no come as text."""
    return None if value in (False, "false", "no") else {} if value in ("true", "yes") else value


class PageFront(Part):
    """Front matter of a page."""

    title: Text = Field(Text(""), description="The heading; a # heading on the first line does as well.")
    description: Text = Field(Text(""), description="One sentence for search results.")
    nav: Annotated[Nav | None, BeforeValidator(_read_nav, json_schema_input_type=Nav | Literal[False])] = Field(
        Nav(), description="order, label and foot, for the menu; or false."
    )
    draft: Flag = Field(False, description="true keeps the page out of the site.")
    slug: Slug | None = Field(None, description="The address, when it should differ from the file's name.")
    redirect_from: tuple[Line, ...] = Field((), description="Old addresses that lead here: paths ending in / or .html.")
    template: Line = Field("", description="Another template of templates/.")
    extra: dict[str, Any] = Field({}, description="A free place, handed to the template untouched.")


class AgendaFront(PageFront):
    """Front matter of agenda.md."""

    state: Literal["provisional", "final"] = Field("final", description="provisional says so on the page.")


class SessionFront(Part):
    """Front matter of sessions/<id>.md: facts of one session, for those that agenda.md leaves out."""

    title: Text = Field(Text(""), description="The session's title; a # heading on the first line does as well.")
    start: SessionMoment | None = Field(
        None,
        description="When it begins; the time alone does when the event has one day.",
        examples=["2024-06-06 10:00"],
    )
    end: SessionMoment | None = Field(
        None, description="When it ends, on the day it begins unless a date says otherwise.", examples=["10:45"]
    )
    room: Line = Field("", description="Where in the venue.")
    track: Line = Field("", description="The theme it belongs to.")
    speakers: Names = Field((), description="A list, or one text with commas (or semicolons) between the names.")
    moderators: Names = Field((), description="Who leads it; written like speakers.")
    language: Language | None = Field(None, description="The code of the language spoken.", examples=["fr"])
    kind: Kind = Field("session", description="What kind of session it is.")
    status: Status = Field("scheduled", description="Whether it takes place as planned.")
    online: Address | None = Field(None, description="Where everyone may watch it; never a private link.")
    slides: Address | None = Field(None, description="The slides, once they are published.")
    recording: Address | None = Field(None, description="The recording, once it is published.")
    tags: Names = Field((), description="Words to find it by; written like speakers.")
    draft: Flag = Field(False, description="true keeps the file out of the site.")


class SpeakerFront(Part):
    """Front matter of speakers/<id>.md, and the field lines below a name in speakers.md."""

    name: Line = Field(description="The name as it should be shown.")
    role: Text = Field(Text(""), description="What the person does.", examples=["Head of Research"])
    organization: Text = Field(Text(""), description="For whom.")
    url: Address | None = Field(None, description="The person's own website.")
    photo: Picture = Field("", description="A picture below content/; initials stand for a missing one.")
    links: Addresses = Field((), description="Profiles elsewhere.")
    also: Names = Field((), description="Other spellings of the name, so that the agenda's find this person.")
    draft: Flag = Field(False, description="true keeps the person out of the site.")


ORIGINAL = "Which state of the original this translates; written by “build.py translations”."


class TranslatedPageFront(Part):
    """Front matter of a page in another language; all else comes from the original."""

    title: Text = Field(Text(""), description="The heading; a # heading on the first line does as well.")
    description: Text = Field(Text(""), description="One sentence for search results.")
    label: Text = Field(Text(""), description="The word in the menu; the page's title when empty.")
    slug: Slug | None = Field(None, description="The address, when it should differ from the original's.")
    redirect_from: tuple[Line, ...] = Field((), description="Old addresses that lead here, such as /fr/old-name/.")
    draft: Flag = Field(False, description="true keeps the translation out of the site.")
    original: Line = Field("", description=ORIGINAL)


class TranslatedSessionFront(Part):
    """Front matter of a session's file in another language."""

    title: Text = Field(Text(""), description="The session's title; a # heading on the first line does as well.")
    room: Line = Field("", description="What the original's room is called in this language.")
    track: Line = Field("", description="What the original's track is called in this language.")
    tags: Names = Field((), description="The original's tags in this language, in the same order.")
    draft: Flag = Field(False, description="true keeps the translation out of the site.")
    original: Line = Field("", description=ORIGINAL)


class TranslatedSpeakerFront(Part):
    """Front matter of a speaker's file in another language."""

    role: Text = Field(Text(""), description="What the person does.")
    organization: Text = Field(Text(""), description="For whom.")
    draft: Flag = Field(False, description="true keeps the translation out of the site.")
    original: Line = Field("", description=ORIGINAL)
