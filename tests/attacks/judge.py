"""Whether a finished site is harmless: every file of it is read, and only what is on a list may be there.

A page is read by Python's parser, which is no browser. The two agree on pages whose tags are all known, balanced and
none of those that change how text is read (script and title aside); so that is asked for, and more is found by
tests/attacks/test_in_browser.py.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import icalendar

from tests.attacks.sites import ENTRIES, SECRET


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VOID = {"area", "br", "col", "hr", "img", "link", "meta", "path", "source", "wbr"}
_TAGS = _VOID | _words(
    """
    html head title script body a header nav ul li main div p h1 h2 h3 h4 h5 h6 dl dt dd span time details
    summary section article footer ol strong b i u s em q pre code blockquote table thead tbody tfoot tr td th
    caption colgroup abbr acronym bdi bdo center cite data del dfn dir figure figcaption ins kbd mark rp rt rtc
    ruby samp small strike sub sup svg tt var picture aside hgroup map
    """
)
_ATTRIBUTES = _words(
    """
    id class lang dir title href src alt width height colspan rowspan scope start type reversed datetime open
    rel sizes content charset name property http-equiv defer tabindex aria-label aria-labelledby aria-hidden
    aria-current hidden srcset decoding loading media hreflang data-start data-end data-status data-state
    data-now data-opens data-closes data-label data-sample data-uid data-kind data-kind-text data-room data-track
    data-language data-file data-event data-date
    """
)
_OF_THE_QR_CODE = {"xmlns", "viewbox", "stroke", "d", "role", "fill", "transform"}
_METAS = {"viewport", "referrer", "color-scheme", "theme-color", "description", "robots", "twitter:card"}
_SCRIPTS = re.compile(r"(/2024/|(\.\./)*)(assets/)?script\.[0-9a-f]{10}\.js")
_DATA_SCRIPTS = ({"type": "application/ld+json"}, {"type": "application/json", "id": "_words"})
_FILE = re.compile(r"\.nojekyll|\.event-site|_headers|_redirects|([^\W_][\w .-]*/)*[^\W_][\w .-]*")
_PROPERTIES = _words(
    """
    UID DTSTAMP LAST-MODIFIED CREATED SEQUENCE STATUS DTSTART DTEND SUMMARY DESCRIPTION LOCATION GEO URL
    CATEGORIES TRANSP CLASS CONTACT CONFERENCE
    """
)
_STARTS = {".png": b"\x89PNG", ".jpg": b"\xff\xd8\xff", ".webp": b"RIFF", ".ico": b"\0\0\1\0", ".gif": b"GIF8"}
# A text chunk of PNG, Exif and XMP in any format: nothing that came with a picture goes out with it.
_METADATA = re.compile(rb"attack|tEXt|iTXt|zTXt|eXIf|Exif\0|http://ns.adobe.com|XMP |EXIF")
# Results of the templates' expressions among the attacks.
_EVALUATED = (str(1337 * 7331), "<class ")


def faults(out: Path) -> list[str]:
    """What is not as it must be in the finished site `out`; nothing, if it is harmless."""
    files = {path.relative_to(out).as_posix(): path for path in sorted(out.rglob("*")) if not path.is_dir()}
    found = [f"{name}: an odd name" for name in files if not _FILE.fullmatch(name)]
    found += [f"{name}: a link" for name, path in files.items() if path.is_symlink()]
    for name, path in files.items():
        found += [f"{name}: {fault}" for fault in _faults_of(name, path.read_bytes())]
    found += [f"{name} is missing" for name in ENTRIES if name not in files]
    return found


@lru_cache(4096)
def _faults_of(name: str, data: bytes) -> tuple[str, ...]:
    """Kept, since most files of two attacked sites are the same."""
    return tuple(_judge(name, data))


def _judge(name: str, data: bytes) -> Iterator[str]:
    if SECRET.encode() in data:
        yield "says a secret"
    ending = Path(name).suffix
    if ending == ".html":
        yield from page_faults(data.decode())
    elif ending == ".ics":
        yield from _calendar_faults(data, ENTRIES.get(name, 1 if name.startswith("agenda/") else 0))
    elif ending in _STARTS:
        if not data.startswith(_STARTS[ending]) or _METADATA.search(data):
            yield "is no plain picture"
    elif ending == ".svg":
        yield from _drawing_faults(data)
    elif ending == ".xml":
        addresses = [
            element.text or "" for element in ElementTree.fromstring(data).iter() if element.tag.endswith("loc")
        ]
        yield from (
            f"lists {each}"
            for each in addresses
            if not re.fullmatch(r"https://conference\.internal/2024/[A-Za-z0-9_./%-]*", each)
        )
    elif name in ("_headers", "_redirects", "robots.txt"):
        if re.search(rb"attack|[^\x0a\x20-\x7e]", data):
            yield "holds an attack"
    elif ending in (".json", ".webmanifest"):
        yield from _event_faults(json.loads(data)) if name == "event.json" else ()
    elif ending not in (".css", ".js", ".txt", ".csv", "") or (
        ending == "" and name not in (".nojekyll", ".event-site")
    ):
        yield "is of no kind that is published"


class _PageReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.text: list[str] = []
        self.metas: list[Mapping[str, str]] = []
        self.script: Mapping[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        in_qr_code = "svg" in [*self.open, tag]
        if tag not in _TAGS or len(values) != len(attrs):
            self.faults.append(f"<{tag}>")
        allowed = _ATTRIBUTES | (_OF_THE_QR_CODE if in_qr_code else set())
        self.faults += [f"{name}= in <{tag}>" for name in values if name not in allowed]
        self.faults += [
            f"{name}={values[name]!r} in <{tag}>"
            for name in ("href", "src", "srcset")
            if name in values and not _is_good(tag, name, values[name])
        ]
        self.ids += [values["id"]] if "id" in values else []
        # Nothing is a draft here, and nothing is cancelled: only a text could say so.
        self.faults += [
            f"a {name} that is none" for name in values.get("class", "").split() if name in ("banner", "draft")
        ]
        if tag == "meta":
            self._take_meta(values)
        if tag == "script":
            self.script = values
            if (
                not (set(values) == {"defer", "src"} and _SCRIPTS.fullmatch(values["src"]))
                and values not in _DATA_SCRIPTS
            ):
                self.faults.append(f"a script of {values}")
        if tag == "form" or (
            tag == "link"
            and values["rel"] not in ("canonical", "stylesheet", "icon", "apple-touch-icon", "manifest", "alternate")
        ):
            self.faults.append(f"<{tag} {values}>")
        if tag not in _VOID:
            self.open.append(tag)

    def _take_meta(self, values: Mapping[str, str]) -> None:
        self.metas.append(values)
        kind = values.get("http-equiv", "")
        if kind.lower() not in ("", "content-security-policy"):
            self.faults.append(f"meta {kind}")
        if "name" in values and values["name"] not in _METAS:
            self.faults.append(f"meta {values['name']}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.faults.append(f"<{tag}/>")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> ends nothing")
        self.script = None

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if self.script is not None and "type" in self.script:
            json.loads(data)
            self.faults += ["a tag in data"] if "<" in data else []
        elif self.script is not None:
            self.faults.append("words in a script")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"a comment {data!r}")

    def handle_decl(self, decl: str) -> None:
        self.faults += [] if self.getpos() == (1, 0) and decl == "doctype html" else [f"a declaration {decl!r}"]

    unknown_decl = handle_pi = handle_comment


def _is_good(tag: str, name: str, value: str) -> bool:
    """Whether an address leads where one may go from there: a page may load from its own folder alone."""
    if re.search(r"[\x00-\x20\x7f]", value if name != "srcset" else ""):
        return False
    scheme = urlsplit(value).scheme
    if tag == "a":
        return scheme in ("", "https", "http", "mailto", "tel", "webcal") and not value.startswith("\\")
    if tag == "link" and scheme:
        return value.startswith("https://conference.internal/2024/")
    return re.fullmatch(r"(/2024/)?[^/\\:][^\\:]*", value) is not None


def page_faults(html: str) -> list[str]:
    """What a page has that none may have."""
    reader = _PageReader()
    reader.feed(html)
    reader.close()
    found = reader.faults + [f"<{tag}> has no end" for tag in reader.open]
    policies = [each["content"] for each in reader.metas if "http-equiv" in each]
    if len(policies) != 1 or "http-equiv" not in reader.metas[1] or "unsafe" in policies[0] or "*" in policies[0]:
        found.append("another policy")
    found += [
        f"the id {each} stands {reader.ids.count(each)} times"
        for each in ("_main", "_words")
        if reader.ids.count(each) > 1
    ]
    found += [f"says {each}" for each in _EVALUATED if each in "".join(reader.text)]
    return found + (["a control character"] if re.search(r"[\x00-\x08\x0b\x0e-\x1f\x7f]", html) else [])


def _calendar_faults(data: bytes, entries: int | None) -> Iterator[str]:
    calendar = icalendar.Calendar.from_ical(data)
    events = calendar.walk("VEVENT")
    if len(events) != entries:
        yield f"has {len(events)} entries"
    if len(calendar.subcomponents) != len(events) or any(event.subcomponents for event in events):
        yield "holds more than entries"
    for event in events:
        yield from (f"has {name}" for name in event if name not in _PROPERTIES)
        yield from (
            f"has {name} twice" for name, value in event.items() if isinstance(value, list) and name != "CATEGORIES"
        )
    if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", data) or re.search(rb"(?<!\r)\n|\r(?!\n)", data):
        yield "holds a control character"


def _drawing_faults(data: bytes) -> Iterator[str]:
    text = data.decode().lower()
    yield from (each for each in ("attack.invalid", "<!entity", "<!doctype", "<?xml-stylesheet") if each in text)
    for element in ElementTree.fromstring(data).iter():
        values = {name.rpartition("}")[2].lower(): value.strip().lower() for name, value in element.attrib.items()}
        tag = element.tag.rpartition("}")[2].lower()
        if tag in ("script", "foreignobject", "iframe", "handler", "listener"):
            yield f"<{tag}>"
        if "href" in values.get("attributename", "") or not values.get("href", "#").startswith(("#", "data:image/")):
            yield f"{values} in <{tag}>"
        yield from (f"{name}=" for name in values if name.startswith("on"))


_FIELDS = {
    "event": """id title short_title summary start end time_zone status status_note previous_start languages_spoken
        organizers url languages""",
    "attend": "id mode venue platform registration",
    "sessions": """id title kind start end room track language speakers moderators status url speaker_names
        moderator_names""",
    "speakers": "id name role organization url sessions",
}


def _event_faults(event: Mapping[str, object]) -> Iterator[str]:
    """event.json has a fixed list of fields: what is not named is not for everyone."""
    yield from (f"has {name}" for name in event if name not in (*_FIELDS, "calendar"))
    for part, known in _FIELDS.items():
        values = event[part]
        for each in values if isinstance(values, list) else [values]:
            yield from (f"{part} has {name}" for name in each if name not in known.split())
