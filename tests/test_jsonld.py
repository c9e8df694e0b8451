"""What search engines read: Google's properties of an event, with the right offsets, and only what pages show."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from generator import jsonld
from generator.jsonld import agenda_json_ld, event_json_ld, session_json_ld, speaker_json_ld
from generator.model import Credit, Session, Speaker
from generator.offer_fields import FREE, Money
from generator.problems import Place
from generator.schema import Facts
from generator.texts import Prose
from tests.parts import make_part

ZONE = ZoneInfo("Europe/Brussels")
URL = "https://events.example.org/c/"
DESK = "https://registration.example.org/"
NOW = datetime(2024, 5, 1, tzinfo=UTC)
NAMES = {"speaker-7": "Speaker 7"}
VENUE = {
    "name": {"en": "Example Hall", "fr": "Salle Exemple"},
    "street": "Example Street 1",
    "postal_code": "1000",
    "city": "Brussels",
    "country": "BE",
    "latitude": "50.8",
    "longitude": "4.4",
    "map_url": "https://maps.example.org/",
}
ADDRESS = {
    "@type": "PostalAddress",
    "streetAddress": "Example Street 1",
    "postalCode": "1000",
    "addressLocality": "Brussels",
    "addressCountry": "BE",
}
PLACE = {
    "@type": "Place",
    "name": "Example Hall",
    "address": ADDRESS,
    "geo": {"@type": "GeoCoordinates", "latitude": 50.8, "longitude": 4.4},
    "hasMap": "https://maps.example.org/",
}
ZOOM = {"@type": "VirtualLocation", "name": "Zoom", "url": URL}
IN_PERSON = {"id": "in-person", "mode": "in-person", "venue": VENUE}
ONLINE = {"id": "online", "mode": "online", "platform": "Zoom"}
CORE = {
    "@id": f"{URL}#event",
    "@type": "Event",
    "name": "Example Conference",
    "url": URL,
    "startDate": "2024-06-06T10:00:00+02:00",
    "endDate": "2024-06-06T17:00:00+02:00",
    "eventStatus": "https://schema.org/EventScheduled",
    "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
    "location": [PLACE],
}


def facts(*attend: dict[str, Any], registration: dict[str, str] | None = None, **event: Any) -> Facts:
    ways = list(attend) or [IN_PERSON]
    if registration is not None:
        ways = [{**ways[0], "registration": {"url": DESK, **registration}}]
    return make_part(
        Facts,
        {
            "event": {
                "id": "example-conference",
                "title": {"en": "Example Conference", "fr": "Conférence Exemple"},
                "summary": {"en": "An example.", "fr": "Un exemple."},
                "start": "2024-06-06 10:00",
                "end": "2024-06-06 17:00",
                "time_zone": "Europe/Brussels",
                **event,
            },
            "attend": ways,
            "organizers": [
                {"name": "Example Organisation", "url": "https://example.org/"},
                {"name": "Example Institute"},
            ],
            "site": {"url": URL, "languages": ["en", "fr"]},
        },
        context={"time_zone": ZONE, "languages": ("en", "fr")},
    )


def session(**fields: Any) -> Session:
    given = {"id": "opening", "title": "Opening", "start": datetime(2024, 6, 6, 10, tzinfo=ZONE), "end": None}
    return Session(**{**given, "place": Place("content/agenda.md"), **fields})


def home(made: Facts, **options: Any) -> dict[str, Any]:
    return dict(json.loads(event_json_ld(made, URL, **{"images": (), "language": "en", "now": NOW, **options})))


def agenda(made: Facts, *sessions: Session) -> dict[str, Any]:
    text = agenda_json_ld(
        made, sessions, URL, language="en", names=NAMES, session_url=lambda each: f"{URL}agenda/#{each.id}"
    )
    return dict(json.loads(text))


def offers(registration: dict[str, str], **event: str) -> list[dict[str, Any]]:
    return list(home(facts(registration=registration, **event)).get("offers", []))


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _nodes(each)


def test_the_home_page_tells_the_whole_event() -> None:
    made = facts(registration={"opens": "2024-03-01 09:00", "closes": "2024-06-01"}, languages_spoken=["en", "fr"])
    assert home(made, images=[f"{URL}16x9.png", f"{URL}1x1.png"]) == {
        "@context": "https://schema.org",
        **CORE,
        "description": "An example.",
        "image": [f"{URL}16x9.png", f"{URL}1x1.png"],
        "organizer": [
            {"@type": "Organization", "name": "Example Organisation", "url": "https://example.org/"},
            {"@type": "Organization", "name": "Example Institute"},
        ],
        "offers": [
            {
                "@type": "Offer",
                "url": DESK,
                "availability": "https://schema.org/InStock",
                "validFrom": "2024-03-01T09:00:00+01:00",
                "validThrough": "2024-06-01",
            }
        ],
        "inLanguage": ["en", "fr"],
    }


def test_google_finds_all_it_requires_and_recommends() -> None:
    """https://developers.google.com/search/docs/appearance/structured-data/event, tables of properties."""
    priced = _with_price(facts(registration={"opens": "2024-03-01 09:00"}), Money(Decimal("150.00"), "EUR"))
    found = home(priced, images=["i"])
    assert found.keys() >= {"name", "startDate", "location"}
    assert found["location"][0].keys() >= {"name", "address"}
    assert found.keys() >= {"description", "endDate", "eventStatus", "image", "offers", "organizer"}
    assert found["offers"][0].keys() >= {"availability", "price", "priceCurrency", "validFrom", "url"}
    assert found["organizer"][0].keys() >= {"name", "url"}


