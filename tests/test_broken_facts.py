"""One mistake each: every broken site.yaml gives its message at its line, never a traceback, in well under a second.

A case is a name and an edit of VALID; what is said of it stands in tests/cases/broken-facts/problems.txt, written
anew by `pytest --accept`. The message is expected on the first line that the edit changed, unless `at` names another
by a text that stands on it.
"""

import time
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.load import load
from generator.problems import ContentProblems, Message, is_problem
from generator.validate import validate
from tests.golden import check_names, read_golden, write_golden

GOLDEN = Path(__file__).parent / "cases" / "broken-facts" / "problems.txt"

VALID = """\
event:
  id: data-for-change
  title: Data for Change
  short_title: Data
  summary: One sentence about it.
  start: 2022-11-17 10:00
  end: 2022-11-17 12:00
  time_zone: Europe/Brussels
  status: scheduled
  languages_spoken: [en, fr]
  updated: 2022-11-03 09:00
  revision: 2
attend:
  - id: in-person
    mode: in-person
    venue:
      name: European Parliament
      street: Rue Wiertz 60
      postal_code: "1047"
      city: Brussels
      country: BE
      latitude: 50.8389
      longitude: 4.3735
      map_url: https://maps.events.eu/wiertz
    registration:
      url: https://register.events.eu/in-person
      opens: 2022-10-17 09:00
      state: auto
  - id: online
    mode: online
    platform: Zoom
    registration:
      url: https://register.events.eu/online
organizers:
  - name: European Parliament
    url: https://parliament.events.eu/
contact:
  name: Press office
  email: press@events.eu
site:
  url: https://www.events.eu/data/
  languages: [en]
  accent_color: "#003399"
"""


class Case(NamedTuple):
    name: str
    old: str
    new: str
    at: str = ""

    def broken(self) -> bytes:
        assert VALID.count(self.old) == 1, f"{self.name}: {self.old!r} must stand once in VALID"
        return VALID.replace(self.old, self.new).encode()


JOIN = "url: https://register.events.eu/online"
START, END = "start: 2022-11-17 10:00", "end: 2022-11-17 12:00"
ZONE, TITLE, SUMMARY = "time_zone: Europe/Brussels", "  title: Data for Change", "One sentence about it."
URL, MAP = "https://www.events.eu/data/", "https://maps.events.eu/wiertz"
SPOKEN, STATUS = "[en, fr]", "status: scheduled"
VENUE = VALID[VALID.index("    venue:") : VALID.index("    registration:")]
ATTEND = VALID[VALID.index("attend:") : VALID.index("organizers:")]
SITE = VALID[VALID.index("site:\n") :]
EVENT = VALID[: VALID.index("attend:")]
ONLINE_REGISTRATION = "    registration:\n      url: https://register.events.eu/online\n"
IN_PERSON_URL = "      url: https://register.events.eu/in-person\n"

