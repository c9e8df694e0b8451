"""What the script adds, in a real browser. Needs the group `browser` and Chromium; .ci/run brings both."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from shutil import copyfile
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date, format_time

from generator import locale
from generator.ical import Calendar, Entry, write_calendar

ASSETS = Path(__file__).parents[2] / "assets"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"

HOURS = json.dumps({"hours": locale.hours("en"), "weekdays": locale.weekdays("en"), "dash": "–"})[1:-1]
WORDS = (
    f"""{{{HOURS}, """
    + """"upcoming": "not yet open", "closed": "closed",
"past": "This event is over", "now": "Now", "next": "Next", "filter": "Filter", "day": "Day", "track": "Track",
"room": "Room", "language": "Language", "kind": "Kind", "all": "All",
"search": "Search", "clear": "Clear", "count": {"one": "{n} of {total} (one)", "other": "{n} of {total} sessions"},
"nothing": "No session matches", "noneStarred": "Star a session to find it here", "starred": "Starred ({n})",
"star": "Star", "copy": "Copy link", "copied": "Copied", "download": "Starred sessions (.ics)",
"failed": "The calendar cannot be fetched now"}"""
)

Write = Callable[..., str]
Open = Callable[..., Any]


def write_document(body: str, *, language: str = "en", direction: str = "ltr") -> str:
    return (
        f'<!doctype html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>A page</title>'
        '<link rel="icon" href="icon.svg"><link rel="stylesheet" href="style.css">'
        f'<script defer src="script.js"></script><script type="application/json" id="_words">{WORDS}</script></head>'
        f'<body><main id="_main">{body}</main></body></html>'
    )


def write_session(number: int, start: str = "", end: str = "", *, is_below: bool = False, **data: str) -> str:
    data = {"uid": f"uid-{number}", "start": start, "end": end} | data
    data |= {"kind-text": data.get("kind", "").title()}
    named = " ".join(f'data-{name}="{value}"' for name, value in data.items())
    hours = f'<div class="clock"><p class="hours">{start[11:16]}–{end[11:16]}</p>'
    hours += f'<p class="local-time" data-start="{start}" data-end="{end}" data-label="Your time: {{text}}"></p></div>'
    title = data.get("title", f"Session {number}")
    return (
        f'<li class="session{" below" * is_below}" id="s{number}" {named}>{hours if start else ""}<div class="what">'
        f'<h3 class="session-title">{title}</h3><p>{data.get("text", "Words.")}</p><div class="actions">'
        '<details class="calendar"><summary>Add to calendar</summary><p>Google</p></details></div></div></li>'
    )


def write_day(day: str, *parts: str) -> str:
    """Its parts are `<li>`s, or what closes the list and opens another."""
    inside = f'<ol class="sessions">{"".join(parts)}</ol>'
    return f'<section class="day" id="day-{day}" data-date="{day}"><h2>Day {day}</h2>{inside}</section>'


def write_agenda(*days: str) -> str:
    tools = '<div class="tools" data-file="agenda.ics" data-event="example"></div>'
    return f'<div class="page agenda"><h1>Agenda</h1>{tools}{"".join(days)}<p id="after">After</p></div>'


def write_slot(*sessions: str, is_below: bool = False) -> str:
    return f'<li class="slot{" below" * is_below}"><ol class="sessions">{"".join(sessions)}</ol></li>'


def long_agenda() -> str:
    """24 sessions: on the first day ten in Hall and ten parallel pairs' halves in Attic, on the second a group of four."""
    hall = [
        write_session(
            n, "2024-06-06T09:00:00+02:00", "2024-06-06T10:00:00+02:00", room="Hall", track="Words", kind="talk"
        )
        for n in range(10)
    ]
    attic = [
        write_session(n, room="Attic", language="fr", kind="break", text="Żółw <b>Łódź</b>") for n in range(10, 20)
    ]
    group = [write_session(n, room="Hall", language="en", kind="talk", title=f"Café {n}") for n in range(20, 24)]
    first = write_day("2024-06-06", *hall, write_slot(*attic))
    grouped = f'</ol><h3 class="group">Afternoon</h3><ol class="sessions">{"".join(group)}'
    return write_agenda(first, write_day("2024-06-07", write_session(99, room="Hall"), grouped))


def write_home(
    *, opens: str = "", closes: str = "", now: str = "open", status: str = "scheduled", state: str = "auto"
) -> str:
    button = f'<a class="button" {"hidden" if now == "closed" else ""} href="https://register.example.org/">Apply</a>'
    built = '<p class="closed">Online: as built</p>' if now == "closed" else '<p class="closed" hidden></p>'
    way = (
        f'<li data-state="{state}" data-opens="{opens}" data-closes="{closes}" data-now="{now}" data-label="Online: {{text}}">{button}{built}'
        '<p class="quiet deadline"><span>Until Saturday.</span> <strong hidden>Closing soon: Saturday</strong></p></li>'
    )
    hero = f'<div class="hero" data-start="2024-06-06T09:00:00+02:00" data-end="2024-06-07T17:00:00+02:00" data-status="{status}">'
    return f'{hero}<div class="act"><ul class="register">{way}{way}</ul><p id="after">After</p></div></div>'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for name in ("script.js", "style.css"):
        copyfile(ASSETS / name, folder / name)
    (folder / "other.html").write_text(write_document("<h1>Other</h1>"), "utf-8")
    (folder / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    hours = [datetime(2024, 6, 6, 9 + n, tzinfo=UTC) for n in range(4)]
    entries = [Entry(f"uid-{n}", start, end, "Ü" * 60) for n, (start, end) in enumerate(pairwise(hours))]
    (folder / "agenda.ics").write_bytes(write_calendar(Calendar(tuple(entries), name="Example")))
    return folder


@pytest.fixture(scope="module")
def address(serve: Callable[[Path], str], folder: Path) -> str:
    return serve(folder)


@pytest.fixture
def show(browser: Any, folder: Path, address: str) -> Iterator[Open]:
    """Opens a page with this body at this moment, from which time goes on unless told; at the end of the test no page may have had an error."""
    contexts, faults = [], []

    def show(
        body: str,
        at: str | None = "2024-01-01T12:00:00Z",
        query: str = "",
        zone: str = "Europe/Brussels",
        stands_still: bool = False,
        **options: Any,
    ) -> Any:
        document = {name: options.pop(name) for name in ("language", "direction") if name in options}
        (folder / "page.html").write_text(write_document(body, **document), "utf-8")
        context = browser.new_context(timezone_id=zone, **options)
        contexts.append(context)
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        if at:
            page.clock.install(time=0 if stands_still else at)
        if stands_still:
            page.clock.pause_at(at)
        page.goto(f"{address}page.html{query}")
        return page

    yield show
    for context in contexts:
        context.close()
    assert [fault for fault in faults if "ERR_INTERNET_DISCONNECTED" not in fault] == []


def seen(page: Any) -> list[str]:
    return [str(each.get_attribute("id")) for each in page.locator(".session").all() if each.is_visible()]


def open_filters(page: Any) -> None:
    page.locator(".filters summary").click()


# ---- Registration ----


@pytest.mark.parametrize(
    ("at", "words", "is_open"),
    [
        ("2024-03-31T00:59:30Z", "Online: not yet open", False),
        ("2024-03-31T01:00:00Z", "Apply", True),  # the night Brussels skips from 2 to 3
        ("2024-05-30T09:59:30Z", "Apply", True),
        ("2024-06-01T10:00:00Z", "Online: closed", False),
        ("2024-06-07T15:00:00Z", "This event is over", False),
    ],
)
@pytest.mark.parametrize("built", ["upcoming", "open", "closed"])
def test_registration_stands_as_its_dates_say(show: Open, at: str, words: str, is_open: bool, built: str) -> None:
    body = write_home(opens="2024-03-31T03:00:00+02:00", closes="2024-06-01T12:00:00+02:00", now=built)
    page = show(body, at, stands_still=True)
    first = page.locator(".register li").first
    assert first.get_by_role("link").count() == is_open
    said = page.locator(".register .button, .register .closed").all()
    assert {each.inner_text() for each in said if each.is_visible()} == {words}
    assert not page.get_by_text("Closing soon").first.is_visible()


def test_registration_changes_on_the_minute(show: Open) -> None:
    body = write_home(opens="2024-05-30T12:00:00+02:00", closes="2024-06-01T12:01:00+02:00")
    page = show(body, "2024-05-30T09:59:30Z", stands_still=True)
    button, soon = page.get_by_role("link", name="Apply").first, page.get_by_text("Closing soon").first
    assert not button.is_visible()
    page.clock.run_for(29_000)
    assert not button.is_visible()
    page.clock.run_for(1_500)
    assert button.is_visible()
    assert not soon.is_visible()
    assert page.get_by_text("Until Saturday.").first.is_visible()
    page.clock.run_for(60_000)
    assert soon.is_visible()
    assert not page.get_by_text("Until Saturday.").first.is_visible()


def test_after_the_event_one_sentence_is_enough(show: Open) -> None:
    page = show(write_home(state="full", now="open"), "2024-06-07T15:00:00Z")
    assert page.get_by_text("This event is over").filter(visible=True).count() == 1
    assert page.get_by_role("link").count() == 0


@pytest.mark.parametrize(
    "change", [{"status": "postponed"}, {"state": "waiting-list", "now": "waiting-list"}, {"state": "open"}]
)
def test_what_people_decided_is_left_alone(show: Open, change: dict[str, str]) -> None:
    at = "2024-06-08T12:00:00Z" if "status" in change else "2024-06-06T12:00:00Z"
    page = show(write_home(opens="2024-01-01T00:00:00Z", closes="2024-02-01T00:00:00Z", **change), at)
    assert page.get_by_role("link", name="Apply").count() == 2


# ---- Nothing moves ----

SHIFT = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const each of list.getEntries()) sum += each.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 300);
})"""


def small_day() -> str:
    day = write_day(
        "2024-06-06",
        write_session(1, "2024-06-06T09:00:00+02:00", "2024-06-06T10:00:00+02:00"),
        write_session(2, "2024-06-06T10:00:00+02:00", "2024-06-06T11:00:00+02:00"),
    )
    return write_agenda(day)


@pytest.mark.parametrize("width", [320, 390, 1366])
@pytest.mark.parametrize(
    ("body", "at"),
    [
        (small_day(), "2024-06-06T07:30:00Z"),
        (long_agenda(), "2024-06-06T07:30:00Z"),
        (write_home(opens="2024-06-02T12:00:00+02:00"), "2024-06-01T12:00:00Z"),
        (write_home(opens="2024-05-02T12:00:00+02:00", now="upcoming"), "2024-06-01T12:00:00Z"),
        (write_home(closes="2024-06-02T12:00:00+02:00"), "2024-06-01T12:00:00Z"),
        (write_home(), "2025-06-01T12:00:00Z"),
    ],
)
def test_nothing_moves_when_the_script_comes_late(
    browser: Any, folder: Path, address: str, body: str, at: str, width: int
) -> None:
    (folder / "page.html").write_text(write_document(body), "utf-8")
    context = browser.new_context(viewport={"width": width, "height": 800}, timezone_id="Asia/Tokyo")
    page = context.new_page()

    held: list[Any] = []
    page.route("**/script.js", lambda route: held.append(route))
    page.add_init_script(f"Date.now = () => Date.parse('{at}')")  # page.clock would take the measures away
    page.goto(f"{address}page.html", wait_until="commit")
    page.evaluate("new Promise((done) => new PerformanceObserver(done).observe({ type: 'paint', buffered: true }))")
    held[0].continue_()
    page.wait_for_load_state("load")
    assert page.evaluate(SHIFT) == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


# ---- Filters ----


def test_few_sessions_need_no_filters(show: Open) -> None:
    page = show(small_day())
    assert page.get_by_role("button", name="Starred (0)").is_visible()
    assert page.locator(".filters").count() == 0


def test_filters_combine_and_say_how_many(show: Open) -> None:
    page = show(long_agenda())
    open_filters(page)
    page.get_by_label("Day").select_option("Day 2024-06-07")
    assert page.get_by_role("status").first.inner_text() == "5 of 25 sessions"
    assert not page.locator("#day-2024-06-06").is_visible()
    page.get_by_label("Language").select_option("en")
    assert seen(page) == ["s20", "s21", "s22", "s23"]
    page.get_by_label("Search").fill("21")
    page.clock.run_for(200)
    assert page.get_by_role("status").first.inner_text() == "1 of 25 (one)"
    page.get_by_role("button", name="Clear").press("Enter")
    assert len(seen(page)) == 25
    assert page.get_by_label("Search").input_value() == ""
    assert page.evaluate("document.activeElement.localName") == "summary"


def test_empty_days_groups_and_slots_go(show: Open) -> None:
    page = show(long_agenda(), query="?language=fr")
    assert page.locator(".slot").is_visible()
    page.get_by_label("Language").select_option("All")
    page.get_by_label("Room").select_option("Hall")
    assert not page.locator(".slot").is_visible()
    page.get_by_label("Search").fill("Session 99")
    page.clock.run_for(200)
    assert not page.get_by_text("Afternoon").is_visible()
    assert seen(page) == ["s99"]


def test_one_choice_is_no_filter(show: Open) -> None:
    page = show(long_agenda())
    open_filters(page)
    assert page.locator(".filters label").all_inner_texts()[0].startswith("Search")
    assert page.get_by_label("Track").count() == 0
    assert page.get_by_label("Kind").locator("option").all_inner_texts() == ["All", "Break", "Talk"]


@pytest.mark.parametrize(
    ("query", "first", "count"),
    [("cafe", "s20", 4), ("CAFÉ 22", "s22", 1), ("zolw lodz", "s10", 10), ("google", "", 0), ("calendar", "", 0)],
)
def test_search_minds_neither_case_nor_accents(show: Open, query: str, first: str, count: int) -> None:
    page = show(long_agenda())
    open_filters(page)
    page.get_by_label("Search").fill(query)
    page.clock.run_for(200)
    assert len(seen(page)) == count
    assert (seen(page) or [""])[0] == first
    assert page.get_by_text("No session matches").count() == (count == 0)


def test_the_address_keeps_the_filters(show: Open) -> None:
    page = show(long_agenda(), query="?utm=x#s12")
    open_filters(page)
    page.get_by_label("Room").select_option("Attic")
    page.get_by_label("Search").fill("Łódź & co?")
    page.clock.run_for(200)
    assert page.url.endswith("page.html?utm=x&room=Attic&q=%C5%81%C3%B3d%C5%BA+%26+co%3F#s12")
    page.reload()
    assert page.get_by_label("Room").input_value() == "Attic"
    assert page.get_by_label("Search").input_value() == "Łódź & co?"


def test_back_and_forward_bring_the_filters_back(show: Open, address: str) -> None:
    page = show(long_agenda(), query="?room=Attic")
    page.evaluate("history.pushState(null, '', '?room=Hall')")
    page.go_back()
    page.go_forward()
    assert page.get_by_label("Room").input_value() == "Hall"
    assert len(seen(page)) == 15
    page.goto(f"{address}other.html")
    page.go_back()
    page.locator(".session").first.wait_for()
    assert len(seen(page)) == 15
    page.go_back()
    page.get_by_text("10 of 25 sessions").wait_for()
    assert len(seen(page)) == 10


def test_unknown_values_in_the_address_are_ignored(show: Open) -> None:
    page = show(long_agenda(), query="?room=Cellar&day=never&starred=&q=")
    assert len(seen(page)) == 25
    open_filters(page)
    assert page.get_by_label("Room").input_value() == ""


def test_a_link_to_a_hidden_session_leads_there(show: Open) -> None:
    page = show(long_agenda() + '<a href="#s23">Go</a>', query="?room=Attic")
    page.get_by_role("link", name="Go").click()
    assert page.locator("#s23").is_visible()
    assert page.url.endswith("page.html#s23")


# To keep an address, the browser lays out what it would lay out for its next picture in any case: that is not measured.
FILTER_BY_ROOM = """() => {
  history.replaceState = () => {};
  const select = document.querySelector("select[name=room]");
  const times = ["Room 1", "", "Room 2", "", "Room 3"].map((value) => {
    select.value = value;
    const before = performance.now();
    select.dispatchEvent(new Event("input"));
    return performance.now() - before;
  });
  return Math.min(...times);
}"""


def test_a_thousand_sessions_are_filtered_at_once(show: Open) -> None:
    items = [write_session(n, room=f"Room {n % 7}", text="Ürban words " * 40) for n in range(1000)]
    slots = [write_slot(*items[n : n + 2], is_below=n >= 16) for n in range(0, 1000, 2)]
    page = show(write_agenda(write_day("2024-06-06", *slots)), at=None)
    open_filters(page)
    took = page.evaluate(FILTER_BY_ROOM)
    assert page.get_by_role("status").first.inner_text() == "143 of 1000 sessions"
    assert took < 50


@pytest.mark.parametrize("width", [320, 1440])
def test_a_link_leads_there_though_little_of_a_long_agenda_is_laid_out(show: Open, width: int) -> None:
    items = [write_session(n, text="Words of no one length. " * (n % 50), is_below=n >= 8) for n in range(500)]
    links = "".join(f'<a href="#s{n}">{n}</a> ' for n in (450, 40, 250))
    viewport = {"width": width, "height": 800}
    page = show(links + write_agenda(write_day("2024-06-06", *items)), query="#s300", at=None, viewport=viewport)
    assert top_of(page, 300) == pytest.approx(24, abs=1)
    for number in (450, 40, 250):
        page.get_by_role("link", name=str(number), exact=True).click()
        page.wait_for_timeout(300)
        assert top_of(page, number) == pytest.approx(24, abs=1)


def top_of(page: Any, number: int) -> float:
    return float(page.evaluate(f"document.getElementById('s{number}').getBoundingClientRect().top"))


# ---- Stars ----


def keys(page: Any) -> list[str]:
    return list(page.evaluate("Object.keys(localStorage)"))


def test_stars_are_kept_only_when_set(show: Open) -> None:
    page = show(long_agenda(), query="?starred=1")
    assert seen(page) == []
    assert page.get_by_text("Star a session to find it here").is_visible()
    page.get_by_role("button", name="Starred (0)").click()
    assert keys(page) == []
    star = page.get_by_role("button", name="Star Café 21")
    star.focus()
    page.keyboard.press("Space")
    assert star.get_attribute("aria-pressed") == "true"
    assert page.evaluate("localStorage.getItem('starred:example')") == '["uid-21"]'
    page.reload()
    page.get_by_role("button", name="Starred (1)").click()
    assert seen(page) == ["s21"]
    assert page.url.endswith("?starred=1")
    star.click()
    assert seen(page) == ["s21"], "one can still change one's mind"
    assert keys(page) == []


def test_two_tabs_show_the_same_stars(show: Open) -> None:
    page = show(small_day())
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_role("button", name="Star Session 2").click()
    page.get_by_role("button", name="Starred (1)").wait_for()
    assert page.get_by_role("button", name="Star Session 2").get_attribute("aria-pressed") == "true"


@pytest.mark.parametrize(
    "broken",
    [
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } })",
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }",
        "localStorage.setItem('starred:example', '{')",
        "localStorage.setItem('starred:example', '7')",
    ],
)
def test_stars_work_without_storage(show: Open, broken: str) -> None:
    page = show(small_day())
    page.add_init_script(broken)
    page.reload()
    page.get_by_role("button", name="Star Session 2").click()
    page.get_by_role("button", name="Starred (1)").click()
    assert seen(page) == ["s2"]


def test_starred_sessions_are_downloaded_as_one_calendar(show: Open) -> None:
    from icalendar import Calendar as Parsed

    page = show(small_day())
    page.get_by_role("button", name="Star Session 2").click()
    assert not page.get_by_role("button", name="Starred sessions (.ics)").is_visible()
    page.get_by_role("button", name="Starred (1)").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Starred sessions (.ics)").click()
    assert download.value.suggested_filename == "starred.ics"
    octets = Path(download.value.path()).read_bytes()
    assert [str(event["UID"]) for event in Parsed.from_ical(octets).walk("VEVENT")] == ["uid-2"]
    assert octets.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert octets.endswith(b"END:VCALENDAR\r\n")
    assert octets.count(b"\n") == octets.count(b"\r\n")


def test_a_calendar_that_cannot_be_fetched_is_said(show: Open) -> None:
    page = show(small_day())
    page.get_by_role("button", name="Star Session 2").click()
    page.get_by_role("button", name="Starred (1)").click()
    page.context.set_offline(True)
    page.get_by_role("button", name="Starred sessions (.ics)").click()
    page.get_by_text("The calendar cannot be fetched now").wait_for()


# ---- Copy link ----


def test_links_are_copied_and_said(show: Open, address: str) -> None:
    page = show(long_agenda(), query="?room=Attic", permissions=["clipboard-read", "clipboard-write"])
    copy = page.get_by_role("button", name="Copy link Session 12")
    copy.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Copied Session 12").wait_for()
    assert page.locator("[role=status]", has_text="Copied").count() == 1
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}page.html#s12"
    page.clock.run_for(2_000)
    assert copy.count() == 1


def test_a_session_with_its_own_page_is_linked_there(show: Open, address: str) -> None:
    item = write_session(1, title='<a href="session/1/">Session 1</a>')
    page = show(write_agenda(write_day("2024-06-06", item)), permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link Session 1").click()
    page.get_by_role("button", name="Copied Session 1").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}session/1/"


@pytest.mark.parametrize("is_allowed", [True, False])
def test_without_a_clipboard_the_address_is_offered(show: Open, address: str, is_allowed: bool) -> None:
    page = show(small_day())
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.add_init_script(f"document.execCommand = () => {str(is_allowed).lower()}")
    page.reload()
    page.get_by_role("button", name="Copy link Session 1").click()
    if is_allowed:
        assert page.get_by_role("button", name="Copied Session 1").evaluate("(one) => one === document.activeElement")
    else:
        assert page.evaluate("getSelection().toString()") == f"{address}page.html#s1"
        page.keyboard.press("Tab")
    assert page.locator(".address").count() == 0


def test_a_sessions_own_page_has_link_and_star(show: Open) -> None:
    page = show(
        '<article class="page session-page" data-event="example" data-uid="uid-7"><h1>A session</h1>'
        '<div class="actions"></div></article>'
    )
    page.get_by_role("button", name="Star A session").click()
    assert page.evaluate("localStorage.getItem('starred:example')") == '["uid-7"]'
    assert page.get_by_role("button", name="Copy link A session").is_visible()


# ---- Now and next ----


def marks(page: Any) -> list[tuple[str, str]]:
    pairs = page.evaluate(
        "[...document.querySelectorAll('.mark')].map((m) => [m.closest('li').id, m.textContent.trim()])"
    )
    return [tuple(pair) for pair in pairs]


def test_now_and_next_follow_the_minutes(show: Open) -> None:
    page = show(small_day(), "2024-06-06T06:59:40Z", zone="America/New_York")
    assert marks(page) == [("s1", "Next")]
    assert not page.get_by_role("link", name="Now").is_visible()
    page.clock.run_for(20_500)
    assert marks(page) == [("s1", "Now"), ("s2", "Next")]
    page.get_by_role("link", name="Now").click()
    assert page.url.endswith("#s1")
    page.clock.run_for(60 * 60_000)
    assert marks(page) == [("s2", "Now")]
    assert page.locator("li.now").get_attribute("id") == "s2"
    page.clock.run_for(60 * 60_000)
    assert marks(page) == []


def test_a_page_that_slept_catches_up_when_it_is_seen(show: Open) -> None:
    page = show(small_day(), "2024-06-06T06:00:00Z")
    page.clock.set_system_time("2024-06-06T08:30:00Z")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert marks(page) == [("s2", "Now")]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2024-10-26T21:59:00Z", []),  # the evening before, though it is the same day in Tokyo
        ("2024-10-26T22:01:00Z", [("s1", "Next")]),
        ("2024-10-27T00:40:00Z", [("s1", "Now"), ("s2", "Next")]),
        ("2024-10-27T01:40:00Z", [("s2", "Now")]),  # the same hour again, once clocks are set back
    ],
)
def test_now_and_next_go_by_the_venues_day(show: Open, at: str, expected: list[tuple[str, str]]) -> None:
    first = write_session(1, "2024-10-27T02:30:00+02:00", "2024-10-27T02:50:00+02:00")
    second = write_session(2, "2024-10-27T02:30:00+01:00", "2024-10-27T02:50:00+01:00")
    off = write_session(3, "2024-10-27T02:30:00+02:00", "2024-10-27T02:50:00+01:00").replace(
        '"session"', '"session off"'
    )
    page = show(write_agenda(write_day("2024-10-27", first, second, off)), at, zone="Asia/Tokyo")
    assert marks(page) == expected


# ---- The viewer's time ----


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Europe/Brussels", ["", ""]),
        ("America/New_York", ["Your time: 04:00\u2060–\u206005:00", "Your time: 03:00\u2060–\u206004:00"]),
        ("Asia/Tokyo", ["Your time: 17:00\u2060–\u206018:00", "Your time: 16:00\u2060–\u206017:00"]),
        ("Pacific/Auckland", ["Your time: 21:00\u2060–\u206022:00", "Your time: 20:00\u2060–\u206021:00"]),
        ("Pacific/Honolulu", ["Your time: Fri 22:00\u2060–\u206023:00", "Your time: Sat 21:00\u2060–\u206022:00"]),
    ],
)
def test_the_viewers_time_stands_beside_the_venues(show: Open, zone: str, expected: list[str]) -> None:
    """The second is on the day Brussels, but not New York, puts its clocks forward."""
    items = [
        write_session(1, "2024-03-30T09:00:00+01:00", "2024-03-30T10:00:00+01:00"),
        write_session(2, "2024-03-31T09:00:00+02:00", "2024-03-31T10:00:00+02:00"),
    ]
    page = show(write_agenda(write_day("2024-03-30", *items)), zone=zone)
    assert page.locator(".local-time").all_inner_texts() == [*expected]


@pytest.mark.parametrize("zone", ["Asia/Kathmandu", "Pacific/Honolulu"])
def test_the_viewers_time_is_written_as_the_page_would_write_it(
    browser: Any, publish: Any, tmp_path_factory: pytest.TempPathFactory, zone: str
) -> None:
    """Every hour of a day and every day of a week, in every language there is."""
    languages = ["en", *sorted(path.stem for path in Path(locale.__file__).with_suffix("").glob("*.po"))]
    site = publish(write_site_of_a_whole_week(tmp_path_factory.getbasetemp() / "languages", languages))
    context = browser.new_context(timezone_id=zone)
    page = context.new_page()
    for language in languages:
        page.goto(f"{site.address}{'' if language == 'en' else f'{language}/'}agenda/")
        shown = page.locator(".session .local-time").all_text_contents()
        assert shown == [expected_line(day, hour, ZoneInfo(zone), language) for day, hour in HOURS_OF_A_WEEK]
    context.close()


HOURS_OF_A_WEEK = sorted((3 + hour % 7, hour) for hour in range(24))  # from Monday 3 June 2024 on


def expected_line(day_of_june: int, hour: int, zone: ZoneInfo, language: str) -> str:
    """The viewer's time, with its day where that is another one, as Babel alone writes it."""
    _, known = locale.translate(language), {"en": "en_GB", "pt": "pt_PT"}.get(language, language)
    here = datetime(2024, 6, day_of_june, hour, 5, tzinfo=ZoneInfo("Europe/Brussels"))
    start, end = (moment.astimezone(zone) for moment in (here, here + timedelta(minutes=20)))
    day = "" if start.date() == here.date() else f"{format_date(start, 'ccc', known)} "
    new_day = "" if start.date() == end.date() else f"{format_date(end, 'ccc', known)} "
    first, last = (format_time(moment, "short", locale=known).replace(" ", "\u00a0") for moment in (start, end))
    text = f"{day}{first}\u2060{_('–')}\u2060{new_day}{last}"
    return _("{label}: {text}").format(label=_("Your time"), text=text)


