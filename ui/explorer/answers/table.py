"""Rows of an answer as a table for the screen: names for identifiers, numbers as numbers, links that are safe."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ontology.namespaces import BASE, PREFIXES, compact
from ontology.vocabulary import load_vocabulary
from queries.answers.narrowing import PARTS_OF_VALUE
from queries.answers.table import NUMBERS
from queries.display_text import clean, show
from queries.store.interface import Solutions, Term
from ui.explorer.frame.addresses import address
from ui.explorer.frame.escaping import safe_address

_LARGEST = 2**53
"""Numbers up to here are exact on the screen; larger ones stay text."""

_SIGNS = {"1": "↑ raises", "-1": "↓ lowers", "": "? not stated"}
"""What a column ``net_sign`` says, in words; an empty value means a step without a direction."""

_LONG = ("statement", "phrase", "note", "passage", "definition", "path", "proposition")
"""Columns that get room for a sentence."""

_CHARACTER, _EDGES = 6.2, 22
_WIDEST, _WIDEST_LONG = 240, 460

Label = Callable[[str], str]
Cell = str | float | int | None


@dataclass(frozen=True)
class Column:
    """A column of the table.

    :param name: the variable
    :param kind: text, number, claim (addresses of Evidence pages) or web (addresses of web pages)
    :param cells: its values
    """

    name: str
    kind: str
    cells: list[Cell]

    @property
    def title(self) -> str:
        """Its heading."""
        return self.name.replace("_", " ")

    @property
    def width(self) -> int:
        """The room that its cells and its title need, in pixels; the longest cells get less."""
        shown = (str(cell).partition("claim=")[2] if self.kind == "claim" else str(cell) for cell in self.cells if cell)
        longest = max(map(len, shown), default=0)
        needed = max(longest, len(self.title)) * _CHARACTER + _EDGES
        return round(min(needed, _WIDEST_LONG if self.name in _LONG else _WIDEST))


class Fact(NamedTuple):
    """A cell of a selected row.

    :param name: the variable
    :param text: what it says
    :param curie: the identifier of an IRI, else empty
    :param page: the page of the explorer with details, else empty
    :param parameters: the state of that page
    :param web: a web address with details, else empty
    """

    name: str
    text: str
    curie: str = ""
    page: str = ""
    parameters: Mapping[str, str] = {}
    web: str = ""


def is_ours(iri: str) -> bool:
    """Return whether an IRI belongs to drugkg.

    :param iri: a complete IRI
    :returns: true for IRIs below the base of drugkg
    """
    return iri.startswith(BASE)


def shown_columns(answer: Solutions) -> list[str]:
    """Return the columns that a reader needs: no identifiers next to labels, no parts of a quantity next to its text.

    :param answer: the rows
    :returns: names of variables, in order
    """
    return [
        name
        for name in answer.variables
        if not (name.endswith("_id") and name.removesuffix("_id") in answer.variables)
        and not (name in PARTS_OF_VALUE and "value" in answer.variables)
        and name != "works"
    ]


def table(answer: Solutions, label: Label, *, identifiers: bool = False) -> list[Column]:
    """Return the columns of an answer that contain information; links to claims come near the front, to be visible.

    The rows of claims begin with the sentence and its document.

    :param answer: the rows
    :param label: gives the label of an IRI
    :param identifiers: show all columns, in their order, with the terms as they are
    :returns: the columns
    """
    names = answer.variables if identifiers else shown_columns(answer)
    columns = [_column(name, [row.get(name) for row in answer.rows], label, identifiers) for name in names]
    if identifiers:
        return columns
    if {"statement", "claim"} <= set(names):
        columns.sort(key=lambda column: (column.name != "statement", column.name != "source"))
    lead = 2 if columns and columns[0].name == "statement" and "source" in names else 1
    claims = [column for column in columns[lead:] if column.kind == "claim"]
    ordered = columns[:lead] + claims + [column for column in columns[lead:] if column.kind != "claim"]
    return [column for column in ordered if any(cell not in (None, "") for cell in column.cells)] or ordered


def _column(name: str, terms: Sequence[Term | None], label: Label, identifiers: bool) -> Column:
    if name == "net_sign" and not identifiers:
        return Column(name, "text", [words(name, term) for term in terms])
    bound = [term for term in terms if term is not None]
    numbers = [number_of(term) for term in terms]
    if bound and len([number for number in numbers if number is not None]) == len(bound):
        return Column(name, "number", list(numbers))
    if not identifiers and bound and all(term["type"] == "uri" for term in bound):
        iris = [None if term is None else str(term["value"]) for term in terms]
        if all(iri is None or iri.startswith(PREFIXES["claim"]) for iri in iris):
            claims = [None if iri is None else iri.removeprefix(PREFIXES["claim"]) for iri in iris]
            return Column(name, "claim", [claim and address("evidence", claim=claim) for claim in claims])
        if all(iri is None or (not is_ours(iri) and safe_address(iri)) for iri in iris):
            return Column(name, "web", list(iris))
    return Column(name, "text", [show(term) if identifiers else _text(name, term, label) for term in terms])


def words(name: str, term: Term | None) -> str:
    """Return a literal as people read it: the label of a code such as ``adverse_effect``, a sign in words, or the text.

    :param name: the variable; the name of a closed list means that the values are its codes
    :param term: a term, or ``None`` for an unbound variable
    :returns: the text; empty for an unbound variable
    """
    text = show(term)
    if name == "net_sign":
        return _SIGNS.get(text, text)
    code = load_vocabulary().schemes.get(name, {}).get(text)
    return code.label if code else text


def _text(name: str, term: Term | None, label: Label) -> str:
    """Return a term as people read it: the label of an entity, the short name of a document, the words of a literal."""
    if term is None or term["type"] != "uri":
        return words(name, term)
    iri = str(term["value"])
    source = iri.removeprefix(PREFIXES["source"])
    return clean(label(iri) if source == iri else source)


def number_of(term: Term | None) -> float | int | None:
    """Return the number in a term.

    :param term: a term, or ``None`` for an unbound variable
    :returns: the number, or ``None`` if the term is not a number
    """
    if term is None or term.get("datatype") not in NUMBERS:
        return None
    try:
        number = float(term["value"])
    except ValueError:
        return None
    if not math.isfinite(number) or abs(number) > _LARGEST:
        return None
    return int(number) if number.is_integer() else number


def row_facts(answer: Solutions, at: int, label: Label) -> list[Fact]:
    """Return everything in a row, its statement first, each with a link to the page about it.

    An identifier is combined with the name next to it.

    :param answer: the rows
    :param at: the number of the row, from 0
    :param label: gives the label of an IRI
    :returns: the facts
    """
    row = answer.rows[at]
    facts = {name: _fact(name, row[name], label) for name in answer.variables if name in row}
    for name in list(facts):
        beside = facts.get(f"{name}_id")
        if beside and beside.curie:
            facts[name] = beside._replace(name=name, text=facts[name].text)
            del facts[f"{name}_id"]
    return sorted(facts.values(), key=lambda fact: fact.name != "statement")


def _fact(name: str, term: Term, label: Label) -> Fact:
    if term["type"] != "uri":
        return Fact(name, words(name, term))
    iri = str(term["value"])
    text, curie = clean(label(iri)), clean(compact(iri))
    prefix, _, local = curie.partition(":")
    if not is_ours(iri):
        return Fact(name, text, curie, web=safe_address(iri) or "")
    if prefix == "claim":
        return Fact(name, text, curie, "evidence", {"claim": local})
    if prefix == "source":
        return Fact(name, text, curie, "evidence", {"source": local})
    if prefix == "drugkg":
        return Fact(name, text, curie, "evidence", {"entity": curie})
    return Fact(name, text, curie)
