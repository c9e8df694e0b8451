"""Views of the agenda and of its sessions."""

from markupsafe import Markup

from generator import locale
from generator.entries import session_uid, session_url_path
from generator.fields import Text
from generator.jsonld import agenda_json_ld, session_json_ld
from generator.model import Day, Page, Session
from generator.pages.edition import Edition
from generator.pages.frames import describe, frame, head_title, own_title
from generator.parallel import parallel
from generator.prose import raise_headings
from generator.qr import qr_code
from generator.terms import detailed, kind_names, labelled, status_names
from generator.views import AgendaView, DayView, SessionPageView, SessionView, SlotView, Subscription

_START = "/agenda/"


def agenda_view(edition: Edition, page: Page | None) -> AgendaView:
    site, _ = edition.site, edition._
    agenda, event = site.agenda, site.facts.event
    title = own_title(page) or _("Agenda")
    intro = edition.body(agenda.intro_prose, "agenda.md", _START)
    description = page.front.description if page else ""
    description = description or describe(f"{labelled(title, edition.event_line, _)}.", intro, event.summary)
    address = edition.permalink(_START)
    json_ld = agenda_json_ld(
        site.facts,
        agenda.sessions,
        edition.permalink("/"),
        language=edition.language,
        names=edition.speaker_names,
        session_url=lambda session: edition.permalink(session_url_path(session)),
    )
    return AgendaView(
        frame=frame(edition, _START, head_title(title, edition.title), description, json_ld=json_ld, source=page.place.path if page else "", words_language=agenda.words_language),
        title=title,
        is_provisional=agenda.state == "provisional",
        zone=edition.zone,
        intro=intro,
        days=tuple(_day(edition, day) for day in agenda.days),
        subscription=_subscription(edition),
        event_id=event.id,
        status=event.status,
        address=address,
        qr_code=qr_code(address) if agenda.sessions else Markup(),
    )  # fmt: skip


def _day(edition: Edition, day: Day) -> DayView:
    return DayView(
        id=f"day-{day.date.isoformat()}",
        heading=locale.format_date(day.date, edition.language),
        iso=day.date.isoformat(),
        note=edition.body(day.prose, "agenda.md", _START),
        note_language=day.words_language if day.note else "",
        slots=tuple(
            SlotView(
                slot[0].group,
                slot[0].word_languages.get("group", ""),
                tuple(_session(edition, session, _START) for session in slot),
            )
            for slot in parallel(day.sessions)
        ),
    )


def _subscription(edition: Edition) -> Subscription | None:
    if not edition.site.agenda.sessions:
        return None
    address = edition.permalink("/feed.ics")
    return Subscription(f"webcal://{address.partition('://')[2]}", address, edition.href("/agenda.ics", _START))


def session_page_view(edition: Edition, session: Session) -> SessionPageView:
    start, event = session_url_path(session), edition.site.facts.event
    view = _session(edition, session, start)
    when = locale.format_date_time(session.start, edition.language)
    names = edition._(", ").join(person.name for person in (*view.speakers, *view.moderators))
    description = describe(
        f"{labelled(session.title, when, edition._)}.", names and f"{names}.", view.body, event.summary
    )
    title = session.title if edition.titles[session.title] == 1 else detailed((session.title, when), edition._)
    json_ld = session_json_ld(
        session, edition.permalink(start), edition.site.facts, edition.permalink("/"),
        language=edition.language, names=edition.speaker_names,
    )  # fmt: skip
    head = frame(
        edition,
        start,
        head_title(title, edition.title),
        description,
        json_ld=json_ld,
        source=session.place.path,
        words_language=session.words_language,
    )
    view = view._replace(body=raise_headings(view.body))
    return SessionPageView(head, view, edition.href(f"{_START}#{session.id}", start), event.id)


def _session(edition: Edition, session: Session, start: str) -> SessionView:
    language, _ = edition.language, edition._
    title = Text(session.title, language=session.words_language)
    source = session.body.path.removeprefix("content/") if session.body else "agenda.md"
    entry, file = edition.entry(session), (_("Calendar file (.ics)"), f"/agenda/{session.id}.ics")
    is_listed = start == _START
    links = ((_("Slides"), session.slides), (_("Recording"), session.recording), (_("Join online"), session.online))
    kind = kind_names(_).get(session.kind, "")
    spoken = _spoken(session.language, language)
    details = (
        (_("Room"), session.room, "room"),
        (_("Track"), session.track, "track"),
        (_("Kind"), kind, ""),
        (_("Language"), spoken, ""),
        (_("Tags"), _(", ").join(session.tags), "tags"),
    )
    return SessionView(
        id=session.id,
        uid=session_uid(edition.site.facts.event.id, session.id) if entry else "",
        title=title,
        kind=session.kind,
        kind_text=kind,
        words_language=session.words_language,
        words_direction=locale.text_direction(session.words_language) if session.words_language else "",
        body_language=session.words_language or session.word_languages.get("body", ""),
        room=session.room,
        track=session.track,
        language=spoken,
        href=edition.href(session_url_path(session), start) if session.has_page and is_listed else "",
        start_text=locale.format_time(session.start, language),
        start_iso=session.start.isoformat(),
        end_text=locale.format_time(session.end, language) if session.end else "",
        end_iso=session.end.isoformat() if session.end else "",
        end_day=_end_day(session, language),
        day_text=locale.format_date(session.start, language),
        status=session.status,
        status_text=status_names(_).get(session.status, ""),
        group=session.group,
        details=tuple((label, text, session.word_languages.get(name, "")) for label, text, name in details if text),
        speakers=tuple(edition.person(credit, start) for credit in session.speakers),
        moderators=tuple(edition.person(credit, start) for credit in session.moderators),
        links=tuple((label, address) for label, address in links if address),
        body=Markup() if session.has_page and is_listed else edition.body(session.prose, source, start),
        calendar=edition.calendar(entry, [file], title, start) if entry else None,
    )


def _end_day(session: Session, language: str) -> str:
    """The weekday of an end that is not on the day of the start."""
    return (
        locale.weekday_name(session.end, language) if session.end and session.end.date() > session.start.date() else ""
    )


def _spoken(tag: str, language: str) -> str:
    return locale.language_name(tag, language) if tag and locale.is_known_language(tag) else tag
