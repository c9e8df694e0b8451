"""Files that pages show or load, under names that change with their content, so that hosts may keep them for ever."""

from collections.abc import Iterator
from functools import partial
from hashlib import blake2b

from generator.color import accent_rule
from generator.content_links import addresses
from generator.files import Recipe, Target
from generator.model import Site
from generator.pictures.markup import shown_renditions
from generator.pictures.renditions import encode, rendition_key, rendition_name
from generator.pictures.uses import picture_uses
from generator.problems import Place

# Read by the build itself and by no page.
FONTS = "fonts/"


def named_assets(site: Site) -> Iterator[tuple[str, Target]]:
    """Files of assets/, the stylesheet led by the accent's rule, and of content/ those that a text links to; by name."""
    for name, data in site.assets.items():
        if name.startswith(FONTS):
            continue
        if name == "style.css":
            data = accent_rule(site.facts.site.accent_color).encode() + data
        yield name, Target(f"assets/{_hashed(name, data)}", Place(f"assets/{name}"), data)
    for name in sorted(_linked_files(site)):
        yield name, Target(f"assets/{_hashed(name, site.files[name])}", Place(f"content/{name}"), site.files[name])


def picture_targets(site: Site) -> Iterator[Target]:
    """Every size and format of the pictures that pages show."""
    names: set[str] = set()
    for each in picture_uses(site):
        for rendition in shown_renditions(site.pictures[each.name], each.use) if each.use else ():
            name = rendition_name(rendition)
            if name not in names:
                names.add(name)
                content = Recipe(rendition_key(rendition), partial(encode, rendition))
                yield Target(f"assets/{name}", Place(f"content/{each.name}"), content)


def _hashed(name: str, data: bytes) -> str:
    stem, dot, suffix = name.rpartition(".")
    digest = blake2b(data, digest_size=5).hexdigest()
    return f"{stem}.{digest}{dot}{suffix}" if stem else f"{name}.{digest}"


def _linked_files(site: Site) -> set[str]:
    found: set[str] = set()
    for edition in site.editions:
        wanted = [address for link, address in addresses(edition) if address and not link.is_picture]
        found |= {address.removeprefix("content:") for address in wanted if address.startswith("content:")}
    return found
