"""Messages as HTML for the preview's panel: what, where, the line itself with the place marked, the remedy."""

import re
from collections.abc import Callable, Iterable
from html import escape

from generator.problems import Message, Place, is_problem

_SHOWN = 20  # a file that is broken throughout has hundreds; the terminal lists them all
_AROUND = 120
Lines = Callable[[str], list[str]]


def problems_html(messages: Iterable[Message], lines: Lines, fault: str = "", *, is_older: bool = False) -> str:
    """The panel over the page; "" where there is no problem. `fault` is a traceback, shown on request; `is_older` says
    that the page below is the last that could be made.
    """
    problems = list(filter(is_problem, messages))
    more = f"<details><summary>Traceback</summary><pre>{escape(fault)}</pre></details>" if fault else ""
    said = "You see the last good state." if is_older else ""
    return _panel("problem", problems, lines, said, more, is_open=True)


def notices_html(messages: Iterable[Message], lines: Lines) -> str:
    """The corner with the notices, folded; "" where there is none."""
    return _panel("notice", [message for message in messages if not is_problem(message)], lines)


def _panel(
    kind: str, messages: list[Message], lines: Lines, said: str = "", more: str = "", is_open: bool = False
) -> str:
    if not messages:
        return ""
    items = "".join(f"<li>{_message(message, lines)}</li>" for message in messages[:_SHOWN])
    rest = len(messages) - _SHOWN
    more += f"<p>{rest} more in the terminal.</p>" if rest > 0 else ""
    title = f"<strong>{len(messages)} {kind}{'s' * (len(messages) != 1)}</strong> {said}"
    return (
        f'<details class="{kind}s"{" open" * is_open}><summary>{title}</summary>'
        f'<div tabindex="0" role="group" aria-label="{kind}s"><ol>{items}</ol>{more}</div></details>'
    )


def _message(message: Message, lines: Lines) -> str:
    place = message.place
    where = f"{place.path}, line {place.line}" if place.line else place.path
    remedy = f'<p class="remedy">{escape(message.remedy)}</p>' if message.remedy else ""
    return (
        f'<p class="place">{escape(where)}</p>'
        f'<p class="phrase">{escape(message.phrase)}</p>{_excerpt(place, lines(place.path))}{remedy}'
    )


def _excerpt(place: Place, lines: list[str]) -> str:
    """The line, cut to what lies near the place, with the word that begins there marked."""
    if not 1 <= place.line <= len(lines) or not lines[place.line - 1].strip():
        return ""
    line, start = lines[place.line - 1].rstrip(), place.column - 1
    word = re.compile(r"[\w-]+|.?").match(line, start)
    end = word.end() if word else len(line)
    before, after = line[max(0, start - _AROUND) : start], line[end : end + _AROUND]
    cut = "…" if start > _AROUND else "", "…" if len(line) > end + _AROUND else ""
    return f"<pre>{cut[0]}{escape(before)}<mark>{escape(line[start:end])}</mark>{escape(after)}{cut[1]}</pre>"
