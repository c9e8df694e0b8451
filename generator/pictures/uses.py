"""Which pictures of content/ a site shows, and where."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.content_links import addresses
from generator.model import Site
from generator.pictures.markup import Use
from generator.pictures.renditions import Picture, read_picture
from generator.problems import Message, Place, did_you_mean, problem


class PictureUse(NamedTuple):
    """One place that shows a picture; `use` is empty for the link preview, which is cut to shape by itself."""

    name: str
    use: Use | None
    place: Place


def _in_site_yaml(_path: tuple[str | int, ...]) -> Place:
    return Place("site.yaml")


def picture_uses(
    site: Site, place_of: Callable[[tuple[str | int, ...]], Place] = _in_site_yaml
) -> Iterator[PictureUse]:
    """Every use of a picture; `place_of` finds a value of site.yaml by its path."""
    facts = site.facts
    if facts.event.image:
        yield PictureUse(facts.event.image, None, place_of(("event", "image")))
    for number, organizer in enumerate(facts.organizers):
        if organizer.logo:
            yield PictureUse(organizer.logo, "logo", place_of(("organizers", number, "logo")))
    for speaker in site.speakers:
        if speaker.photo:
            place = speaker.photo_place or speaker.place
            yield PictureUse(speaker.photo, "card", place)
            yield PictureUse(speaker.photo, "portrait", place)
    for edition in site.editions:
        for link, address in addresses(edition):
            # Any other is a dead link, which is told elsewhere.
            if link.is_picture and address and address.startswith("content:"):
                yield PictureUse(address.removeprefix("content:"), "text", link.place)


def read_pictures(uses: Iterable[PictureUse], files: Mapping[str, bytes]) -> tuple[dict[str, Picture], list[Message]]:
    """The pictures by name, with a problem for each that is missing or cannot be read."""
    pictures: dict[str, Picture] = {}
    messages: list[Message] = []
    for use in uses:
        if use.name not in files:
            remedy = did_you_mean(use.name, files, "save the picture below content/ and write its path there")
            messages.append(problem(use.place, f'there is no picture "{use.name}" in content/', remedy))
        elif use.name not in pictures:
            picture, found = read_picture(use.name, files[use.name], use.place)
            messages += found
            if picture:
                pictures[use.name] = picture
    return pictures, messages
