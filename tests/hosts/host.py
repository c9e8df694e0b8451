"""The hosts that README names, as far as their answers differ: what each does is said by its vendor's documentation.

GitHub Pages: docs.github.com, "Creating a custom 404 page for your GitHub Pages site"; a folder's address without its
slash leads to the one with it, `max-age=600`, types of mime-db; neither `_headers` nor `_redirects`; what
actions/upload-pages-artifact uploads has no file that begins with a point.
GitLab Pages: docs.gitlab.com/user/project/pages/introduction ("Custom error codes pages", "Serving compressed assets")
and …/pages/redirects: rules count from the domain, "files override redirects"; it knows no `_headers`.
Netlify: docs.netlify.com, "Custom headers", "Redirect options" (a file comes before a rule without "!", 404.html,
"Trailing slash"), "Caching".
Cloudflare Pages: developers.cloudflare.com/pages/configuration/serving-pages ("Route matching", "Not Found behavior",
"Caching and performance"), …/headers, …/redirects ("always followed, regardless of whether an asset matches").
S3: docs.aws.amazon.com, "Configuring an index document" (302 to the address with the slash), "Configuring a custom
error document"); `aws s3 sync` guesses types as Python does, whose own list lacks calendars: README says theirs.
nginx: nginx.org, ngx_http_index_module, ngx_http_gzip_static_module, error_page; its conf/mime.types knows neither
calendars nor manifests, so README gives a configuration, which is read here.
"""

import mimetypes
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal, NamedTuple
from urllib.parse import quote, unquote, urlsplit

_README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
_OCTETS = "application/octet-stream"
_TYPES = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".ics": "text/calendar", ".webmanifest": "application/manifest+json", ".json": "application/json",
    ".xml": "application/xml", ".txt": "text/plain; charset=utf-8", ".png": "image/png", ".jpg": "image/jpeg",
    ".webp": "image/webp", ".svg": "image/svg+xml", ".ico": "image/vnd.microsoft.icon", ".ttf": "font/ttf",
}  # fmt: skip


def _nginx_types() -> dict[str, str]:
    """nginx's own list as far as it goes, and what README adds to it."""
    known = {".html", ".css", ".json", ".txt", ".png", ".jpg", ".webp", ".svg"}
    own = {".js": "application/javascript", ".xml": "text/xml", ".ico": "image/x-icon"}
    block = re.search(r"```nginx\n(.*?)```", _README, re.DOTALL)
    assert block, "README has no nginx configuration"
    added = {f".{ending}": type_ for type_, ending in re.findall(r"([a-z]+/[a-z+]+) (\w+);", block[1])}
    return {ending: type_.partition(";")[0] for ending, type_ in _TYPES.items() if ending in known} | own | added


def _s3_types() -> dict[str, str]:
    """Python's own list, on a machine that adds nothing to it, and what README's commands say."""
    own = mimetypes.MimeTypes(())
    said = re.findall(r'^aws s3 sync .* --include "\*(\.\w+)" --content-type "([^"]+)"$', _README, re.MULTILINE)
    return {ending: own.guess_type(f"x{ending}")[0] or _OCTETS for ending in _TYPES} | dict(said)


