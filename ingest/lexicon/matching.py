"""Finding the names of the lexicon in a text, all at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from ingest.lexicon.entries import Entry, entity_entries, list_entries, stop_words, table_entries
from ingest.lexicon.folding import fold, folded_name, spellings
from ingest.lexicon.stored import Tables, key_of, stored_tables
from ontology.entities import Entity, load_entities
from ontology.errors import MissingExtraError

_ACRONYM = re.compile(r"[A-Z0-9][A-Z0-9-]{1,4}s?")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text.

    :param start: where it begins in the text that was searched
    :param end: where it ends
    :param entry: what it names
    """

    start: int
    end: int
    entry: Entry


class Lexicon:
    """All names, in one automaton.

    :param entries: the entries; of two that share a name, the first one has it
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        made: list[Entry] = []
        self._entries: Sequence[Entry] = made
        self._names: dict[str, int] = {}
        self._acronyms: dict[str, str] = {}
        stop = stop_words()
        for entry in entries:
            self._add(entry, stop, made)
        self._parts = frozenset(
            word
            for name, index in self._names.items()
            if made[index].category not in ("drug", "drug_class")
            for word in name.replace("-", " ").split()
        )
        self._ready()

    @classmethod
    def from_tables(cls, tables: Tables) -> Lexicon:
        """Return the lexicon that has given tables.

        :param tables: what ``tables`` of a lexicon returned
        :returns: the lexicon
        """
        lexicon = cls.__new__(cls)
        lexicon._entries, lexicon._names, lexicon._acronyms, lexicon._parts = tables
        lexicon._ready()
        return lexicon

    @property
    def tables(self) -> Tables:
        """Its entries, names and acronyms, and the words of the names of findings, targets and organs."""
        return self._entries, self._names, self._acronyms, self._parts

    def _ready(self) -> None:
        self._patterns = list(self._names)
        self._owners = list(self._names.values())
        self._automaton = _automaton(self._patterns)

    def _add(self, entry: Entry, stop: frozenset[str], made: list[Entry]) -> None:
        known = self._names.get(fold(entry.label))
        if known is not None and self._entries[known].category == entry.category:
            index = known
        else:
            index = len(made)
            made.append(entry)
        own = not entry.id or entry.id.startswith("drugkg:")
        for name in entry.names:
            folded = fold(name)
            if len(folded) < 3 or (
                folded in stop and not (own and entry.category in ("transmitter", "target", "enzyme"))
            ):
                continue
            if not own and len(folded) < 4 and not name.isupper():
                continue
            self._put(folded, index)
            if _ACRONYM.fullmatch(name):
                self._acronyms.setdefault(folded, name)
            if len(folded) > 6:
                for other in spellings(folded):
                    self._put(other, index)
            if own and "-" in folded:
                self._put(folded.replace("-", " "), index)

    def _put(self, folded: str, index: int) -> None:
        self._names.setdefault(folded, index)
        if (
            folded.endswith("s")
            and len(folded) > 6
            and folded[-2] not in "si"
            and self._entries[index].category in ("drug_class", "finding")
        ):
            self._names.setdefault(folded[:-1], index)

    def __len__(self) -> int:
        """Return the number of names.

        :returns: names, spellings included
        """
        return len(self._names)

    def is_part_of_name(self, word: str) -> bool:
        """Say whether a word is a part of longer names that are no names of drugs, such as *carpal*.

        :param word: a folded word
        :returns: whether it is
        """
        return word in self._parts

    def lookup(self, name: str, categories: Sequence[str] = ()) -> Entry | None:
        """Return the entry that a name leads to.

        :param name: a name as written in a document
        :param categories: the categories wanted; all if empty
        :returns: the entry, ``None`` if the name is not known or means something else
        """
        folded = folded_name(name)
        for form in (folded, folded.removesuffix("s"), folded.removesuffix("es")):
            index = self._names.get(form)
            if index is not None:
                entry = self._entries[index]
                return entry if not categories or entry.category in categories else None
        return None

    def mentions(self, text: str, folded: str | None = None) -> list[Mention]:
        """Find names in a text. Of names that overlap, the longest one stays.

        :param text: the text
        :param folded: the same text, folded
        :returns: mentions in the order of the text, none inside a word
        """
        if folded is None:
            folded = fold(text)
        found = []
        length = len(folded)
        for pattern, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if start and folded[start - 1].isalnum():
                continue
            stop = end
            if end < length and folded[end].isalnum():
                if (after := _after_plural(folded, end, length)) is None:
                    continue
                stop = after
            name = self._patterns[pattern]
            if name in self._acronyms and not _looks_like(text[start:end], self._acronyms[name]):
                continue
            found.append((start - end, start, stop, self._owners[pattern]))
        return self._longest(found, length)

    def _longest(self, found: list[tuple[int, int, int, int]], length: int) -> list[Mention]:
        """Return the longest of the names that overlap; one that overlaps a longer one has an end within it."""
        if len(found) > 1:
            found.sort()
        taken = bytearray(length)
        kept = []
        for _, start, end, owner in found:
            if taken[start] or taken[end - 1]:
                continue
            taken[start:end] = b"\1" * (end - start)
            kept.append(Mention(start, end, self._entries[owner]))
        kept.sort(key=lambda mention: mention.start)
        return kept


def _after_plural(folded: str, end: int, length: int) -> int | None:
    """Return where the word ends if only a plural ending follows; ``None`` in the middle of another word."""
    for ending in ("s", "es"):
        stop = end + len(ending)
        if folded.startswith(ending, end) and (stop >= length or not folded[stop].isalnum()):
            return stop
    return None


def _looks_like(written: str, acronym: str) -> bool:
    """An acronym must be written as one, or its letters mean an ordinary word: MAO, but not “it”."""
    return written == acronym or sum(map(str.isupper, written)) >= max(2, sum(map(str.isupper, acronym)) - 1)


def _automaton(patterns: list[str]):  # type: ignore[no-untyped-def]
    try:
        import ahocorasick_rs  # noqa: PLC0415 - an extra, and only for reading documents
    except ImportError as error:
        raise MissingExtraError("reading documents", "ingest") from error
    return ahocorasick_rs.AhoCorasick(patterns, matchkind=ahocorasick_rs.MatchKind.Standard)


@lru_cache(maxsize=2)
def _shared(key: int) -> Lexicon:  # noqa: ARG001 - the key tells apart sets of entities
    return _stored(load_entities())


def _stored(entities: dict[str, Entity]) -> Lexicon:
    own = list(entity_entries(entities))
    made: list[Lexicon] = []

    def make() -> Tables:
        made.append(Lexicon(chain(own, list_entries(), table_entries())))
        return made[0].tables

    tables = stored_tables(key_of(own), make)
    return made[0] if made else Lexicon.from_tables(tables)


def packaged_lexicon() -> Lexicon:
    """Return the lexicon of the packaged entities, own lists and vocabularies; it is read once per process.

    :returns: the lexicon
    """
    return _shared(0)


def lexicon_with(entities: dict[str, Entity]) -> Lexicon:
    """Return a lexicon that also knows the entities of a workspace.

    :param entities: slug to entity, all of them
    :returns: the lexicon
    """
    if entities.keys() == load_entities().keys():
        return packaged_lexicon()
    return _stored(entities)
