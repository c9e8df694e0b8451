"""Who walks through a published site, as a browser would that follows nothing by itself."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from tests.hosts.publications import Publication

_NOWHERE = (
    "nothing",
    "nothing/",
    "agenda/nothing",
    "agenda/a/b/c/",
    "fr/nothing.html",
    "assets/nothing.css",
    "%C3%BC/",
)


class Visitor:
    """Asks a published site for addresses, each once, and remembers the answers. Follows nothing by itself."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self._connection = HTTPConnection(urlsplit(publication.origin).netloc)
        self._answers: dict[str, tuple[HTTPResponse, bytes]] = {}

    def ask(self, url: str, encodings: str = "identity") -> tuple[HTTPResponse, bytes]:
        key = f"{encodings} {url}"
        if key not in self._answers:
            assert url.isascii(), url
            self._connection.request(
                "GET", url.removeprefix(self.publication.origin), headers={"Accept-Encoding": encodings}
            )
            answer = self._connection.getresponse()
            self._answers[key] = answer, answer.read()
        return self._answers[key]

    def faults(self, page: str, html: str) -> Iterator[str]:
        """What is wrong with the links of the page at `page`: each must be answered as it is written, at its place."""
        for link in _Reader.links_of(html):
            url, fragment = urldefrag(urljoin(page, link.replace("webcal://", "http://")))
            if not url.startswith(self.publication.origin) or url == page and fragment:
                continue
            answer, body = self.ask(url)
            if not url.startswith(self.publication.address) or answer.status != 200:
                yield f"{page}: {link}: {answer.status}"
            elif fragment and f'id="{unquote(fragment)}"' not in body.decode():
                yield f"{page}: {link}: no such place"

    def walk(self) -> Iterator[str]:
        """What is wrong on any page."""
        for page in self.publication.pages:
            answer, body = self.ask(self.publication.address + page)
            if answer.status != 200 or not answer.headers["Content-Type"].startswith("text/html"):
                yield f"{page}: {answer.status}, {answer.headers['Content-Type']}"
            yield from self.faults(self.publication.address + page, body.decode())

    def go_astray(self) -> Iterator[str]:
        """What is wrong with the page for addresses that lead nowhere, however deep they are."""
        for address in _NOWHERE:
            answer, body = self.ask(self.publication.address + address)
            if answer.status != 404 or body != (self.publication.root / "404.html").read_bytes():
                yield f"{address}: {answer.status}"
            yield from self.faults(self.publication.address + address, body.decode())

    def told(self) -> list[str]:
        """The whole addresses that the sitemap, robots.txt, event.json, calendars, manifests and pages name."""
        told = set()
        for path in self.publication.root.rglob("*"):
            if path.suffix in (".xml", ".txt", ".json", ".ics", ".webmanifest", ".html"):
                text = path.read_bytes().decode().replace("\r\n ", "")
                told |= set(re.findall(rf'{self.publication.origin}[^\s"<>,\\]*', text))
        return sorted(told)

    def ask_what_is_told(self) -> Iterator[str]:
        for url in self.told():
            answer, _ = self.ask(urldefrag(url)[0])
            if answer.status != 200:
                yield f"{url}: {answer.status}"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()

    @classmethod
    def links_of(cls, html: str) -> list[str]:
        reader = cls()
        reader.feed(html)
        return sorted(reader.links)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        links = [
            values.get("href", ""),
            values.get("src", ""),
            *re.findall(r"(\S+) [\d.]+[wx]", values.get("srcset", "")),
        ]
        links += [values.get("content", "")] if tag == "meta" and values.get("content", "").startswith("http") else []
        refresh = values.get("content", "") if values.get("http-equiv") == "refresh" else ""
        self.links.update({*links, refresh.partition("url=")[2]} - {""})