class Reply(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Host:
    """`slash` is the status that leads to the address with a slash; `rules` is when `_redirects` is asked."""

    name: str
    slash: int
    cache: str = ""
    types: Mapping[str, str] = field(default_factory=lambda: _TYPES)
    default_type: str = _OCTETS
    is_root: bool = False
    obeys_headers: bool = False
    rules: Literal["never", "before files", "after files"] = "never"
    finds_html: bool = False  # /old is answered with old.html
    hides_html: bool = False  # /old.html leads to /old, /old/index.html to /old/
    compressed: tuple[str, ...] = ()  # encodings of files that it serves as they were compressed beforehand
    leaves_out: str = r"(?!)"

    def answer(self, root: Path, base: str, address: str, encodings: str = "") -> Reply:
        """What the host says to a GET of `address`; the folder `root` is published below the path `base`."""
        path = unquote(urlsplit(address).path)
        if not path.startswith(base):
            return Reply(404, {}, b"another site")
        rule = _redirects(root).get(path) if self.rules != "never" else None
        if rule and self.rules == "before files":
            return Reply(301, {"Location": rule})
        reply = self._found(root, path.removeprefix(base), path, encodings)
        if reply is None:
            reply = Reply(301, {"Location": rule}) if rule else self._send(root, "404.html", path, 404, encodings)
        return reply

    def _found(self, root: Path, name: str, path: str, encodings: str) -> Reply | None:
        if self.hides_html and name.endswith(".html") and (root / name).is_file():
            return Reply(308, {"Location": quote(re.sub(r"(?<=/)index\.html$|\.html$", "", path))})
        if name.endswith("/") or not name:
            name += "index.html"
        elif (root / name / "index.html").is_file():
            return Reply(self.slash, {"Location": quote(f"{path}/")})
        elif self.finds_html and (root / f"{name}.html").is_file():
            name += ".html"
        hidden = name in ("_headers", "_redirects") and (self.obeys_headers or self.rules != "never")
        if hidden or re.search(self.leaves_out, name) or not (root / name).is_file():
            return None
        return self._send(root, name, path, 200, encodings)

    def _send(self, root: Path, name: str, path: str, status: int, encodings: str) -> Reply:
        ending = Path(name).suffix
        headers = {"Content-Type": self.types.get(ending, self.default_type)}
        headers |= {"Cache-Control": self.cache} if self.cache else {}
        headers |= _headers(root, path) if self.obeys_headers else {}
        for encoding in self.compressed:
            suffix = {"br": ".br", "gzip": ".gz"}[encoding]
            if encoding in encodings and (root / f"{name}{suffix}").is_file():
                headers |= {"Content-Encoding": encoding, "Vary": "Accept-Encoding"}
                return Reply(status, headers, (root / f"{name}{suffix}").read_bytes())
        return Reply(status, headers, (root / name).read_bytes())


@cache
def _redirects(root: Path) -> dict[str, str]:
    """``_redirects``: old path to new address; the first of two rules for one path counts."""
    file, rules = root / "_redirects", dict[str, str]()
    for line in file.read_text("ascii").splitlines() if file.exists() else ():
        old, new, status = line.split(" ")
        assert status == "301"
        rules.setdefault(unquote(old), new)
    return rules


@cache
def _rules(root: Path) -> tuple[tuple[str, str, str], ...]:
    found, pattern = [], ""
    for line in (root / "_headers").read_text("ascii").splitlines():
        if not line.startswith(" "):
            pattern = line
            continue
        name, value = line.strip().split(": ", 1)
        found.append((pattern, name, value))
    return tuple(found)


def _headers(root: Path, path: str) -> dict[str, str]:
    """What ``_headers`` gives a path; values of one header from several rules are joined."""
    headers: dict[str, str] = {}
    for pattern, name, value in _rules(root):
        if fnmatchcase(path, pattern):
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


_FRESH = "public, max-age=0, must-revalidate"
HOSTS = (
    Host("GitHub Pages", 301, "max-age=600", finds_html=True, leaves_out=r"(^|/)\."),
    Host("GitLab Pages", 302, "max-age=600", rules="after files", finds_html=True, compressed=("br", "gzip")),
    Host("Netlify", 301, _FRESH, is_root=True, obeys_headers=True, rules="after files", finds_html=True),
    Host("Cloudflare Pages", 308, _FRESH, is_root=True, obeys_headers=True, rules="before files", finds_html=True, hides_html=True),
    Host("S3", 302, types=_s3_types()),
    Host("nginx", 301, types=_nginx_types(), compressed=("gzip",)),
)  # fmt: skip


class LoopbackServer:
    """One server that is each host in its turn: `publish` says which, and what lies there."""

    def __init__(self, port: int) -> None:
        self.origin = f"http://127.0.0.1:{port}"
        self._published: tuple[Host, Path, str] | None = None

    def publish(self, host: Host, root: Path, base: str) -> None:
        self._published = host, root, base

    def answer(self, address: str, encodings: str) -> Reply:
        assert self._published
        host, root, base = self._published
        return host.answer(root, base, address, encodings)


@contextmanager
def loopback_server() -> Iterator[LoopbackServer]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one packet, or each answer waits for the other side

        def do_GET(self) -> None:
            reply = loopback.answer(self.path, self.headers.get("Accept-Encoding", ""))
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, format: str, *args: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    loopback = LoopbackServer(server.server_port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield loopback
    finally:
        server.shutdown()
        server.server_close()
