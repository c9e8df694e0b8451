"""Old addresses that lead to a page: lines for hosts that redirect, and small pages for hosts that do not."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from generator.addresses import output_path, permalink, relative, rooted
from generator.fields import quote as quoted
from generator.files import Target
from generator.locale import text_direction
from generator.problems import Message, Place, problem
from generator.regex import regex
from generator.sources import Document

# What a path cannot hold on every disk, and what means something else in _redirects ("*", ":").
_NO_SEGMENT = regex(r'^\.{0,2}$|[\x00-\x1f\x7f<>:"|?*\\#]')


class Redirect(NamedTuple):
    """An old address and where it leads, both paths from the site's root (``/old/``), with the title found there."""

    url_path: str
    target: str
    title: str
    place: Place


def read_redirects(document: Document, url_path: str, title: str) -> tuple[tuple[Redirect, ...], list[Message]]:
    """The old addresses in a page's front matter; `url_path` is where the page itself lies.

    A problem for each that no page can have had. Two claimants of one address are plan's to find, as of any file.
    """
    written = document.data.get("redirect_from")
    redirects, messages = [], []
    for number, each in enumerate(written if isinstance(written, list) else []):
        place = document.place(("redirect_from", number))
        old = _old_path(str(each))
        if old is None:
            messages.append(_refuse(str(each), place))
        elif output_path(old).casefold() == output_path(url_path).casefold():
            phrase = f"{quoted(each)} is the address of this page itself"
            messages.append(problem(place, phrase, "delete the line, or write the address the page had before"))
        else:
            redirects.append(Redirect(old, url_path, title, place))
    return tuple(redirects), messages


def _old_path(written: str) -> str | None:
    """``/old/`` or ``/old.html``, in plain letters; None where no page can lie."""
    path = "/" + unquote(written).removeprefix("/")
    *folders, last = path.split("/")[1:]
    if any(_NO_SEGMENT.search(part) for part in (*folders, last or "index.html")):
        return None
    if last.endswith((".html", ".htm")) or not last:
        return re.sub("/index.html$", "/", path)
    return None if "." in last else f"{path}/"


def _refuse(written: str, place: Place) -> Message:
    path = urlsplit(written).path if re.match(r"https?://[\w.-]+/|/[^?#]+[?#]", written) else ""
    example = path if path and _old_path(path) else "/old/"
    if re.match(r"[a-z]+:|//", written, re.IGNORECASE):
        phrase = f"{quoted(written)} is a whole address, and only a path of this site can lead to this page"
    elif "?" in written or "#" in written:
        phrase = f'{quoted(written)} has a part after "?" or "#", which no static host looks at'
    else:
        phrase = f"{quoted(written)} is not an address that a page of this site can have had"
    return problem(place, phrase, f'write what follows the address of the site, ending in / or .html: "{example}"')


def redirect_pages(
    redirects: Iterable[Redirect], base_url: str, language: str, _: Callable[[str], str] = str
) -> Iterator[Target]:
    """A small page at every old address; `language` and `_` are those of the pages they lead to."""
    for each in redirects:
        yield Target(output_path(each.url_path), each.place, _page(each, base_url, language, _))


def redirect_lines(redirects: Iterable[Redirect], base_url: str) -> bytes:
    """``_redirects`` (docs.netlify.com, "Redirects"; Cloudflare Pages: at most 2,000 lines of 1,000 characters).

    Old addresses count from the folder that is uploaded, as in `hosting.headers`; the new one is for the browser and
    has the base path. No ``!``, of which Cloudflare and GitLab know nothing: without it Netlify serves the page.
    """
    lines = []
    for each in redirects:
        target = rooted(base_url, each.target)
        lines += [f"{quote(old)} {target} 301\n" for old in _spellings(each.url_path)]
    return "".join(lines).encode()


def _spellings(url_path: str) -> Sequence[str]:
    """With and without the slash at the end, which are two addresses to Cloudflare."""
    return [url_path, url_path.rstrip("/")] if url_path.endswith("/") else [url_path]


def _page(redirect: Redirect, base_url: str, language: str, _: Callable[[str], str]) -> bytes:
    """Leads on at once (WCAG technique H76), and by a link where the browser is told not to follow."""
    href, title = escape(relative(redirect.target, redirect.url_path)), escape(redirect.title)
    canonical = escape(permalink(base_url, redirect.target))
    moved = escape(_("This page has moved:"))
    return f"""\
<!doctype html>
<html lang="{language}" dir="{text_direction(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={href}">
<link rel="canonical" href="{canonical}">
<title>{title}</title>
</head>
<body>
<main>
<h1>{moved} <a href="{href}">{title}</a></h1>
</main>
</body>
</html>
""".encode()