def write_site_of_a_whole_week(folder: Path, languages: list[str]) -> Path:
    facts = {
        "event": {
            "id": "week",
            "title": "Week",
            "summary": "A week.",
            "start": "2024-06-03",
            "end": "2024-06-09",
            "time_zone": "Europe/Brussels",
        },
        "attend": [{"id": "online", "mode": "online"}],
        "organizers": [{"name": "Organisation"}],
        "site": {"url": "https://week.event/", "languages": languages},
    }
    sessions = [f"# {day} June 2024\n\n## {hour:02}:05–{hour:02}:25 Hour {hour}" for day, hour in HOURS_OF_A_WEEK]
    for name, text in {
        "site.yaml": json.dumps(facts),
        "content/index.md": "Words.",
        "content/agenda.md": "\n\n".join(sessions),
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


# ---- Elsewhere ----


def test_a_page_with_nothing_for_the_script_is_left_alone(show: Open) -> None:
    page = show("<h1>Words</h1>")
    assert page.locator("main").inner_html() == "<h1>Words</h1>"


def test_right_to_left_pages_have_the_same(show: Open) -> None:
    page = show(long_agenda(), language="ar", direction="rtl", viewport={"width": 320, "height": 800})
    open_filters(page)
    page.get_by_label("Room").select_option("Attic")
    assert page.get_by_role("status").first.inner_text() == "10 of 25 sessions"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_the_script_adds_is_accessible(show: Open) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = show(long_agenda(), "2024-06-06T07:30:00Z", query="?q=a")
    assert [(each["id"], each["nodes"][0]["html"]) for each in Axe().run(page).response["violations"]] == []


def test_the_agenda_works_from_the_file_system(browser: Any, folder: Path) -> None:
    (folder / "page.html").write_text(write_document(long_agenda()), "utf-8")
    page = browser.new_page()
    page.set_default_timeout(15_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((folder / "page.html").as_uri())
    page.get_by_role("button", name="Star Café 21").click()
    page.get_by_role("button", name="Starred (1)").click()
    assert seen(page) == ["s21"]
    assert not page.get_by_role("button", name="Starred sessions (.ics)").is_visible()
    assert faults == []
    page.close()
