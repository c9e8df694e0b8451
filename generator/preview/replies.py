"""Addresses to answers, as a static host gives them: folders, redirects, 404.html, types, and the rules of _headers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import quote, unquote

from generator.preview.screen import NOT_FOUND, Screen, page_key

OWN_PATH = "/.preview/"  # beside the site, so that no site has to keep a name free
_OWN_FILES = ("client.js", "panel.css")
# What the standard library knows late, or takes from the machine: RFC 5545, W3C App Manifest, RFC 8081, 9649, 9239.
_TYPES = {
    ".ics": "text/calendar", ".webmanifest": "application/manifest+json", ".woff2": "font/woff2", ".webp": "image/webp",
    ".avif": "image/avif", ".js": "text/javascript",
}  # fmt: skip
_DOCTYPE = re.compile(rb"\A(\xef\xbb\xbf|\s|<!--.*?-->)*(<!doctype[^>]*>)?", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Reply:
    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def reply(screen: Screen, raw_path: str) -> Reply:
    """The answer to a request for this path, percent-encoded as it came."""
    url_path = unquote(raw_path)
    if url_path.startswith(OWN_PATH):
        return _own_file(url_path.removeprefix(OWN_PATH))
    base_path = screen.snapshot.base_path
    path = screen.find(url_path)
    if url_path in ("/", base_path.removesuffix("/")) and url_path != base_path:
        return Reply(302, headers={"Location": quote(base_path)})
    if path is None and screen.find(url_path + "/"):
        return Reply(302, headers={"Location": quote(url_path) + "/"})
    if path is None or path.endswith(".html"):
        return _page(screen, url_path, 200 if path else 404)
    body = screen.read(path)
    return Reply(200 if body is not None else 500, body or b"", _headers(screen, url_path, path))


def _page(screen: Screen, url_path: str, status: int) -> Reply:
    """The page with the preview's script before all else, where neither a missing </head> nor an open comment hides it."""
    page = screen.page(url_path)
    script = f'<script src="{OWN_PATH}client.js" data-page="{page_key(page)}" defer></script>'.encode()
    body = _DOCTYPE.sub(lambda doctype: doctype.group() + script, page, count=1)
    return Reply(status, body, _headers(screen, url_path, NOT_FOUND))


def _own_file(name: str) -> Reply:
    if name not in _OWN_FILES:
        return Reply(404)
    return Reply(200, Path(__file__).with_name(name).read_bytes(), {"Content-Type": content_type(name)})


def content_type(path: str) -> str:
    kind = _TYPES.get(Path(path).suffix) or guess_type(path)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def _headers(screen: Screen, url_path: str, path: str) -> dict[str, str]:
    rules = screen.read("_headers") if "_headers" in screen.snapshot.paths else None
    text = (rules or b"").decode(errors="replace")
    return {"Content-Type": content_type(path), **header_rules(text, url_path, screen.snapshot.base_path)}


def header_rules(rules: str, url_path: str, base_path: str) -> dict[str, str]:
    """The headers that a _headers file gives an address, whether its patterns begin at the host or at the site.

    Patterns with `*` and `:name`, then indented "Name: value"; a header of two rules has both values
    (developers.cloudflare.com/pages/configuration/headers, docs.netlify.com/manage/routing/headers).
    """
    addresses = (url_path, "/" + url_path.removeprefix(base_path))
    headers: dict[str, str] = {}
    applies = False
    for line in rules.splitlines():
        name, colon, value = map(str.strip, line.partition(":"))
        if line.startswith("/"):
            pattern = re.sub(r"\\\*", ".*", re.sub(r":\w+", "[^/]+", re.escape(line.strip())))
            applies = any(re.fullmatch(pattern, address) for address in addresses)
        elif applies and colon and line[0].isspace():
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers
