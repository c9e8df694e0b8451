"""What kinds and states of sessions are called."""

from collections.abc import Callable


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
