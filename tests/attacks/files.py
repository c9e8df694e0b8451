"""Attacks by files: their names, what they lead to, and what they hold."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.attacks.sites import PAGE, SECRET

Prepare = Callable[[Path], None]
_WORDS = b"Words.\n"


class FileAttack(NamedTuple):
    """`prepare` is given the site's folder; `page` is what the page says besides."""

    name: str
    prepare: Prepare
    said: str = ""
    page: str = "Words.\n"


def _link(name: str, target: str) -> Prepare:
    def prepare(site: Path) -> None:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).unlink(missing_ok=True)
        (site / name).symlink_to(target)

    return prepare


def _file(name: str | bytes, data: bytes = _WORDS) -> Prepare:
    def prepare(site: Path) -> None:
        path = os.path.join(os.fsencode(site), os.fsencode(name))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)

    return prepare


def _moved(name: str, target: str) -> Prepare:
    """A folder or file of the site, moved elsewhere and linked to."""

    def prepare(site: Path) -> None:
        (site / name).rename(site.parent / target)
        (site / name).symlink_to(site.parent / target)

    return prepare


def _pipe(name: str) -> Prepare:
    def prepare(site: Path) -> None:
        (site / name).unlink(missing_ok=True)
        os.mkfifo(site / name)

    return prepare


def _both(first: Prepare, second: Prepare) -> Prepare:
    def prepare(site: Path) -> None:
        first(site)
        second(site)

    return prepare


_OUTSIDE = "link to another place"

LINKS = (
    FileAttack("page of the system", _link("content/users.md", "/etc/passwd"), _OUTSIDE),
    FileAttack("file of the system", _link("content/users.txt", "/etc/passwd"), _OUTSIDE, "[x](users.txt)"),
    FileAttack("file outside", _link("content/users.md", "../../outside.md"), _OUTSIDE),
    FileAttack("file of the site that is none of content", _link("content/facts.md", "../site.yaml"), _OUTSIDE),
    FileAttack("speaker outside", _link("content/speakers/speaker-9.md", "../../../outside.md"), _OUTSIDE),
    FileAttack("picture outside", _link("content/photo.png", "/etc/hostname"), _OUTSIDE, "![A hall](photo.png)"),
    FileAttack(
        "by another link",
        _both(_link("content/a.md", "b.txt"), _link("content/b.txt", "/etc/passwd")),
        _OUTSIDE,
    ),
    FileAttack("device without end", _link("content/zero.txt", "/dev/zero"), _OUTSIDE),
    FileAttack("folder outside", _link("content/more", "../../outside"), _OUTSIDE),
    FileAttack("root", _link("content/root", "/"), _OUTSIDE),
    FileAttack("folder above", _link("content/loop", ".."), _OUTSIDE),
    FileAttack("itself", _link("content/loop.md", "loop.md"), _OUTSIDE),
    FileAttack("nothing", _link("content/none.md", "none/none"), _OUTSIDE),
    FileAttack("pipe", _pipe("content/pipe.txt"), "neither a file nor a folder"),
    FileAttack(
        "pipe for facts",
        _pipe("site.yaml"),
        "neither a file nor a folder",
    ),
    FileAttack("template outside", _link("templates/page.html", "/etc/passwd"), _OUTSIDE),
    FileAttack("asset outside", _link("assets/passwd.txt", "/etc/passwd"), _OUTSIDE),
    FileAttack("content outside", _moved("content", "elsewhere"), _OUTSIDE),
    FileAttack("facts outside", _moved("site.yaml", "elsewhere"), _OUTSIDE),
    FileAttack("facts of the system", _link("site.yaml", "/etc/passwd"), _OUTSIDE),
)

