"""Every page of both events, and of two sites made to be awkward, in all the states a visitor may have them in."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.violations import violations

ROOT = Path(__file__).parents[2]
EVENTS = {"first": ROOT, "example": ROOT / "tests" / "example"}
SITES = [*EVENTS, "minimal", "long"]
IN_FIRST_LANGUAGE = re.compile("(?![a-z]{2}/)")
# What a state changes, and the widths at which that may matter. Every page of the first language is seen light at 320
# too, and other languages dark at 1440.
STATES: dict[str, tuple[dict[str, Any], tuple[int, ...]]] = {
    "light": ({"color_scheme": "light"}, (768, 1440)),
    "dark": ({"color_scheme": "dark"}, (320,)),
    "forced colours": ({"forced_colors": "active"}, (320,)),
    "no script": ({"script": ""}, (320,)),  # empty and not switched off: axe is a script too
}

FITS = """() => {
  const scrollers = [...document.querySelectorAll("body *")].filter((each) =>
    /auto|scroll/.test(getComputedStyle(each).overflowX) && each.scrollWidth > each.clientWidth);
  const wide = document.documentElement.scrollWidth - innerWidth;
  return [...(wide > 0 ? [`${wide} px too wide`] : []), ...scrollers.map((each) => each.outerHTML.slice(0, 80))];
}"""
# Links in a line of text are excepted (WCAG 2.2, 2.5.8).
SMALL = """() => [...document.querySelectorAll("a, button, summary, input, select")].filter((each) => {
  const { width, height } = each.getBoundingClientRect();
  if (!each.checkVisibility() || each.matches(".skip")) return false;
  let line = each;
  while (getComputedStyle(line).display === "inline") line = line.parentElement;
  if (line !== each && line.textContent.trim().length > each.textContent.trim().length) return false;
  const least = each.matches(".button, .calendar summary, .calendar a, .tools *, .actions *") ? 44 : 24;
  return height < least - 0.01 || width < 24;
}).map((each) => `${each.outerHTML.slice(0, 80)} ${each.getBoundingClientRect().height}`)"""
# What the keyboard reaches, in the order of the page, and what it meets on its way.
LISTEN = """() => {
  const light = (color) => {
    const [r, g, b] = color.match(/[\\d.]+/g).map((each) => {
      const part = each / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const ground = (each) => {
    const color = each ? getComputedStyle(each).backgroundColor : "rgb(255, 255, 255)";
    return /, 0\\)$/.test(color) ? ground(each.parentElement) : color;
  };
  const isReached = (each) => each.checkVisibility({ visibilityProperty: true }) && each.tabIndex >= 0;
  const controls = [...document.querySelectorAll("a[href], button, summary, input, select")].filter(isReached);
  window.walk = { count: controls.length, order: [], faults: [] };
  addEventListener("focusin", ({ target }) => {
    const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = getComputedStyle(target);
    const { x, y, width, height } = target.getClientRects()[0];
    const around = parseFloat(outlineOffset) < 0 ? target : target.parentElement;
    const isMarked = outlineStyle === "solid" && parseFloat(outlineWidth) >= 3 && ratio(outlineColor, ground(around)) >= 3;
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    walk.order.push(controls.indexOf(target));
    if (!isMarked) walk.faults.push(`not marked: ${target.outerHTML.slice(0, 80)}`);
    if (!target.contains(top)) walk.faults.push(`covered: ${target.outerHTML.slice(0, 80)}`);
  });
}"""
TEXT_SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-block-end: 2em !important }"""  # WCAG 2.2, 1.4.12
SHIFTS = """() => new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().map((each) => each.value)))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(resolve, 100, []);
})"""
PRINTED = """() => [...document.querySelectorAll("body *")].filter((each) => {
  const { color, backgroundColor } = getComputedStyle(each);
  const isPlain = color === "rgb(0, 0, 0)" && /, 0\\)|rgb\\(255, 255, 255\\)/.test(backgroundColor);
  return each.checkVisibility() && each.textContent.trim() && !each.closest("svg") && !isPlain;
}).map((each) => each.outerHTML.slice(0, 80))"""

Visit = Callable[..., Any]


@pytest.fixture(scope="module")
def sites(publish: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """By name: where each is served, and its pages."""
    folders = EVENTS | {"minimal": ROOT / "tests" / "cases" / "minimal", "long": tmp_path_factory.mktemp("long")}
    write_long_site(folders["long"])
    return {name: publish(folder) for name, folder in folders.items()}


def write_long_site(folder: Path) -> None:
    """Words as German makes them, and more of everything than fits."""
    word = "Kinderschutzbeauftragtenversammlungsraum"
    words = f"{word} und Datenschutzgrundverordnungsumsetzungen"
    online = {"id": "online", "mode": "online", "platform": word, "registration": {"label": words, "note": words}}
    online["registration"] |= {"url": f"https://registration.event/{word}", "closes": "2024-06-01 10:00"}
    hall = {"id": "hall", "mode": "in-person", "venue": {"name": words, "street": words, "city": word, "country": "DE"}}
    event = {
        "id": "long",
        "title": f"{words} für {words}"[:150],
        "short_title": word,
        "summary": words,
        "updated": "2024-01-01 09:00",
    }
    event |= {"start": "2024-06-06 10:00", "end": "2024-06-07 11:30", "time_zone": "Europe/Berlin"}
    site = {"url": "https://long.event/", "languages": ["de"]}
    facts = {"event": event, "attend": [hall, online], "organizers": [{"name": words}] * 2, "site": site}
    contents = {
        "../site.yaml": json.dumps(facts),
        "index.md": f"## {words}\n\n{words} [{word}](agenda.md)\n\n- `{word * 3}`\n\n| {word} | {word} |\n|---|---|\n| {word} | {word} |\n",
        "agenda.md": f"# {words}\n\n## 2024-06-06\n\n"
        + "".join(
            f"### 1{n}:00–1{n}:30 {words}\n\nSpeaker: {words}\n\nRoom: {word}\n\nTrack: {word}\n\n{words}\n\n"
            for n in range(3)
        ),
        f"{word.lower()}.md": f"# {words}\n\n{words}\n",
    }
    for name, text in contents.items():
        (folder / "content").mkdir(exist_ok=True)
        (folder / "content" / name).write_text(text, "utf-8")


@pytest.fixture
def visit(browser: Any, sites: dict[str, Any]) -> Iterator[Visit]:
    """Gives a page in this state; at the end of the test none may have complained, called others, or kept anything."""
    contexts, faults = [], []

    def visit(script: str | None = None, **state: Any) -> Any:
        context = browser.new_context(**({"reduced_motion": "reduce", "timezone_id": "Europe/Brussels"} | state))
        contexts.append(context)
        context.set_default_timeout(15_000)
        if script is not None:
            context.route("**/script.*.js", lambda route: route.fulfill(body=script, content_type="text/javascript"))
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        ours = tuple(site.address for site in sites.values())
        page.on("request", lambda request: None if request.url.startswith(ours) else faults.append(request.url))
        return page

    yield visit
    for context in contexts:
        faults += [f"kept: {kept}" for kept in context.storage_state().items() if kept[1]]
        context.close()
    assert faults == []


def walk(page: Any, site: Any, *, in_all_languages: bool = False) -> Iterator[str]:
    """Two pages of each folder, for the others are made by the same template; in the first language alone or in all."""
    of_folder = Counter[str]()
    for path in site.pages:
        folder = path.rstrip("/").rpartition("/")[0]
        of_folder[folder] += 1
        is_meant = in_all_languages or IN_FIRST_LANGUAGE.match(path)
        if is_meant and (not folder or of_folder[folder] <= 2):
            page.goto(site.address + path)
            yield path


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("event", EVENTS)
def test_pages_are_accessible_and_fit(visit: Visit, sites: dict[str, Any], event: str, state: str) -> None:
    options, widths = STATES[state]
    page = visit(**options)
    faults = []
    for path in walk(page, sites[event]):
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            faults += [(path, width, fault) for fault in violations(page) + page.evaluate(FITS)]
    assert faults == []


@pytest.mark.parametrize("event", EVENTS)
def test_every_page_is_accessible_and_fits_in_every_language(visit: Visit, sites: dict[str, Any], event: str) -> None:
    page = visit(color_scheme="light", viewport={"width": 320, "height": 844})
    faults = []
    for path in sites[event].pages:
        page.goto(sites[event].address + path)
        found = violations(page) if IN_FIRST_LANGUAGE.match(path) else []
        faults += [(path, fault) for fault in found + page.evaluate(FITS)]
    assert faults == []


@pytest.mark.parametrize("event", EVENTS)
def test_every_language_is_accessible_in_the_dark(visit: Visit, sites: dict[str, Any], event: str) -> None:
    page = visit(color_scheme="dark", viewport={"width": 1440, "height": 844})
    paths = walk(page, sites[event], in_all_languages=True)
    assert [(path, fault) for path in paths for fault in violations(page) + page.evaluate(FITS)] == []


@pytest.mark.parametrize("site", SITES)
def test_pages_fit_whatever_a_visitor_does_to_their_text(browser: Any, sites: dict[str, Any], site: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 900}, bypass_csp=True, reduced_motion="reduce")
    faults = []
    for path in walk(page, sites[site]):
        faults += [(path, "as it is", fault) for fault in page.evaluate(FITS)]
        page.evaluate("document.documentElement.dir = 'rtl'")
        faults += [(path, "right to left", fault) for fault in page.evaluate(FITS)]
        page.evaluate("document.documentElement.dir = 'ltr'")
        spacing = page.add_style_tag(content=TEXT_SPACING)
        faults += [(path, "spaced", fault) for fault in page.evaluate(FITS)]
        spacing.evaluate("(style) => style.remove()")
        page.add_style_tag(content="html { font-size: 200% }")
        faults += [(path, "200 %", fault) for fault in page.evaluate(FITS)]
    page.close()
    assert faults == []


@pytest.mark.parametrize("event", EVENTS)
def test_pages_are_accessible_from_right_to_left(visit: Visit, sites: dict[str, Any], event: str) -> None:
    page = visit()
    faults = []
    for path in walk(page, sites[event]):
        page.evaluate("document.documentElement.dir = 'rtl'")
        faults += [(path, fault) for fault in violations(page) + page.evaluate(FITS)]
    assert faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("event", EVENTS)
def test_the_keyboard_reaches_everything_in_order(visit: Visit, sites: dict[str, Any], event: str, scheme: str) -> None:
    page = visit(color_scheme=scheme, viewport={"width": 1024, "height": 700})
    for path in walk(page, sites[event]):
        page.evaluate(LISTEN)
        count = page.evaluate("walk.count")
        for _ in range(count):
            page.keyboard.press("Tab")
        assert page.evaluate("walk.order") == list(range(count)), path
        assert page.evaluate("walk.faults") == [], path


@pytest.mark.parametrize("event", EVENTS)
def test_the_first_tab_stop_skips_to_the_words(visit: Visit, sites: dict[str, Any], event: str) -> None:
    page = visit()
    for path in walk(page, sites[event]):
        page.keyboard.press("Tab")
        skip = page.locator(":focus")
        assert skip.get_attribute("href") == "#_main", path
        assert skip.bounding_box()["y"] >= 0, path
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('header').contains(document.activeElement)") is False, path


@pytest.mark.parametrize("event", EVENTS)
def test_what_can_be_pressed_is_large_enough(visit: Visit, sites: dict[str, Any], event: str) -> None:
    page = visit(viewport={"width": 320, "height": 900})
    faults = []
    for path in walk(page, sites[event]):
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
        faults += [(path, fault) for fault in page.evaluate(SMALL)]
    assert faults == []


@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("at", ["2022-11-01T12:00:00Z", "2024-06-06T07:30:00Z", "2030-01-01T12:00:00Z"])
@pytest.mark.parametrize("event", EVENTS)
def test_nothing_moves_when_the_script_comes(
    visit: Visit, sites: dict[str, Any], event: str, at: str, width: int
) -> None:
    page = visit(viewport={"width": width, "height": 900}, timezone_id="America/New_York")
    page.clock.set_fixed_time(at)
    page.context.route("**/script.*.js", lambda route: (page.wait_for_timeout(150), route.continue_()))
    pages = [path for path in sites[event].pages if re.match(r"([a-z]{2}/)?(agenda/|$)", path)]
    assert {path.partition("agenda/")[0] for path in pages} >= {"", "fr/" if event == "first" else "ar/"}
    for path in pages:
        page.goto(sites[event].address + path)
        # The 10 px sign behind a German "Zum Kalender hinzufügen" that folds is 0.00003, no reader's shift.
        assert [shift for shift in page.evaluate(SHIFTS) if shift > 0.0001] == [], path


@pytest.mark.parametrize("event", EVENTS)
def test_the_agenda_prints_black_on_white_and_no_session_is_split(
    visit: Visit, sites: dict[str, Any], event: str
) -> None:
    page = visit(viewport={"width": 650, "height": 900}, color_scheme="dark")
    page.goto(f"{sites[event].address}agenda/")
    page.emulate_media(media="print")
    assert page.evaluate(PRINTED) == []
    assert page.locator(".on-paper svg").is_visible()
    for session in page.locator(".session").all():
        assert session.evaluate("(it) => getComputedStyle(it).breakInside") == "avoid"
        assert session.bounding_box()["height"] < 700
    for link in page.locator("main a[href^=http]:visible").all():
        assert link.get_attribute("href") in link.evaluate("(it) => getComputedStyle(it, '::after').content")


def test_after_the_event_the_printed_home_page_says_so_below_its_title(visit: Visit, sites: dict[str, Any]) -> None:
    page = visit(viewport={"width": 650, "height": 900})
    page.goto(sites["first"].address)
    page.emulate_media(media="print")
    said, title = page.get_by_text("This event has taken place.").first, page.get_by_role("heading", level=1)
    assert said.bounding_box()["y"] > title.bounding_box()["y"]
    assert said.bounding_box()["height"] < 50
