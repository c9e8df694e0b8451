"""Makes the preview's snapshots out of the stages of a build: files are rendered when asked for, and none is written."""

import gc
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

from generator.addresses import base_path
from generator.files import OutputFile, Targets
from generator.memory import Key, forget_unused, remember
from generator.model import Site
from generator.preview.snapshot import NOTHING, Snapshot
from generator.problems import ContentProblems, Message
from generator.sources import Sources


class SiteBuilder:
    """The stages: `load`, `prepare` up to plan, `render` and `check`; `states` tells what is loaded from what. Sources lie
    below `roots`, the first before the others.
    """

    def __init__(
        self, load: Callable[..., Sources], states: Callable[..., Key], prepare: Callable[[Sources], tuple[Site, Targets]],
        render: Callable[[Targets], Sequence[OutputFile]], check: Callable[[Sequence[OutputFile], str], Sequence[Message]],
        roots: Sequence[Path], watched: Sequence[Path],
    ) -> None:  # fmt: skip
        self._load, self._states, self._prepare, self._render, self._check = load, states, prepare, render, check
        self._roots, self._watched = roots, watched
        self._loaded: Key = ()
        self._last = replace(NOTHING, lines=self._lines)

    def build(self) -> Snapshot:
        remember()
        try:
            site, targets = self._prepare(self._sources())
        except ContentProblems as error:
            forget_unused(is_whole=False)
            return replace(self._last, messages=error.messages, is_whole=False)
        forget_unused()
        if (
            not self._last.is_whole
        ):  # the first state: nearly all of it stays, and need not be searched for garbage again
            gc.collect()
            gc.freeze()
        files = {target.path: target for target in targets.files}
        base = base_path(site.facts.site.url)

        @cache
        def read(path: str) -> bytes:
            target = files[path]._replace(key=None)  # one page is made sooner than all that it could show is looked at
            return self._render(targets._replace(files=(target,)))[0].data

        pages = [target for target in targets.files if target.template and target.path != "404.html"]
        self._last = Snapshot(
            paths=frozenset(files),
            read=read,
            messages=tuple(sorted({*site.notices, *targets.notices})),
            is_whole=True,
            base_path=base,
            page_of={page.place.path: f"/{page.path.removesuffix('index.html')}" for page in pages},
            lines=self._lines,
            check=lambda: self._check([OutputFile(path, read(path), each.place) for path, each in files.items()], base),
        )
        return self._last

    def _sources(self) -> Sources:
        try:
            sources = self._load(*self._roots)
        except ContentProblems:
            with suppress(OSError):
                self._loaded = self._states(*self._roots)
            raise
        self._loaded = sources.states
        return sources

    def is_outdated(self) -> bool:
        return self._states(*self._roots) != self._loaded

    def watched(self) -> Sequence[Path]:
        return self._watched

    def _lines(self, path: str) -> list[str]:
        for root in self._roots:
            if (root / path).is_file():
                return (root / path).read_text("utf-8", "replace").splitlines()
        return []