_DEVICES = ("con", "NUL", "aux.x", "prn", "com1", "lpt9", "CON.talk")
NAMES = (
    *(FileAttack(f"page {name}.md", _file(f"content/{name}.md"), "not every system can hold" if name.isalnum() else "") for name in _DEVICES),
    FileAttack("folder of a device", _file("content/aux/page.md"), "not every system can hold"),
    FileAttack("speaker of a device", _file("content/speakers/nul.md", b"---\nname: Speaker 9\n---\n"), "not every system can hold"),
    FileAttack("session of a device", _file("content/sessions/con.md", b"---\ntitle: T\nstart: '13:00'\n---\n"), "not every system can hold"),
    FileAttack("file of a device", _file("content/con.txt"), "not every system can hold", "[x](con.txt)"),
    FileAttack("line break", _file("content/a\n::error::b.md"), "cannot be shown"),
    FileAttack("line break in a draft", _file("content/a\n::set-env name=x::b.md", b"---\ndraft: true\n---\n"), "cannot be shown"),
    FileAttack("carriage return in a folder", _file("content/a\rb/c.md"), "cannot be shown"),
    FileAttack("terminal's escape", _file("content/\x1b]0;x\x07.md"), "cannot be shown"),
    FileAttack("line break in a file", _file("content/a\nb.txt"), "cannot be shown"),
    FileAttack("no UTF-8", _file(b"content/\xff\xfe.md"), "cannot be shown"),
    FileAttack("no UTF-8 in a folder", _file(b"content/\xff/page.md"), "cannot be shown"),
    FileAttack("long name", _file(f"content/{'a' * 250}.md"), ""),
    FileAttack("long name in other letters", _file(f"content/{'я' * 120}.md"), ""),
    FileAttack("long name of a file", _file(f"content/{'a' * 251}.txt"), "not every system can hold", f"[x]({'a' * 251}.txt)"),
    FileAttack("deep folders", _file(f"content/{'d/' * 100}page.md"), ""),
    FileAttack("other letters", _file("content/страница.md"), ""),
    FileAttack("other letters of a speaker", _file("content/speakers/Ünï code.md", b"---\nname: Speaker 9\n---\n"), "is not an id"),
    FileAttack("direction", _file("content/\u202egnp.md"), ""),
    FileAttack("markup", _file('content/"><script>attack()<‧script>.md'), ""),
    FileAttack("markup of a speaker", _file('content/speakers/"><img src=x onerror=attack()>.md', b"---\nname: Speaker 9\n---\n"), "is not an id"),
    FileAttack("markup of a file", _file('content/"><img src=x onerror=attack>.txt'), "not every system can hold", "[x](%22%3E%3Cimg%20src=x%20onerror=attack%3E.txt)"),
    FileAttack("expression", _file("content/{{ 1337 * 7331 }}.md"), ""),
    FileAttack("dash first", _file("content/-rf.md"), ""),
    FileAttack("blank first", _file("content/ x.md"), ""),
    FileAttack("point last", _file("content/x..md"), ""),
    FileAttack("point last of a file", _file("content/x.txt."), "not every system can hold", "[x](x.txt.)"),
    FileAttack("space last of a folder", _file("content/x /y.txt"), "not every system can hold", "[x](<x /y.txt>)"),
    FileAttack("two points", _file("content/...md"), ""),
    FileAttack("backslash", _file("content/..\\..\\x.md"), ""),
    FileAttack("colon", _file("content/x:y.md"), ""),
    FileAttack("ending alone", _file("content/.md"), ""),
    FileAttack("percent", _file("content/%2e%2e%2fx.md"), ""),
    FileAttack("case twin", _file("content/Page.md"), "both become"),
    FileAttack("case twin of a file", _file("content/LIST.csv"), "", "[x](LIST.csv)"),
    FileAttack("twin by folder", _file("content/page/index.md"), "both become"),
    FileAttack("calendar", _file("content/event.ics.md"), ""),
    FileAttack("page of assets", _file("content/assets.md"), ""),
    FileAttack("marker", _file("content/.event-site"), ""),
    FileAttack("folder named like a page", _file("content/folder.md/x.txt"), ""),
)  # fmt: skip

_SCRIPT = b"<!doctype html><script>attack()</script>"
_DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="attack()"><script>attack()</script></svg>'
)
_ACTIVE = {
    "page.html": _SCRIPT, "page.htm": _SCRIPT, "page.HTML": _SCRIPT, "page.xhtml": _SCRIPT, "page.shtml": _SCRIPT,
    "drawing.svg": _DRAWING, "drawing.SVG": _DRAWING, "drawing.svgz": _DRAWING, "feed.xml": _DRAWING, "style.xsl": _DRAWING,
    "code.js": b"attack()", "code.mjs": b"attack()", "page.mht": _SCRIPT, "page.hta": _SCRIPT, "page.php": b"<?php x ?>",
    "page.phtml": b"<?php x ?>", "page.cgi": b"#!/bin/sh", "page.aspx": _SCRIPT, "x.htaccess": b"AddType text/html .txt",
    "feed.atom": _DRAWING, "setup.exe": b"MZ", "setup.lnk": b"L", "page": _SCRIPT, "page.unknown": b"\xef\xbb\xbf\n" + _SCRIPT,
}  # fmt: skip
# A file that a text links to is published as it is: one that a browser runs would run on the event's own address.
ACTIVE = tuple(
    FileAttack(name, _file(f"content/files/{name}", data), "runs", f"[x](files/{name})")
    for name, data in _ACTIVE.items()
)
HELD = (
    FileAttack("no text", _file(PAGE, b"\xff\xfe\x00"), "not as UTF-8"),
    FileAttack("NUL", _file(PAGE, b"a\0b"), ""),
    FileAttack("half of a pair", _file(PAGE, b"\xed\xa0\x80"), "not in UTF-8"),
    FileAttack("many bytes", _file("content/big.md", b"a" * 21_000_000), "larger than 20 megabytes"),
    FileAttack("secret in a comment", _file(PAGE, f"Words <!-- {SECRET} -->\n\n<!--\n{SECRET}\n-->\n".encode()), ""),
    FileAttack("secret in a comment of facts", _file(PAGE, f"---\ntitle: x # {SECRET}\n---\nx".encode()), ""),
    FileAttack(
        "secret in a reference", _file(PAGE, f"Words\n\n[x]: https://conference.internal/{SECRET}\n".encode()), ""
    ),
    FileAttack("secret in an unused file", _file("content/photos/photo.png", SECRET.encode()), ""),
    FileAttack("secret in a hidden folder", _file("content/.git/config", SECRET.encode()), ""),
    FileAttack("secret in a copy", _file("content/page.md~", SECRET.encode()), ""),
    FileAttack("secret in an unknown asset's folder", _file("assets/.env", SECRET.encode()), ""),
    FileAttack("secret beside content", _file(".env", SECRET.encode()), ""),
)


def attacks() -> Iterator[FileAttack]:
    for kind, attacks in (("link", LINKS), ("name", NAMES), ("runs", ACTIVE), ("held", HELD)):
        yield from (each._replace(name=f"{kind}: {each.name}") for each in attacks)
