"""What kinds and states of sessions are called, and how words are put together."""

from collections.abc import Callable, Iterable
from functools import reduce


def labelled(label: str, text: str, _: Callable[[str], str]) -> str:
    """A label and what it is of, with the colon as the language sets it."""
    return _("{label}: {text}").format(label=label, text=text)


def detailed(parts: Iterable[str], _: Callable[[str], str]) -> str:
    """What is named, then what says more of it, with the comma as the language sets it: an event and its dates."""
    told = list(filter(None, parts)) or [""]
    return reduce(lambda text, detail: _("{text}, {detail}").format(text=text, detail=detail), told)


def kind_names(_: Callable[[str], str]) -> dict[str, str]:
    """By kind; a session of no particular kind and a break need no name."""
    return {
        "keynote": _("Keynote"),
        "talk": _("Talk"),
        "workshop": _("Workshop"),
        "panel": _("Panel"),
        "social": _("Social"),
    }


def status_names(_: Callable[[str], str]) -> dict[str, str]:
    """What befell a session; nothing for one that is as planned."""
    return {
        "cancelled": _("Cancelled"),
        "postponed": _("Postponed"),
        "rescheduled": _("New time"),
        "moved-online": _("Moved online"),
    }
