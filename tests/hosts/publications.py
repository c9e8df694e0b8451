"""Events published to each host: the example, one whose every name is in other letters, and the one shipped here."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

import build
from tests.hosts.host import HOSTS, Host, LoopbackServer, loopback_server

ROOT = Path(__file__).parents[2]
# Where each is published on hosts that show a site below a path.
PATHS = {"first": "/data-for-change/", "example": "/2024/example/", "letters": "/größe/"}
CASES = [(site, host) for host in HOSTS for site in ("example", "letters")]
IDS = [f"{host.name}, {site}" for site, host in CASES]
_LETTERS = {
    "site.yaml": """event:
  id: letters
  title: {en: Letters, fr: Lettres}
  summary: {en: Names in other letters., fr: Noms en d’autres lettres.}
  start: 2024-06-06 10:00
  end: 2024-06-06 11:30
  time_zone: Europe/Brussels
attend: [{id: online, mode: online}]
site: {url: "https://letters.event/", languages: [en, fr]}
""",
    "content/index.md": "[Page](страница.md) [Folder](Größe/über.md) [She](speakers/one.md)\n",
    "content/страница.md": "---\nredirect_from: [/café/, '/%C3%BCber uns.html']\n---\n[File](файл.txt)\n",
    "content/файл.txt": "A file.\n",
    "content/Größe/über.md": "[Back](../index.md)\n",
    "content/agenda.md": "## 10:00–11:30 Открытие\nSpeakers: Говорящая 1; Говорящий 2\n",
    "content/speakers/one.md": "---\nname: Говорящая 1\n---\nShe speaks.\n",
    "content/speakers.md": "## Говорящий 2\n",
    "content/fr/страница.md": "---\ntitle: Страница\n---\n[Fichier](файл.txt)\n",
}  # fmt: skip


@dataclass(frozen=True)
class Publication:
    """A site's files at `root` and where a host shows them: `address` ends in a slash."""

    site: str
    host: Host
    root: Path
    origin: str
    address: str

    @property
    def pages(self) -> list[str]:
        """The addresses of pages that visitors stay on, below `address`."""
        stays = [page for page in self.root.rglob("*.html") if b'http-equiv="refresh"' not in page.read_bytes()]
        names = [page.relative_to(self.root).as_posix().removesuffix("index.html") for page in stays]
        return sorted(quote(name) for name in names if name != "404.html")


class Publications:
    def __init__(self, server: LoopbackServer, folder: Path) -> None:
        self._server, self._folder = server, folder
        self._built = cache(self._build)

    def publish(self, site: str, host: Host) -> Publication:
        base = "/" if host.is_root else PATHS[site]
        root = self._built(site, base)
        self._server.publish(host, root, base)
        return Publication(site, host, root, self._server.origin, self._server.origin + quote(base))

    def _build(self, site: str, base: str) -> Path:
        out = self._folder / f"{site}{base.count('/')}"
        options = ["--site", str(self._source(site)), "--base-url", self._server.origin + base, "--precompress"]
        assert build.main([*options, "--out", str(out)]) == 0
        return out

    def _source(self, site: str) -> Path:
        if site != "letters":
            return ROOT if site == "first" else ROOT / "tests" / "example"
        folder = self._folder / "sources"
        for name, text in _LETTERS.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
        return folder


@contextmanager
def publications(folder: Path) -> Iterator[Publications]:
    with loopback_server() as server:
        yield Publications(server, folder)