CASES = (
    # Keys: unknown, misspelt, misplaced, written twice
    Case("unknown key at the top", "contact:", "sponsors: none\ncontact:"),
    Case("misspelt key at the top", "organizers:", "organisers:"),
    Case("misspelt event", "event:\n", "evnt:\n"),
    Case("misspelt attend", "attend:\n", "attendance:\n"),
    Case("misspelt key of the event", "time_zone", "time_zome"),
    Case("key with a capital", TITLE, "  Title: Data for Change"),
    Case("key with a dash", "short_title", "short-title"),
    Case("key with a space", "short_title", "short title"),
    Case("unknown key of the event", STATUS, f"{STATUS}\n  weather: fine"),
    Case("key of the site under event", STATUS, f"{STATUS}\n  accent_color: \"#003399\""),
    Case("key of the event under site", "  languages: [en]", "  languages: [en]\n  time_zone: Europe/Brussels"),
    Case("key of the event at the top", "contact:", "time_zone: Europe/Brussels\ncontact:"),
    Case("key of the site at the top", "contact:", "accent_color: \"#003399\"\ncontact:"),
    Case("key of the contact under event", STATUS, f"{STATUS}\n  email: press@events.eu"),
    Case("unknown key of an entry", "    platform: Zoom", "    platform: Zoom\n    price: free"),
    Case("misspelt key of an entry", "    platform: Zoom", "    plattform: Zoom"),
    Case("misspelt key of the venue", "      city: Brussels", "      citty: Brussels"),
    Case("venue's key beside the venue", "    platform: Zoom", "    platform: Zoom\n    city: Brussels"),
    Case("misspelt key of the registration", "      opens:", "      open:"),
    Case("registration's key beside it", "    platform: Zoom", "    platform: Zoom\n    label: Join"),
    Case("unknown key of an organizer", "    url: https://parliament.events.eu/", "    website: https://parliament.events.eu/"),
    Case("misspelt key of the contact", "  email:", "  e-mail:"),
    Case("American key spelt the British way", "accent_color", "accent_colour"),
    Case("numbers for keys", STATUS, f"{STATUS}\n  1: 2"),
    Case("key written twice", STATUS, f"{STATUS}\n  title: Another"),
    Case("key written twice at the top", "contact:", "site:\n  url: https://www.events.eu/\ncontact:", at="site:\n  url: https://www.events.eu/data/"),
    Case("key written twice in the venue", "      country: BE", "      country: BE\n      name: Parliament"),
    Case("key written twice, once empty", STATUS, f"{STATUS}\n  start:"),
    # Types
    Case("text for the event", EVENT, "event: Data for Change\n"),
    Case("list for the event", EVENT, "event: [Data for Change]\n"),
    Case("text for attend", ATTEND, "attend: online\n"),
    Case("mapping for attend", ATTEND, "attend:\n  id: online\n  mode: online\n", at="id: online"),
    Case("text for an entry of attend", "organizers:", "  - hybrid\norganizers:"),
    Case("empty entry of attend", "organizers:", "  -\norganizers:", at="-\norganizers"),
    Case("text for the venue", VENUE, "    venue: European Parliament\n"),
    Case("list for the venue", VENUE, "    venue: [European Parliament]\n"),
    Case("text for the registration", ONLINE_REGISTRATION, "    registration: https://register.events.eu/online\n"),
    Case("text for the languages spoken", SPOKEN, "en"),
    Case("mapping for the languages spoken", SPOKEN, "{en: English}"),
    Case("list for the title", TITLE, "  title: [Data, Change]"),
    Case("list for the start", START, "start: [2022-11-17, 10:00]"),
    Case("mapping for the start", START, "start: {date: 2022-11-17}"),
    Case("list for the time zone", ZONE, "time_zone: [Europe/Brussels]"),
    Case("mapping for the id", "id: data-for-change", "id: {en: data}"),
    Case("list for the status", STATUS, "status: [scheduled]"),
    Case("mapping for the mode", "    mode: online", "    mode: {online: true}"),
    Case("list for the street", "street: Rue Wiertz 60", "street: [Rue Wiertz, 60]"),
    Case("mapping for the platform", "platform: Zoom", "platform: {name: Zoom}"),
    Case("list for the country", "country: BE", "country: [BE]"),
    Case("list for the latitude", "latitude: 50.8389", "latitude: [50, 50]"),
    Case("list for an address", MAP, f"[{MAP}]"),
    Case("list for the colour", '"#003399"', "[0, 51, 153]"),
    Case("list for the e-mail", "press@events.eu", "[press@events.eu]"),
    Case("mapping for the revision", "revision: 2", "revision: {number: 2}"),
    Case("text for the organizers", "  - name: European Parliament\n    url: https://parliament.events.eu/\n", "  European Parliament\n"),
    Case("text for an organizer", "  - name: European Parliament\n    url: https://parliament.events.eu/\n", "  - European Parliament\n"),
    Case("text for the contact", "contact:\n  name: Press office\n  email: press@events.eu\n", "contact: press@events.eu\n"),
    Case("text for the site", SITE, "site: https://www.events.eu/data/\n"),
    Case("text for the extra", "contact:", "extra: free\ncontact:"),
    Case("list in a list of languages", SPOKEN, "[[en]]"),
    # What is missing or empty
    Case("no event", EVENT, "", at="attend:"),
    Case("no attend", ATTEND, "", at="event:"),
    Case("no site", SITE, "", at="event:"),
    Case("no id", "  id: data-for-change\n", "", at="event:"),
    Case("no title", TITLE + "\n", "", at="event:"),
    Case("no summary", f"  summary: {SUMMARY}\n", "", at="event:"),
    Case("no start", f"  {START}\n", "", at="event:"),
    Case("no end", f"  {END}\n", "", at="event:"),
    Case("no time zone", f"  {ZONE}\n", "", at="event:"),
    Case("no mode", "    mode: online\n", "", at="- id: online"),
    Case("no id of an entry", "  - id: online\n    mode: online", "  - mode: online"),
    Case("no name of the venue", "      name: European Parliament\n", "", at="venue:"),
    Case("no city", "      city: Brussels\n", "", at="venue:"),
    Case("no country", "      country: BE\n", "", at="venue:"),
    Case("no name of an organizer", "  - name: European Parliament\n    url", "  - url"),
    Case("no address of the site", f"  url: {URL}\n", "", at="site:"),
    Case("empty event", EVENT, "event:\n", at="event:"),
    Case("empty attend", ATTEND, "attend:\n", at="attend:"),
    Case("empty list for attend", ATTEND, "attend: []\n"),
    Case("empty site", SITE, "site:\n", at="site:"),
    Case("empty title", TITLE, "  title:"),
    Case("empty quotes for the title", TITLE, '  title: ""'),
    Case("blanks for the title", TITLE, '  title: "  "'),
    Case("empty start", START, "start:"),
    Case("null for the summary", SUMMARY, "null"),
    Case("tilde for the id", "id: data-for-change", "id: ~"),
    Case("empty country", "country: BE", "country:"),
    Case("empty address of the site", URL, ""),
    Case("empty list of the site's languages", "languages: [en]", "languages: []"),
    # Dates, times and zones
    Case("date in words", START, "start: 17 November 2022"),
    Case("date with dots", START, "start: 17.11.2022 10:00"),
    Case("date with strokes", START, "start: 17/11/2022"),
    Case("American date", START, "start: 11-17-2022 10:00"),
    Case("time with am", START, "start: 2022-11-17 10:00 am"),
    Case("date with seconds and an offset", START, "start: 2022-11-17T10:00:00+01:00"),
    Case("time alone", START, "start: 10:00"),
    Case("hour alone", START, "start: 2022-11-17 10"),
    Case("to be confirmed", START, "start: tbc"),
    Case("month 13", START, "start: 2022-13-17 10:00"),
    Case("31 November", START, "start: 2022-11-31 10:00"),
    Case("29 February of no leap year", START, "start: 2022-02-29"),
    Case("day 0", START, "start: 2022-11-00 10:00"),
    Case("hour 24", END, "end: 2022-11-17 24:00"),
    Case("minute 60", START, "start: 2022-11-17 10:60"),
    Case("year 0000", START, "start: 0000-11-17 10:00"),
    Case("year 0001", START, "start: 0001-01-01 00:00"),
    Case("year 0001 without a time", START, "start: 0001-01-01"),
    Case("year 1022", START, "start: 1022-11-17 10:00"),
    Case("year 9999", END, "end: 9999-12-31 23:59"),
    Case("year 9999 without a time", END, "end: 9999-12-31"),
    Case("Arabic digits", START, "start: ٢٠٢٢-11-17 10:00"),
    Case("hour lost to summer time", START, "start: 2022-03-27 02:30"),
    Case("end before start", END, "end: 2022-11-17 09:00"),
    Case("end a day too early", END, "end: 2022-11-16 12:00"),
    Case("end at the start", END, "end: 2022-11-17 10:00"),
    Case("years apart", END, "end: 2032-11-17 12:00"),
    Case("time of start, none of end", END, "end: 2022-11-17"),
    Case("time of end, none of start", START, "start: 2022-11-17"),
    Case("updated in words", "updated: 2022-11-03 09:00", "updated: yesterday"),
    Case("opens on no day", "opens: 2022-10-17 09:00", "opens: 2022-10-32 09:00"),
    Case("zone CET", ZONE, "time_zone: CET"),
    Case("zone a city alone", ZONE, "time_zone: Brussels"),
    Case("zone misspelt", ZONE, "time_zone: Europe/Brusels"),
    Case("zone an offset", ZONE, "time_zone: +01:00"),
    Case("zone a path", ZONE, "time_zone: ../../etc/passwd"),
    Case("zone an absolute path", ZONE, "time_zone: /etc/localtime"),
    Case("zone a folder", ZONE, "time_zone: Europe/"),
    Case("zone of nowhere", ZONE, "time_zone: Moon/Tranquillity"),
    Case("empty zone", ZONE, "time_zone:"),
    # Words out of a list
    Case("unknown status", STATUS, "status: delayed"),
    Case("status with a capital", STATUS, "status: Cancelled"),
    Case("status in American", STATUS, "status: canceled"),
    Case("unknown mode", "    mode: online", "    mode: hybrid"),
    Case("mode without its dash", "    mode: in-person", "    mode: in person"),
    Case("unknown state", "state: auto", "state: soon"),
    Case("rescheduled from nowhere", STATUS, "status: rescheduled"),
    Case("in person without a venue", VENUE, "", at="- id: in-person"),
    Case("online with a venue", "    platform: Zoom", "    venue: {name: Hall, city: Brussels, country: BE}", at="- id: online"),
    Case("registration without an address", IN_PERSON_URL, "", at="registration:\n      opens"),
    Case("empty registration", ONLINE_REGISTRATION, "    registration: {}\n"),
    # Single values
    Case("id with spaces", "id: data-for-change", "id: Data for Change"),
    Case("id with capitals", "id: data-for-change", "id: Data-For-Change"),
    Case("id with an underscore", "id: data-for-change", "id: data_for_change"),
    Case("id with a stroke", "id: data-for-change", "id: data/change"),
    Case("id climbing out", "id: data-for-change", "id: ../../secret"),
    Case("id beyond ASCII", "id: data-for-change", "id: données"),
    Case("id in Greek", "id: data-for-change", "id: δεδομένα"),
    Case("id without end", "id: data-for-change", f"id: {'a' * 300}"),
    Case("id of an entry with spaces", "- id: online", "- id: on line"),
    Case("two entries of one id", "- id: online", "- id: in-person"),
    Case("colour by name", '"#003399"', "blue"),
    Case("colour of three digits", '"#003399"', '"#039"'),
    Case("colour without its hash", '"#003399"', '"003399"'),
    Case("colour without quotes", '"#003399"', "#003399"),
    Case("colour with a wrong digit", '"#003399"', '"#00339G"'),
    Case("colour as rgb()", '"#003399"', "rgb(0, 51, 153)"),
    Case("country in words", "country: BE", "country: Belgium"),
    Case("country in small letters", "country: BE", "country: be"),
    Case("country of three letters", "country: BE", "country: BEL"),
    Case("country that is none", "country: BE", "country: QX"),
    Case("language in words", SPOKEN, "[en, French]"),
    Case("language with an underscore", SPOKEN, "[en, pt_BR]"),
    Case("language in capitals", SPOKEN, "[EN]"),
    Case("language that is none", SPOKEN, "[en, qq]"),
    Case("site's language in words", "languages: [en]", "languages: [English]"),
    Case("language without a catalogue", "languages: [en]", "languages: [en, cy]"),
    Case("language twice", "languages: [en]", "languages: [en, fr, en]"),
    Case("translation into a language the site has not", TITLE, "  title: {en: Data, de: Daten}"),
    Case("translation without the first language", TITLE, "  title:\n    fr: Des données", at="    fr:"),
    Case("translation that is a list", TITLE, "  title: {en: [Data]}"),
    Case("latitude out of range", "50.8389", "95.0"),
    Case("latitude with a comma", "50.8389", "50,8389"),
    Case("latitude in degrees and minutes", "50.8389", "50° 50' N"),
    Case("latitude not a number", "50.8389", ".nan"),
    Case("longitude out of range", "4.3735", "-181"),
    Case("price in words", JOIN, f"{JOIN}\n      price: cheap"),
    Case("price without currency", JOIN, f"{JOIN}\n      price: 150"),
    Case("price in a currency of nobody", JOIN, f"{JOIN}\n      price: 150 Taler"),
    Case("price of two", JOIN, f"{JOIN}\n      price: 150 EUR or 200 EUR"),
    Case("price with a word more", JOIN, f"{JOIN}\n      price: 150 EUR each"),
    Case("revision in words", "revision: 2", "revision: two"),
    Case("revision below zero", "revision: 2", "revision: -1"),
    Case("revision with a fraction", "revision: 2", "revision: 2.5"),
    Case("revision without end", "revision: 2", f"revision: {'9' * 5000}"),
    Case("e-mail without its at", "press@events.eu", "press.events.eu"),
    Case("e-mail with two", "press@events.eu", "press@events.eu, help@events.eu"),
    Case("e-mail with a name", "press@events.eu", '"Press <press@events.eu>"'),
    Case("e-mail as an address", "press@events.eu", "mailto:press@events.eu"),
    Case("e-mail without a dot", "press@events.eu", "press@events"),
    Case("e-mail with a space", "press@events.eu", "press @events.eu"),
    Case("e-mail with a line break", "press@events.eu", '"press@events.eu\\nBcc: all@events.eu"'),
    # Addresses
    Case("address javascript:", MAP, "javascript:alert(1)"),
    Case("address JavaScript: with capitals", MAP, "JavaScript:alert(1)"),
    Case("address javascript: with a tab inside", MAP, '"java\\tscript:alert(1)"'),
    Case("address data:", MAP, "data:text/html;base64,PHNjcmlwdD4="),
    Case("address vbscript:", MAP, "vbscript:msgbox(1)"),
    Case("address file:", MAP, "file:///etc/passwd"),
    Case("address ftp:", MAP, "ftp://events.eu/map"),
    Case("address mailto:", MAP, "mailto:press@events.eu"),
    Case("address without its protocol", MAP, "//maps.events.eu/wiertz"),
    Case("address without https", MAP, "maps.events.eu/wiertz"),
    Case("address from www", URL, "www.events.eu"),
    Case("address relative", URL, "/data/"),
    Case("address with a space", MAP, "https://maps.events.eu/rue wiertz"),
    Case("address with a user", MAP, "https://user:secret@maps.events.eu/"),
    Case("address with a user alone", MAP, "https://user@maps.events.eu/"),
    Case("address with a control character", MAP, '"https://maps.events.eu/\\x01"'),
    Case("address with a line break", MAP, '"https://maps.events.eu/\\nSet-Cookie: a"'),
    Case("address with no host", MAP, "https://"),
    Case("address with a bad port", MAP, "https://maps.events.eu:99999/"),
    Case("address with a bad host", MAP, "https://maps..events^eu/"),
    Case("address with one stroke", MAP, "https:/maps.events.eu/"),
    Case("address misspelt", MAP, "htps://maps.events.eu/"),
    Case("address in brackets", MAP, "<https://maps.events.eu/>"),
    Case("address as a Markdown link", MAP, '"[map](https://maps.events.eu/)"'),
    Case("address of a bad bracketed host", MAP, '"https://[::1/"'),
    Case("unsafe address of the site", URL, "javascript:alert(1)"),
    Case("unsafe address to register", "https://register.events.eu/online", "javascript:alert(1)"),
    Case("unsafe address of an organizer", "https://parliament.events.eu/", "data:text/html,hi"),
    Case("control character in the title", TITLE, '  title: "Data\\x07"'),
    Case("address to edit that is unsafe", '  accent_color: "#003399"', '  accent_color: "#003399"\n  edit_url: "javascript:alert(1)//{path}"'),
    Case("logo on another site", "    url: https://parliament.events.eu/", "    logo: https://www.europarl.europa.eu/logo.svg"),
    Case("picture outside the site", STATUS, f"{STATUS}\n  image: ../../../etc/passwd"),
    # YAML
    Case("tab for indentation", "  short_title", "\tshort_title"),
    Case("tab before a value's line", "      city", "\t\t\tcity"),
    Case("double quote not closed", TITLE, '  title: "Data for Change'),
    Case("single quote not closed", TITLE, "  title: 'Data for Change"),
    Case("quote within quotes", TITLE, '  title: "Data "for" Change"'),
    Case("text after a closing quote", TITLE, '  title: "Data" for Change'),
    Case("apostrophe within single quotes", TITLE, "  title: 'The Parliament's data'"),
    Case("bracket not closed", SPOKEN, "[en, fr"),
    Case("brace not closed", TITLE, "  title: {en: Data"),
    Case("closing bracket too many", SPOKEN, "[en, fr]]"),
    Case("second colon", TITLE, "  title: Data: for change"),
    Case("missing colon", TITLE, "  title Data for Change"),
    Case("colon without a space", TITLE, "  title:Data for Change"),
    Case("line out of line", "  short_title", "   short_title"),
    Case("line too far left", "  short_title", " short_title"),
    Case("key without its indentation", "      city: Brussels", "city: Brussels", at="      country: BE"),
    Case("alias", TITLE, "  title: *name"),
    Case("anchor", TITLE, "  title: &name Data"),
    Case("tag", TITLE, "  title: !!str Data"),
    Case("tag that runs Python", TITLE, "  title: !!python/object/apply:os.system [ls]"),
    Case("merge of an alias", STATUS, f"{STATUS}\n  <<: *defaults"),
    Case("second document", "contact:", "---\ncontact:"),
    Case("end of document", "contact:", "...\ncontact:"),
    Case("directive", "event:\n", "%YAML 1.2\nevent:\n", at="event:"),
    Case("at sign", TITLE, "  title: @data"),
    Case("backtick", TITLE, "  title: `Data`"),
    Case("percent sign", TITLE, "  title: %Data"),
    Case("exclamation mark", TITLE, "  title: !Data"),
    Case("asterisks", TITLE, "  title: **Data**"),
    Case("list for a key", STATUS, f"{STATUS}\n  [a, b]: c"),
    Case("question mark", STATUS, f"{STATUS}\n  ? {{a: b}}\n  : c", at="? {a"),
    Case("unknown escape", TITLE, r'  title: "C:\Data"'),
    Case("NUL", TITLE, "  title: Da\0ta"),
    Case("escape character", TITLE, "  title: Da\x1bta"),
    Case("typographic quotes around the colour", '"#003399"', "“#003399”"),
    Case("dash without a space", "  - id: online", "  -id: online"),
    Case("bullet for a dash", "  - id: online", "  • id: online"),
    Case("conflict of versions", "  short_title: Data\n", "<<<<<<< HEAD\n  short_title: Data\n=======\n"),
)  # fmt: skip

