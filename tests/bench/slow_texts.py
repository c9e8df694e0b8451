"""Look for texts that take far longer than their length: `python -m tests.bench.slow_texts [SECONDS [SEED]]`.

A few signs that mean something to a reader, in a random order and repeated to 120 kB, stand as a page's words, as the
agenda or as facts. What is neither read nor refused after three seconds is printed: halve it, to see whether that takes
half the time or a quarter.
"""

import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from zoneinfo import ZoneInfo

from generator.agenda import read_agenda
from generator.document import read_document
from generator.problems import ContentProblems
from generator.prose import read_prose
from generator.schema import Event
from generator.sources import MarkdownText
from tests.parts import make_part

ZONE = ZoneInfo("Europe/Brussels")
FACTS = {
    "id": "example", "title": "Example Conference", "summary": "A day.", "start": "2024-06-03 09:00", "end": "2024-06-04 18:00",
    "time_zone": ZONE.key,
}  # fmt: skip
SIZE = 120_000
SLOW, TOO_SLOW = 3, 20  # seconds: told; given up
MARKDOWN = """
a|*a*|**b**|_c_|`d`|[e](f.md)|![g](h.jpg)|[i]|[i][j]|[k]: l.md|[^m]|[^m]: n|<b>|</b>|<b>a</b>|<div>|</div>|<p>|</p>|<br>|
<hr>|<a@b.c>|<table>|</table>|<td>|</td>|<li>|<pre>|</pre>|<svg>|<!--|-->|<?|?>|<![CDATA[|]]>|<x y="z">|<x y="|&amp;|&|\\|
\\[|- |1. |> |# |## |===|---|***|- - -|```|~~~|{#x}|{.y}|: z|    |\t|  |*|_|**|__|`|``|[|](|(|)|]|<|>|!|"|'|[TOC]|*[a]: b|^
""".replace("\n", "").split("|")  # fmt: skip
AGENDA = """
09:00|10:00–11:00|9|h|am|pm|–|-| - |:|.| |Talk|Room: A|Speakers: B, C|Kind: break|{#x}|#|# |## |3 June 2024|2024-06-03|/|[a](b)|
(|)|(Speaker 1)|*|**|`|<td>|<tr>|<table>|</table>|<br>|- |,|;| and |"|é|×|min|<!--|-->|Time
""".replace("\n", "").split("|")  # fmt: skip
YAML = """
a|b: |c: d|- |? |: |[|]|{|}|,|"|'|>|>-|#| # x|&a|*a|!t|%YAML|---|...|  |    |\t|\\|\\x|é|a: b: c|~|<<: |@|key: [a, b]|- {a: b}
""".replace("\n", "").split("|")  # fmt: skip
BREAKS = ["|", "\n", "\n", "\n\n"]


def read_facts(text: str) -> None:
    with suppress(ContentProblems):
        read_document(text, "site.yaml")


def read_programme(text: str, event: Event) -> None:
    read_agenda(MarkdownText(f"# 3 June 2024\n\n{text}", "content/agenda.md"), event)


def slow_texts(seconds: float, chance: random.Random) -> Iterator[str]:
    event = make_part(Event, FACTS, {"time_zone": ZONE})
    readers: list[tuple[str, list[str], Callable[[str], object]]] = [
        ("page", MARKDOWN, lambda text: read_prose(MarkdownText(text, "content/page.md"))),
        ("agenda", AGENDA, lambda text: read_programme(text, event)),
        ("facts", YAML, read_facts),
    ]
    end, tried = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        name, signs, read = chance.choice(readers)
        piece = "".join(chance.choice(chance.choice((signs, signs, BREAKS))) for _ in range(chance.randint(1, 8)))
        started, tried = time.process_time(), tried + 1
        signal.alarm(TOO_SLOW)
        try:
            read(piece * (SIZE // len(piece)))
        except TimeoutError:
            pass
        finally:
            signal.alarm(0)
        if (taken := time.process_time() - started) > SLOW:
            yield f"{taken:5.1f} s: {name}, {SIZE // len(piece)} times {piece!r}"
    yield f"{tried} texts of {SIZE // 1000} kB tried"


def _give_up(*_: object) -> None:
    raise TimeoutError


if __name__ == "__main__":
    seconds, seed = float(sys.argv[1]) if sys.argv[1:] else 60.0, int(sys.argv[2]) if sys.argv[2:] else 1
    signal.signal(signal.SIGALRM, _give_up)
    for line in slow_texts(seconds, random.Random(seed)):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
