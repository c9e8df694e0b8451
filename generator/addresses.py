"""Addresses within the site: where a page lies, and how one page names another."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, urlsplit


def slugify(text: str) -> str:
    """The text as an ASCII address part (``Größe: 2`` → ``grosse-2``); empty where nothing of it is Latin."""
    text = text.replace("ß", "ss").replace("æ", "ae").replace("Æ", "Ae").replace("ø", "o").replace("ł", "l")
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_text.lower()))[:80].strip("-")


def output_path(url_path: str) -> str:
    """The file behind an address: ``/agenda/`` is ``agenda/index.html``."""
    path = url_path.lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


def relative(url_path: str, start: str) -> str:
    """The address `url_path` as the page at `start` writes it, so that it holds below any base path."""
    target, mark, fragment = url_path.partition("#")
    if target == start and mark:
        return f"#{fragment}"
    shared, ups = start[: start.rindex("/") + 1], ""
    while not target.startswith(shared):
        shared, ups = shared[: shared.rindex("/", 0, -1) + 1], f"{ups}../"
    path = ups + _quoted(target.removeprefix(shared)) or "./"
    return f"{path}#{quote(fragment, safe=':.-_~')}" if mark else path


@lru_cache(4096)  # every page names the same ones
def _quoted(path: str) -> str:
    return quote(path, safe="/.~-_:")


@lru_cache(8192)  # a session's is asked for up to four times
def permalink(base_url: str, url_path: str) -> str:
    """The absolute address of a page or file, other letters than a URL's as bytes of UTF-8 (RFC 3986, 2.5)."""
    return base_url.rstrip("/") + "/" + quote(url_path.lstrip("/"), safe="/.~-_:#?=&")


def rooted(base_url: str, url_path: str) -> str:
    """The address without its host, which holds on a page that is shown at any depth."""
    return permalink(base_path(base_url), url_path)


def base_path(base_url: str) -> str:
    """The path part of the site's address, ending in a slash: ``/data-for-change/``."""
    return urlsplit(base_url).path.rstrip("/") + "/"