# Whole files: their bytes, and the line of the message.
FILES: dict[str, tuple[Callable[[], bytes], int]] = {
    "not UTF-8": (lambda: VALID.replace("Rue Wiertz", "Allée").encode("latin-1"), 18),
    "UTF-16": (lambda: VALID.encode("utf-16"), 1),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n\x00\x00", 1),
    "empty file": (lambda: b"", 1),
    "blank lines only": (lambda: b"\n\n\n", 1),
    "comments only": (lambda: b"# nothing\n# yet\n", 1),
    "marks of a document only": (lambda: b"---\n", 1),
    "byte-order mark only": (lambda: b"\xef\xbb\xbf", 1),
    "list at the top": (lambda: b"- event\n- attend\n", 1),
    "text at the top": (lambda: b"Data for Change\n", 1),
    "JSON that breaks off": (lambda: b'{"event": {"id": "data"', 1),
    "HTML": (lambda: b"<!doctype html>\n<title>Data</title>\n", 1),
    "billion laughs": (
        lambda: (
            "a: &a [x]\n"
            + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
        ).encode(),
        1,
    ),
    "100,000 brackets": (lambda: b"event: " + b"[" * 100_000, 1),
    "100,000 braces": (lambda: b"event: " + b"{a: " * 100_000, 1),
    "100,000 brackets, closed": (lambda: b"event: " + b"[" * 100_000 + b"]" * 100_000, 1),
    "dashes in depth": (lambda: b"- " * 100_000, 1),
    "mappings in depth": (lambda: b"\n".join(b" " * n + b"a:" for n in range(1000)), 21),
    "question marks in depth": (lambda: b"? " * 100_000, 1),
    "50 megabytes": (lambda: b"a: b\n" * 10_000_000, 1),
    "quote of half a megabyte": (lambda: b'event: "' + b"a\n" * 250_000, 1),
    "half a megabyte of one key": (lambda: b"a: b\n" * 100_000, 2),
}


