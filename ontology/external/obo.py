"""OBO files, parsed by fastobo.

Only the lines that are kept of a term go to the parser, and the cross-references behind a definition or a synonym do
not: real releases (ECO of 2024-07-19, UBERON subsets of 2022) break the grammar just there, and the rest parses twice
as fast. Line numbers in messages are those of the file.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import fastobo

from ontology.external.terms import (
    OBO,
    Draft,
    ExternalOntologyError,
    Parsed,
    Synonym,
    Term,
    choose_version,
    finish,
    merge,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_TERM_TAGS = frozenset(
    {b"id", b"name", b"def", b"synonym", b"is_a", b"is_obsolete", b"replaced_by", b"consider", b"alt_id"}
)
_HEADER_TAGS = frozenset({b"format-version", b"data-version", b"date", b"ontology", b"idspace"})
_PART_OF = frozenset({"part_of", "BFO:0000050"})
_TAG = re.compile(rb"([A-Za-z][A-Za-z0-9_-]*):\s*(\S*)")
_QUOTED = re.compile(rb'(?:def|synonym):\s*"(?:[^"\\]|\\.)*"[^\[]*\[')
_CONDITIONAL = "gci_relation"
"""The qualifier of a statement that is true only under a condition, such as in one species."""


def parse_obo(data: bytes) -> Parsed:
    """Return the version, the terms and the IRI of an OBO document.

    An alternative identifier without a term of its own becomes an obsolete term without label, replaced by the term
    that it was merged into, as in OWL releases.

    :param data: the document
    :returns: the version, empty if the document gives none, the terms sorted by IRI, and the IRI by its header
    :raises ExternalOntologyError: if it is not an OBO document
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ExternalOntologyError(f":{line}: not valid OBO: not UTF-8 text") from error
    kept, lines = _kept(data)
    try:
        frames = fastobo.iter(io.BytesIO(kept), ordered=True)
        header = frames.header()
        reader = _Reader(header)
        for frame in frames:
            if isinstance(frame, fastobo.term.TermFrame):
                reader.read(frame)
    except SyntaxError as error:
        line = lines[error.lineno - 1] if error.lineno and error.lineno <= len(lines) else len(data.splitlines())
        raise ExternalOntologyError(f":{line}: not valid OBO: {error.msg}") from error
    except (OSError, ValueError) as error:
        raise ExternalOntologyError(f": not valid OBO: {error}") from error
    return Parsed(_version(header), reader.terms(), reader.iri)


def _kept(data: bytes) -> tuple[bytes, list[int]]:
    """Return the lines for the parser and, for each, its number in the file."""
    kept, numbers = [], []
    for number, line in enumerate(data.splitlines(), start=1):
        found = _TAG.match(line)
        if found and not _is_wanted(found[1], found[2], line):
            continue
        quoted = _QUOTED.match(line)
        kept.append(quoted[0] + b"]" if quoted else line)
        numbers.append(number)
    return b"\n".join(kept) + b"\n", numbers


def _is_wanted(tag: bytes, value: bytes, line: bytes) -> bool:
    if tag == b"relationship":
        return value.decode("utf-8", "replace") in _PART_OF
    return tag in _TERM_TAGS or tag in _HEADER_TAGS or (tag == b"property_value" and b"versionInfo" in line)


def _version(header: Iterable[Any]) -> str:
    """Return the version: the one in words first, then that of the release."""
    found = {clause.raw_tag(): clause for clause in header}
    information = found.get("property_value")
    data_version, date = found.get("data-version"), found.get("date")
    return choose_version(
        [
            getattr(information.property_value, "value", None) if information else None,
            data_version.version if data_version else None,
            date.date.date().isoformat() if date else None,
        ]
    )


class _Reader:
    """Collects the terms of a document.

    :param header: its header, whose id spaces define prefixes
    """

    def __init__(self, header: Iterable[Any]) -> None:
        self._drafts: dict[str, Draft] = defaultdict(Draft)
        self._merged: list[tuple[str, str]] = []
        clauses = list(header)
        self._spaces = {str(c.prefix): str(c.url) for c in clauses if isinstance(c, fastobo.header.IdspaceClause)}
        names = [c.raw_value() for c in clauses if isinstance(c, fastobo.header.OntologyClause)]
        self._ontology = names[0] if names else "unnamed"

    @property
    def iri(self) -> str:
        """The IRI of the ontology; empty if the header names none."""
        name = "" if self._ontology == "unnamed" else self._ontology
        return name if "://" in name or not name else f"{OBO}{name}.owl"

    def read(self, frame: Any) -> None:
        """Add one term frame.

        :param frame: a term frame as fastobo parsed it
        """
        iri = self._iri(frame.id)
        draft = self._drafts[iri]
        for clause in frame:
            if any(str(qualifier.key) == _CONDITIONAL for qualifier in clause.qualifiers or ()):
                continue
            self._read_clause(iri, draft, clause)

    def terms(self) -> tuple[Term, ...]:
        """Return the terms.

        :returns: the terms, sorted by IRI
        """
        for alternative, iri in self._merged:
            merge(self._drafts, alternative, iri)
        return finish(self._drafts)

    def _read_clause(self, iri: str, draft: Draft, clause: Any) -> None:
        kind = clause.raw_tag()
        if kind == "name":
            draft.labels.add(clause.name.strip())
        elif kind == "def":
            draft.definitions.add(str(clause.definition).strip())
        elif kind == "synonym":
            draft.synonyms.add(Synonym(clause.synonym.scope.lower(), clause.synonym.desc.strip()))
        elif kind == "is_a":
            draft.parents.add(self._iri(clause.term))
        elif kind == "relationship":
            draft.part_of.add(self._iri(clause.term))
        elif kind == "is_obsolete":
            draft.obsolete = clause.obsolete
        elif kind == "replaced_by":
            draft.replaced_by.add(self._iri(clause.term))
        elif kind == "consider":
            draft.consider.add(self._iri(clause.term))
        elif kind == "alt_id":
            self._merged.append((self._iri(clause.alt_id), iri))

    def _iri(self, identifier: Any) -> str:
        """Return the IRI of an identifier by the rules of OBO 1.4."""
        if isinstance(identifier, fastobo.id.PrefixedIdent):
            space = self._spaces.get(identifier.prefix, f"{OBO}{identifier.prefix}_")
            return f"{space}{identifier.local}"
        if isinstance(identifier, fastobo.id.Url):
            return str(identifier)
        return f"{OBO}{self._ontology}#{identifier}"
