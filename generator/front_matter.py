"""What may be written in front matter: of pages, sessions and speakers, and of what translates them.

Like site.yaml's (`generator.schema`): one typed field, one line of documentation each.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, NamedTuple

from generator.fields import (
    NOTHING,
    REQUIRED,
    Address,
    Flag,
    Language,
    Line,
    Reads,
    Says,
    Slug,
    Text,
    WholeNumber,
    Words,
)
from generator.schema import Kind, Status
from generator.session_fields import Addresses, Names, Picture, SessionMoment


class Nav(NamedTuple):
    """`order` is None where nobody has written one."""

    order: Annotated[WholeNumber | None, Says("Lower comes first; 100 when empty, and 0 and 1 for the programme.")] = (
        None
    )
    label: Annotated[Words, Says("The word in the menu; the page's title when empty.")] = Text("")
    foot: Annotated[Flag, Says("true names it at the foot of every page, not at the head.")] = False


def _read_nav(value: object) -> object:
    """A page that is not in the menu is None there; the words false and no come as text."""
    return None if value in (False, "false", "no") else {} if value in ("true", "yes") else value


_Heading = Annotated[Words, Says("The heading; a # heading on the first line does as well.")]
_Description = Annotated[Words, Says("One sentence for search results.")]
_Nav = Annotated[Nav | None, Reads(_read_nav), Says("order, label and foot, for the menu; or false.")]
_Draft = Annotated[Flag, Says("true keeps the page out of the site.")]
_Slug = Annotated[Slug | None, Says("The address, when it should differ from the file's name.")]
_RedirectFrom = Annotated[tuple[Line, ...], Says("Old addresses that lead here: paths ending in / or .html.")]
_Template = Annotated[Line, Says("Another template of templates/.")]
_Extra = Annotated[Mapping[str, Any], Says("A free place, handed to the template untouched.")]


class PageFront(NamedTuple):
    """Front matter of a page."""

    title: _Heading = Text("")
    description: _Description = Text("")
    nav: _Nav = Nav()
    draft: _Draft = False
    slug: _Slug = None
    redirect_from: _RedirectFrom = ()
    template: _Template = ""
    extra: _Extra = NOTHING


class AgendaFront(NamedTuple):
    """Front matter of agenda.md: that of a page, whose keys a named tuple cannot inherit, and how final it is."""

    title: _Heading = Text("")
    description: _Description = Text("")
    nav: _Nav = Nav()
    draft: _Draft = False
    slug: _Slug = None
    redirect_from: _RedirectFrom = ()
    template: _Template = ""
    extra: _Extra = NOTHING
    state: Annotated[Literal["provisional", "final"], Says("provisional says so on the page.")] = "final"


class SessionFront(NamedTuple):
    """Front matter of sessions/<id>.md: facts of one session, for those that agenda.md leaves out."""

    title: Annotated[Words, Says("The session's title; a # heading on the first line does as well.")] = Text("")
    start: Annotated[
        SessionMoment | None,
        Says("When it begins; the time alone does when the event has one day.", "2024-06-06 10:00"),
    ] = None
    end: Annotated[
        SessionMoment | None, Says("When it ends, on the day it begins unless a date says otherwise.", "10:45")
    ] = None
    room: Annotated[Line, Says("Where in the venue.")] = ""
    track: Annotated[Line, Says("The theme it belongs to.")] = ""
    speakers: Annotated[Names, Says("A list, or one text with commas (or semicolons) between the names.")] = ()
    moderators: Annotated[Names, Says("Who leads it; written like speakers.")] = ()
    language: Annotated[Language | None, Says("The code of the language spoken.", "fr")] = None
    kind: Annotated[Kind, Says("What kind of session it is.")] = "session"
    status: Annotated[Status, Says("Whether it takes place as planned.")] = "scheduled"
    online: Annotated[Address | None, Says("Where everyone may watch it; never a private link.")] = None
    slides: Annotated[Address | None, Says("The slides, once they are published.")] = None
    recording: Annotated[Address | None, Says("The recording, once it is published.")] = None
    tags: Annotated[Names, Says("Words to find it by; written like speakers.")] = ()
    draft: Annotated[Flag, Says("true keeps the file out of the site.")] = False


class SpeakerFront(NamedTuple):
    """Front matter of speakers/<id>.md, and the field lines below a name in speakers.md."""

    name: Annotated[Line, Says("The name as it should be shown.")] = REQUIRED
    role: Annotated[Words, Says("What the person does.", "Head of Research")] = Text("")
    organization: Annotated[Words, Says("For whom.")] = Text("")
    url: Annotated[Address | None, Says("The person's own website.")] = None
    photo: Annotated[Picture, Says("A picture below content/; initials stand for a missing one.")] = ""
    links: Annotated[Addresses, Says("Profiles elsewhere.")] = ()
    also: Annotated[Names, Says("Other spellings of the name, so that the agenda's find this person.")] = ()
    draft: Annotated[Flag, Says("true keeps the person out of the site.")] = False


ORIGINAL = "Which state of the original this translates; written by “build.py translations”."


class TranslatedPageFront(NamedTuple):
    """Front matter of a page in another language; all else comes from the original."""

    title: _Heading = Text("")
    description: _Description = Text("")
    label: Annotated[Words, Says("The word in the menu; the page's title when empty.")] = Text("")
    slug: Annotated[Slug | None, Says("The address, when it should differ from the original's.")] = None
    redirect_from: Annotated[tuple[Line, ...], Says("Old addresses that lead here, such as /fr/old-name/.")] = ()
    draft: Annotated[Flag, Says("true keeps the translation out of the site.")] = False
    original: Annotated[Line, Says(ORIGINAL)] = ""


class TranslatedSessionFront(NamedTuple):
    """Front matter of a session's file in another language."""

    title: Annotated[Words, Says("The session's title; a # heading on the first line does as well.")] = Text("")
    room: Annotated[Line, Says("What the original's room is called in this language.")] = ""
    track: Annotated[Line, Says("What the original's track is called in this language.")] = ""
    tags: Annotated[Names, Says("The original's tags in this language, in the same order.")] = ()
    draft: Annotated[Flag, Says("true keeps the translation out of the site.")] = False
    original: Annotated[Line, Says(ORIGINAL)] = ""


class TranslatedSpeakerFront(NamedTuple):
    """Front matter of a speaker's file in another language."""

    role: Annotated[Words, Says("What the person does.")] = Text("")
    organization: Annotated[Words, Says("For whom.")] = Text("")
    draft: Annotated[Flag, Says("true keeps the translation out of the site.")] = False
    original: Annotated[Line, Says(ORIGINAL)] = ""