def test_valid_is_valid(tmp_path: Path) -> None:
    assert _messages(tmp_path, VALID.encode()) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_edit(case: Case, tmp_path: Path, accept: bool) -> None:
    broken = case.broken()
    text = broken.decode()
    _check(
        case.name, broken, _line_of(text, text.index(case.at)) if case.at else _first_difference(text), tmp_path, accept
    )


@pytest.mark.parametrize("name", FILES)
def test_file(name: str, tmp_path: Path, accept: bool) -> None:
    content, line = FILES[name]
    _check(name, content(), line, tmp_path, accept)


def test_golden_file_has_no_other_cases(accept: bool) -> None:
    check_names(GOLDEN, [*(case.name for case in CASES), *FILES], accept=accept)


def _check(name: str, content: bytes, line: int, folder: Path, accept: bool) -> None:
    started = time.perf_counter()
    messages = _messages(folder, content)
    took = time.perf_counter() - started
    said = "\n".join(map(str, messages[:5])) + ("\n…" if len(messages) > 5 else "")
    if accept:
        write_golden(GOLDEN, {**read_golden(GOLDEN), name: said})
    assert said == read_golden(GOLDEN).get(name)
    assert line in {message.place.line for message in messages if is_problem(message)}, said
    assert all(message.phrase and message.remedy for message in messages), said
    assert took < 1, f"took {took:.2f} s"


def _messages(folder: Path, content: bytes) -> list[Message]:
    (folder / "site.yaml").write_bytes(content)
    try:
        validate(load(folder, folder))
    except ContentProblems as error:
        return list(error.messages)
    return []


def _first_difference(text: str) -> int:
    pairs = zip_longest(VALID.split("\n"), text.split("\n"))
    return next(number for number, (old, new) in enumerate(pairs, 1) if old != new)


def _line_of(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
