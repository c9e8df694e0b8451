"""Addresses within the site: where a page lies, and how one page names another."""

import re
import unicodedata
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
    *folders, name = target.split("/")
    here = start.split("/")[:-1]
    shared = 0
    while folders[shared : shared + 1] == here[shared : shared + 1] != []:
        shared += 1
    path = "../" * (len(here) - shared) + "".join(f"{folder}/" for folder in folders[shared:]) + name
    return quote(path or "./", safe="/.~-_:") + mark + quote(fragment, safe=":.-_~")


def permalink(base_url: str, url_path: str) -> str:
    """The absolute address of a page or file, other letters than a URL's as bytes of UTF-8 (RFC 3986, 2.5)."""
    return base_url.rstrip("/") + "/" + quote(url_path.lstrip("/"), safe="/.~-_:#?=&")


def rooted(base_url: str, url_path: str) -> str:
    """The address without its host, which holds on a page that is shown at any depth."""
    return permalink(base_path(base_url), url_path)


def base_path(base_url: str) -> str:
    """The path part of the site's address, ending in a slash: ``/data-for-change/``."""
    return urlsplit(base_url).path.rstrip("/") + "/"
