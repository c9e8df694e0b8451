"""What rooms, tracks and tags are called in another language: told once, below any session that has them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.agenda.facts import split_names
from generator.agenda.pieces import Fact
from generator.model import Agenda, Session
from generator.names import fold_name
from generator.problems import Message, problem

NAMES = ("room", "track", "tags")


@dataclass(frozen=True, slots=True)
class NamesWords:
    """The translation of each name of the original, by its field ("room", "track", "tags") and itself."""

    original: Agenda
    known: dict[tuple[str, str], Fact] = field(default_factory=dict)

    def take(self, name: str, facts: Sequence[Fact], session: Session) -> Iterator[Message]:
        """Learn what the names of one field are called; tell what translates none, or differs from another place."""
        names = names_of(session, name)
        written = [Fact(each, fact.place) for fact in facts for each in _split(fact.value, name)]
        if len(names) != len(written):
            phrase = f'the {name} "{", ".join(each.value for each in written)}" translate "{", ".join(names)}"'
            remedy = "translate each, in the same order" if names else "take the line out: the original has none here"
            yield problem(written[0].place, phrase if names else f"the original has no {name} here", remedy)
            return
        for own, fact in zip(names, written, strict=True):
            if self._is_of_another(name, own, fact.value):
                phrase = f'the {name} "{fact.value}" is not the original\'s, "{own}"'
                yield problem(fact.place, phrase, f'translate "{own}", or take the line out')
                continue
            before = self.known.setdefault((name, own), fact)
            if before.value != fact.value:
                phrase = f'the {name} "{own}" is called "{before.value}" in {before.place}, and "{fact.value}" here'
                yield problem(fact.place, phrase, "write it one way; a single line does for all sessions")

    def _is_of_another(self, name: str, own: str, written: str) -> bool:
        names = {fold_name(each) for session in self.original.sessions for each in names_of(session, name)}
        return fold_name(written) in names - {fold_name(own)}

    def missing(self, name: str) -> tuple[str, ...]:
        """The original's names without a translation, each once."""
        names = dict.fromkeys(each for session in self.original.sessions for each in names_of(session, name))
        return tuple(each for each in names if (name, each) not in self.known)

    def translated(self, session: Session, language: str) -> Session:
        """The session with its names exchanged; those that have no other are in `language`."""
        told = {name: [self.known.get((name, each)) for each in names_of(session, name)] for name in NAMES}
        room, track, tags = (
            [fact.value if fact else own for fact, own in zip(told[name], names_of(session, name), strict=True)]
            for name in NAMES
        )
        languages = {name: language for name, facts in told.items() if None in facts}
        return session._replace(
            room="".join(room), track="".join(track), tags=tuple(tags), word_languages=languages
        )  # fmt: skip


def names_of(session: Session, name: str) -> tuple[str, ...]:
    """The names that a session has in one field."""
    values: Mapping[str, Sequence[str]] = {"room": [session.room], "track": [session.track], "tags": session.tags}
    return tuple(filter(None, values[name]))


def _split(text: str, name: str) -> list[str]:
    return split_names(text) if name == "tags" else [text]
