"""Views of the speakers' list and of each speaker's page."""

from generator import locale
from generator.jsonld import speaker_json_ld
from generator.model import Page, Session, Speaker
from generator.names import initials
from generator.pages.edition import Edition
from generator.pages.frames import describe, frame, head_title, own_title
from generator.prose import raise_headings
from generator.terms import detailed, labelled, status_names
from generator.views import SpeakerPageView, SpeakersView, SpeakerView

_START = "/speakers/"


def speakers_view(edition: Edition, page: Page | None) -> SpeakersView:
    site, _ = edition.site, edition._
    title = own_title(page) or _("Speakers")
    intro = edition.body(site.speakers_intro, "speakers.md", _START)
    names = _(", ").join(speaker.name for speaker in site.speakers)
    description = page.front.description if page else ""
    description = description or describe(f"{labelled(title, site.facts.event.title, _)}.", intro, names)
    head = frame(
        edition,
        _START,
        head_title(title, edition.title),
        description,
        source=page.place.path if page else "",
        words_language=page.words_language if page else "",
    )
    speakers = (_speaker(edition, speaker, _START, is_lazy=number > 3) for number, speaker in enumerate(site.speakers))
    return SpeakersView(head, title, intro, tuple(speakers))


def speaker_page_view(edition: Edition, speaker: Speaker) -> SpeakerPageView:
    start, event = f"/speakers/{speaker.id}/", edition.site.facts.event
    view = _speaker(edition, speaker, start, is_lazy=False)
    who = detailed((speaker.name, speaker.role, speaker.organization), edition._)
    titles = edition._(", ").join(title for _when, title, _href, _status in view.sessions)
    description = describe(f"{who}.", titles, view.body, event.summary)
    json_ld = speaker_json_ld(speaker, edition.permalink(start))
    head = frame(
        edition,
        start,
        head_title(speaker.name, edition.title),
        description,
        json_ld=json_ld,
        source=speaker.place.path,
        words_language=speaker.words_language,
    )
    return SpeakerPageView(head, view)


def _speaker(edition: Edition, speaker: Speaker, start: str, *, is_lazy: bool) -> SpeakerView:
    source = speaker.place.path.removeprefix("content/")
    addresses = [address for address in (speaker.url, *speaker.links) if address]
    return SpeakerView(
        id=speaker.id,
        words_language=speaker.words_language,
        words_direction=locale.text_direction(speaker.words_language) if speaker.words_language else "",
        name=speaker.name,
        href=edition.href(f"/speakers/{speaker.id}/", start),
        role=speaker.role,
        organization=speaker.organization,
        photo=edition.picture(speaker.photo, "card" if start == _START else "portrait", start, is_lazy=is_lazy),
        initials=initials(speaker.name),
        links=tuple((address.partition("://")[2].rstrip("/"), address) for address in addresses),
        sessions=tuple(_appearance(edition, session, start) for session in edition.sessions_of.get(speaker.id, ())),
        body=raise_headings(edition.body(speaker.prose, source, start)),
    )


def _appearance(edition: Edition, session: Session, start: str) -> tuple[str, str, str, str]:
    status = status_names(edition._).get(session.status, "")
    return (
        locale.format_date_time(session.start, edition.language),
        session.title,
        edition.session_href(session, start),
        status,
    )