def test_texts_are_in_the_language_of_the_page() -> None:
    found = home(facts(), language="fr")
    assert (found["name"], found["description"]) == ("Conférence Exemple", "Un exemple.")
    assert found["location"][0]["name"] == "Salle Exemple"


@pytest.mark.parametrize(
    ("status", "differs"),
    [
        ("scheduled", {}),
        ("cancelled", {"eventStatus": "https://schema.org/EventCancelled"}),
        ("postponed", {"eventStatus": "https://schema.org/EventPostponed"}),
        (
            "rescheduled",
            {"eventStatus": "https://schema.org/EventRescheduled", "previousStartDate": "2024-03-01T10:00:00+01:00"},
        ),
        (
            "moved-online",
            {
                "eventStatus": "https://schema.org/EventMovedOnline",
                "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
                "location": [{"@type": "VirtualLocation", "url": URL}],
            },
        ),
    ],
)
def test_a_status_changes_nothing_but_what_it_is_about(status: str, differs: dict[str, Any]) -> None:
    found = home(facts(status=status, previous_start="2024-03-01 10:00"))
    assert {key: found[key] for key in [*CORE, *differs]} == {**CORE, **differs}
    assert ("previousStartDate" in found) == (status == "rescheduled")


@pytest.mark.parametrize(
    ("attend", "status", "mode", "locations"),
    [
        ([ONLINE], "scheduled", "Online", [ZOOM]),
        ([IN_PERSON, ONLINE], "scheduled", "Mixed", [PLACE, ZOOM]),
        ([IN_PERSON, {**IN_PERSON, "id": "press"}], "scheduled", "Offline", [PLACE]),
        ([IN_PERSON, ONLINE], "moved-online", "Online", [ZOOM]),
    ],
)
def test_the_ways_to_attend_are_the_places(attend: Any, status: str, mode: str, locations: Any) -> None:
    found = home(facts(*attend, status=status))
    assert found["location"] == locations
    assert found["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"


def test_each_date_has_its_own_offset_across_a_change_of_clocks() -> None:
    found = home(facts(start="2024-10-26 10:00", end="2024-10-27 17:00"))
    assert (found["startDate"], found["endDate"]) == ("2024-10-26T10:00:00+02:00", "2024-10-27T17:00:00+01:00")


@pytest.mark.parametrize(("end", "last"), [("2024-06-07", "2024-06-07"), (None, "2024-06-06")])
def test_days_without_a_time_stay_days(end: str | None, last: str) -> None:
    found = home(facts(start="2024-06-06", end=end, status="rescheduled", previous_start="2024-03-01"))
    assert (found["startDate"], found["endDate"], found["previousStartDate"]) == ("2024-06-06", last, "2024-03-01")


@pytest.mark.parametrize(
    ("registration", "availability"),
    [
        ({}, "InStock"),
        ({"state": "open", "opens": "2024-05-02"}, "InStock"),
        ({"opens": "2024-05-02"}, "PreOrder"),
        ({"opens": "2024-05-01 01:59"}, "InStock"),
        ({"opens": "2024-05-01 02:01"}, "PreOrder"),
        ({"state": "waiting-list"}, "SoldOut"),
    ],
)
def test_an_offer_says_whether_places_are_to_be_had(registration: dict[str, str], availability: str) -> None:
    (offer,) = offers(registration)
    assert (offer["availability"], offer["url"]) == (f"https://schema.org/{availability}", DESK)


def test_a_full_event_is_sold_out_and_leads_nowhere() -> None:
    assert offers({"state": "full"}) == [{"@type": "Offer", "availability": "https://schema.org/SoldOut"}]


@pytest.mark.parametrize("registration", [{"state": "closed"}, {"state": "none"}, {"closes": "2024-04-30"}])
def test_there_is_no_offer_where_nobody_can_register(registration: dict[str, str]) -> None:
    assert offers(registration) == []


def test_an_event_moved_online_offers_no_place_in_its_hall() -> None:
    hall = {**IN_PERSON, "registration": {"url": DESK}}
    online = {**ONLINE, "registration": {"url": f"{DESK}online"}}
    assert [each["url"] for each in home(facts(hall, online, status="moved-online"))["offers"]] == [f"{DESK}online"]
    assert [each["url"] for each in home(facts(hall, status="moved-online"))["offers"]] == [DESK]


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_an_event_without_a_date_offers_no_places(status: str) -> None:
    assert offers({}, status=status) == []


def _with_price(made: Facts, price: Money) -> Facts:
    (way,) = made.attend
    assert way.registration
    return made._replace(attend=(way._replace(registration=way.registration._replace(price=price)),))


@pytest.mark.parametrize(
    ("price", "told"),
    [
        (Money(Decimal("150.00"), "EUR"), {"price": "150.00", "priceCurrency": "EUR"}),
        (FREE, {"price": "0.00"}),
    ],
)
def test_a_price_is_a_number_with_its_currency(price: Money, told: dict[str, str]) -> None:
    (offer,) = home(_with_price(facts(registration={}), price))["offers"]
    assert {key: offer[key] for key in offer if key.startswith("price")} == told


def test_the_agenda_page_tells_the_same_event_with_its_sessions() -> None:
    talk = session(
        end=datetime(2024, 6, 6, 11, tzinfo=ZONE),
        room="Room 2",
        language="fr",
        speakers=(
            Credit("S. Seven", "speaker-7"),
            Credit("Speaker 7", "speaker-7"),
            Credit("Speaker 8"),
            Credit("Speaker 9", is_confirmed=False),
            Credit("Representatives of Example Institute"),
        ),
    )
    lunch = session(id="lunch", title="Lunch", kind="break")
    assert agenda(facts(), talk, lunch) == {
        "@context": "https://schema.org",
        **CORE,
        "subEvent": [
            {
                "@type": "Event",
                "name": "Opening",
                "url": f"{URL}agenda/#opening",
                "startDate": "2024-06-06T10:00:00+02:00",
                "endDate": "2024-06-06T11:00:00+02:00",
                "eventStatus": "https://schema.org/EventScheduled",
                "location": [{"@type": "Place", "name": "Room 2", "address": ADDRESS}],
                "performer": [{"@type": "Person", "name": "Speaker 7"}, {"@type": "Person", "name": "Speaker 8"}],
                "inLanguage": "fr",
            }
        ],
    }


@pytest.mark.parametrize(
    ("event_status", "session_status", "told"),
    [
        ("scheduled", "cancelled", "EventCancelled"),
        ("cancelled", "scheduled", "EventCancelled"),
        ("postponed", "rescheduled", "EventPostponed"),
        ("moved-online", "scheduled", "EventMovedOnline"),
        ("moved-online", "cancelled", "EventCancelled"),
    ],
)
def test_what_befalls_the_event_befalls_its_sessions(event_status: str, session_status: str, told: str) -> None:
    (part,) = agenda(facts(status=event_status), session(status=session_status))["subEvent"]
    assert part["eventStatus"] == f"https://schema.org/{told}"


@pytest.mark.parametrize(
    ("attend", "fields", "locations"),
    [
        ([IN_PERSON], {}, [{"@type": "Place", "name": "Example Hall", "address": ADDRESS}]),
        ([ONLINE], {}, [{"@type": "VirtualLocation", "url": f"{URL}agenda/#opening"}]),
        ([IN_PERSON], {"online": DESK, "status": "moved-online"}, [{"@type": "VirtualLocation", "url": DESK}]),
    ],
)
def test_a_session_is_where_it_can_be_followed(attend: Any, fields: dict[str, Any], locations: Any) -> None:
    assert agenda(facts(*attend), session(**fields))["subEvent"][0]["location"] == locations


def test_a_programme_too_large_for_one_page_leaves_its_sessions_to_their_own() -> None:
    many = [session(id=f"talk-{number}") for number in range(jsonld.SUB_EVENT_LIMIT)]
    assert len(agenda(facts(), *many, session(kind="break"))["subEvent"]) == jsonld.SUB_EVENT_LIMIT
    assert agenda(facts(), *many, session()) == {"@context": "https://schema.org", **CORE}


def test_a_session_page_tells_its_session_as_part_of_the_event() -> None:
    talk = session(prose=Prose("<p>First <b>words</b>.</p>", plain="First words."))
    found = json.loads(session_json_ld(talk, f"{URL}agenda/opening/", facts(), URL, language="en", names=NAMES))
    assert (found["name"], found["url"]) == ("Opening", f"{URL}agenda/opening/")
    assert found["description"] == "First words."
    assert found["superEvent"] == CORE
    assert "endDate" not in found


def test_a_speaker_page_tells_the_person() -> None:
    speaker = Speaker(
        "speaker-7",
        "Speaker 7",
        Place("content/speakers.md"),
        role="Head of Research",
        organization="Example Institute",
        url="https://speaker.example.org/",
        links=("https://social.example.org/@7",),
    )
    assert json.loads(speaker_json_ld(speaker, f"{URL}speakers/speaker-7/", f"{URL}7.jpg")) == {
        "@context": "https://schema.org",
        "@type": "Person",
        "name": "Speaker 7",
        "url": f"{URL}speakers/speaker-7/",
        "jobTitle": "Head of Research",
        "affiliation": {"@type": "Organization", "name": "Example Institute"},
        "image": f"{URL}7.jpg",
        "sameAs": ["https://speaker.example.org/", "https://social.example.org/@7"],
    }


def test_nothing_is_told_that_is_not_known() -> None:
    bare = Speaker("speaker-7", "Speaker 7", Place("content/speakers.md"))
    told = [home(facts(ONLINE)), agenda(facts(), session()), json.loads(speaker_json_ld(bare, URL))]
    assert [node for node in _nodes(told) if any(value in ("", None, [], {}) for value in node.values())] == []
    assert told[-1].keys() == {"@context", "@type", "name", "url"}


def test_no_text_can_end_the_script_element() -> None:
    title = "</script><!--<script>&amp;]]>"
    text = event_json_ld(facts(title=title), URL, (), language="en", now=NOW)
    assert not set("<>&") & set(text)
    assert json.loads(text)["name"] == title
