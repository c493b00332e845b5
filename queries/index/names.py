"""From a name to the IRI it stands for: labels, synonyms, brand names and CURIEs, without regard to case."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from ontology.namespaces import PREFIXES, compact, expand
from queries.errors import AmbiguousNameError, UnknownNameError, nearest

_DASHES = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212), "-")
_OWN = tuple(PREFIXES[prefix] for prefix in ("drugkg", "source", "ref"))


def fold(name: str) -> str:
    """Normalise a name for comparison: no case, one kind of dash, single spaces.

    :param name: any name
    :returns: the normalised name

    >>> fold("GABA-B  Receptor")
    'gaba-b receptor'
    """
    if not name.isascii():
        name = unicodedata.normalize("NFKC", name).translate(_DASHES)
    return " ".join(name.casefold().split())


class Names:
    """The names of an index.

    :param names: folded name → entries of IRI, label and class
    :param labels: IRI → label
    :param superclasses: class → the classes above it, all by local name
    """

    def __init__(
        self,
        names: Mapping[str, Sequence[Sequence[str]]],
        labels: Mapping[str, str],
        superclasses: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.names = names
        self.labels = labels
        self.superclasses = superclasses or {}

    def find(self, name: str, entity_class: str = "") -> str:
        """Return the entity that a name refers to.

        :param name: a label, a synonym, a brand name, a CURIE, the local part of one of our own, or an IRI
        :param entity_class: local name of the class that the entity must have, itself or a subclass
        :returns: its IRI
        :raises UnknownNameError: if nothing has this name; the message offers the nearest three
        :raises AmbiguousNameError: if several entities have it; the message lists them
        """
        iri = self._as_iri(name)
        if iri:
            return iri
        folded = fold(name)
        entries = self.names.get(folded, ())
        found = self._of_class(entries, entity_class)
        labelled = [entry for entry in found if fold(entry[1]) == folded]
        if len(labelled) == 1:
            found = labelled
        if len(found) == 1:
            return found[0][0]
        if found:
            candidates = [f"{compact(iri)} ({label}, {kind})" for iri, label, kind in found]
            message = f"{name!r} may mean {', '.join(candidates)}: give one of these identifiers"
            raise AmbiguousNameError(message, [entry[0] for entry in found])
        slug = PREFIXES["drugkg"] + folded.replace(" ", "-")
        if slug in self.labels and not entity_class:
            return slug
        known = [key for key, entries in self.names.items() if self._of_class(entries, entity_class)]
        kind = entity_class or "entity"
        hint = f"; it names a thing of class {entries[0][2]}" if entries else nearest(folded, known)
        raise UnknownNameError(f"no {kind} has the name {name!r}{hint}")

    def _as_iri(self, name: str) -> str | None:
        """Return the IRI that a CURIE or IRI stands for; None when the name is neither.

        An identifier in one of our own namespaces must be in the index; others may be known to the graph only.
        """
        prefix, colon, local = name.partition(":")
        if not colon or not local or " " in name.strip():
            return None
        if "://" in name:
            iri = name.strip()
        elif prefix in PREFIXES:
            iri = expand(name.strip())
        else:
            return _external(name.strip())
        if iri.startswith(_OWN) and iri not in self.labels:
            raise UnknownNameError(f"no entity has the identifier {name!r}{nearest(iri, list(self.labels))}")
        return iri

    def _of_class(self, entries: Sequence[Sequence[str]], entity_class: str) -> list[Sequence[str]]:
        """Return the entries whose class is the one wanted, or below it."""
        wanted = entity_class.rpartition(":")[2]
        return [e for e in entries if not wanted or e[2] == wanted or wanted in self.superclasses.get(e[2], ())]


def _external(curie: str) -> str | None:
    """Return the IRI of a term of an external ontology, such as ``HP:0000707``; None when it is none."""
    from ontology.mappings.prefixes import external_iri  # noqa: PLC0415 few names need the table

    try:
        return external_iri(curie)
    except ValueError:
        return None


def folded_names(entities: Sequence[tuple[str, str, str, Sequence[str]]]) -> dict[str, list[list[Any]]]:
    """Return the table of names for an index.

    :param entities: IRI, label, class (local name) and synonyms of each
    :returns: folded name → entries of IRI, label and class, sorted
    """
    table: dict[str, list[list[Any]]] = {}
    for iri, label, kind, synonyms in sorted(entities):
        for name in dict.fromkeys(fold(name) for name in (label, *synonyms)):
            table.setdefault(name, []).append([iri, label, kind])
    return dict(sorted(table.items()))
