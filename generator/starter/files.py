"""The files a new event starts from, and the folder they go to."""

import json
import re
import tempfile
from collections.abc import Mapping
from datetime import UTC, timedelta
from pathlib import Path
from string import Template

from generator.addresses import slugify
from generator.starter.answers import Answers, StarterRefused

_PAGES = ("index", "agenda", "practical", "accessibility", "privacy")
_SAMPLE_VENUE = {"venue": "Example House", "city": "Brussels", "country": "BE"}


def starter_files(answers: Answers) -> dict[str, bytes]:
    """Every file of the new event: its path below the event's folder, and its bytes. The same answers, the same bytes."""
    venue = {"venue": answers.venue, "city": answers.city, "country": answers.country}
    in_person = _fill("in-person.yaml.txt", _dates(answers) | _quoted(venue if answers.venue else _SAMPLE_VENUE))
    online = _fill("online.yaml.txt", _dates(answers))
    first, other = (in_person, online) if answers.venue else (online, in_person)
    words = {
        "opening": _opening(answers),
        "taking_part": _fill("practical-in-person.md" if answers.venue else "practical-online.md", {}),
    }
    texts = {
        "site.yaml": _fill("site.yaml.txt", _facts(answers) | {"attend": first, "other_way": _switched_off(other)})
    }
    texts |= {f"content/{name}.md": _fill(f"{name}.md", words) for name in _PAGES}
    return {path: text.encode() for path, text in texts.items()}


def start(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put the files into `folder`, which is made where there is none: all of them, or none.

    Raises StarterRefused as `refuse_folder` does, and OSError where the disk refuses.
    """
    refuse_folder(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder) as fresh:
        for path, data in files.items():
            (Path(fresh) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(fresh) / path).write_bytes(data)
        for entry in Path(fresh).iterdir():
            entry.rename(folder / entry.name)


def refuse_folder(folder: Path) -> None:
    """Raise StarterRefused if `folder` holds anything a person can see; a `.git` may be there already."""
    if folder.exists() and not folder.is_dir():
        raise StarterRefused(f"{folder} is a file; name a new folder")
    if folder.is_dir() and any(not entry.name.startswith(".") for entry in folder.iterdir()):
        raise StarterRefused(f"{folder} is not empty; name a new folder")


def _fill(name: str, values: Mapping[str, str]) -> str:
    return Template((Path(__file__).parent / name).read_text("utf-8")).substitute(values)


def _quoted(values: Mapping[str, str]) -> dict[str, str]:
    """The values in double quotes: of text on one line, JSON's are YAML's (YAML 1.2.2, section 1.2)."""
    return {name: json.dumps(value, ensure_ascii=False) for name, value in values.items()}


def _switched_off(yaml: str) -> str:
    return re.sub(r"^( *)(?=[^ #\n])", r"\1#", yaml, flags=re.MULTILINE)


def _facts(answers: Answers) -> dict[str, str]:
    facts = {
        "id": _event_id(answers),
        "start": answers.start,
        "end": f"end: {answers.end}" if answers.end else f"#end: {answers.start}",
        "time_zone": answers.time_zone,
    }
    return facts | _quoted({"title": answers.title, "organizer": answers.organizer})


def _event_id(answers: Answers) -> str:
    year = answers.start[:4]
    words = slugify(answers.title)[:70].strip("-") or "event"
    return words if year in words.split("-") else f"{words}-{year}"


def _dates(answers: Answers) -> dict[str, str]:
    """Days on which registration might open and close."""
    first = answers.event.starts_at.date()
    return {"opens": str(first - timedelta(days=60)), "closes": str(first - timedelta(days=3))}


def _opening(answers: Answers) -> str:
    """The first quarter of an hour as a session; nothing while the hours are open or too few."""
    event = answers.event
    ends = (event.starts_at.astimezone(UTC) + timedelta(minutes=15)).astimezone(event.time_zone)
    if event.is_all_day or ends > event.ends_at:
        return ""
    has_days = event.starts_at.date() != event.last_day
    day = f"## {event.starts_at:%Y-%m-%d}\n\n" if has_days else ""
    return f"{day}##{'#' * has_days} {event.starts_at:%H:%M}–{ends:%H:%M} Opening {{#opening}}\n"
