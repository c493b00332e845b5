"""The names of terms that entities are mapped to, but not exactly: a gene of a subunit, a wider or narrower condition.

Drugs of an ATC class that an entity is mapped to count too, with their brands: diazepam is one of the benzodiazepines.
What no vocabulary of ours leads to, such as teenagers, is in ``ontology/nearby_names.tsv``, which is written by hand.

    python -m ontology.mappings.related_names FOLDER

writes ``ontology/related_names.tsv`` from a folder of label tables. Such a name is not a name of the entity. Who looks
it up is told of which term it is a name, and how the entity is mapped to that term. Only vocabularies whose licence
allows to ship their names are read.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ontology.entities import load_entities
from ontology.errors import UserError
from ontology.mappings.label_tables import TermNames, name_key, read_names, rows_of
from ontology.mappings.name_tables import read_rows, write_rows
from ontology.mappings.sssom import EXACT, Mapping, load_mappings
from ontology.mappings.synonyms import LICENCES, TABLES, is_a_name, load_synonyms

RELATED_NAMES_FILE = Path(__file__).parent.parent / "related_names.tsv"
NEARBY_NAMES_FILE = Path(__file__).parent.parent / "nearby_names.tsv"

_LICENCES = {**LICENCES, "FPLX": "CC0 1.0", "hgnc.genegroup": "CC0 1.0", "ComplexPortal": "CC0 1.0"}
_TABLES = (*TABLES, "famplex", "hgnc_gene_groups", "complexportal_human")
_SYMBOLS = ("FPLX", "HGNC", "UniProtKB", "iuphar.receptor")
"""Vocabularies whose names may be symbols, such as GABBR1, which elsewhere would be codes."""

_CODE_OF_A_DRUG = len("ATC:N05BA01")
_NAMED_BY = {"DRUGBANK": "2026-04", "RXCUI": "2025-10-06"}
"""The vocabularies that name the drugs of a class, with the versions of their tables."""

_SYMBOL = re.compile(r"[A-Za-z][\w-]{2,19}")


@dataclass(frozen=True)
class RelatedName:
    """A name of a term that is mapped, but to no entity exactly.

    :param name: the name
    :param term: CURIE of the term
    :param version: version of the table that it comes from, as in the mappings
    :param licence: under which the vocabulary allows to use it
    """

    name: str
    term: str
    version: str
    licence: str


@dataclass(frozen=True)
class NearbyName:
    """A name of something that is no entity, and an entity near it.

    :param name: the name, in the singular
    :param entity: CURIE of the entity
    :param match: how the entity relates to what the name means: ``broader``, ``narrower`` or ``related``
    """

    name: str
    entity: str
    match: str


def load_nearby_names(path: Path = NEARBY_NAMES_FILE) -> list[NearbyName]:
    """Read the table of nearby names.

    :param path: a tab-separated file
    :returns: its rows
    :raises UserError: if it cannot be read, or a row has other columns
    """
    return read_rows(NearbyName, path, "nearby names")


def letters_of(name: str) -> str:
    """Return a name as letters and digits alone, to compare symbols however they are written.

    :param name: a name or symbol
    :returns: its letters and digits in small letters

    >>> letters_of("GABA-B1") == letters_of("GABAB1")
    True
    """
    return "".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", name).casefold()))


def terms_named(name: str, path: Path = RELATED_NAMES_FILE) -> list[str]:
    """Return the terms that have a name, whatever its case, hyphens and blanks.

    :param name: a name or symbol
    :param path: the table
    :returns: CURIEs of terms that are mapped to entities, none of them exactly
    """
    wanted = letters_of(name)
    if not wanted:
        return []
    return list(dict.fromkeys(row.term for row in load_related_names(path) if letters_of(row.name) == wanted))


def load_related_names(path: Path = RELATED_NAMES_FILE) -> list[RelatedName]:
    """Read the table of related names.

    :param path: a tab-separated file
    :returns: its rows
    :raises UserError: if it cannot be read, or a row has other columns
    """
    return read_rows(RelatedName, path, "related names")


def make_related_names(mappings: Iterable[Mapping], taken: Iterable[str], terms: TermNames) -> list[RelatedName]:
    """Return the names of terms that are mapped to entities, but to none exactly.

    :param mappings: the mappings
    :param taken: the names that entities have, their own and those of terms that are mapped exactly
    :param terms: the names of the terms
    :returns: the names, sorted; names that an entity has and codes are left out
    """
    known = {name_key(name) for name in taken}
    rows = [row for row in mappings if row.found and row.subject_id.startswith("drugkg:")]
    exact = {row.object_id for row in rows if row.predicate_id == EXACT}
    found: dict[tuple[str, str], RelatedName] = {}
    for mapping in sorted(rows, key=lambda row: row.object_id):
        term = mapping.object_id
        if term in exact:
            continue
        given = [*terms.names.get(term, ()), mapping.object_label]
        for name in given if mapping.vocabulary in _LICENCES else [mapping.object_label]:
            symbol = mapping.vocabulary in _SYMBOLS and _SYMBOL.fullmatch(name)
            if (symbol or is_a_name(name)) and name_key(name) not in known:
                licence = _LICENCES.get(mapping.vocabulary, "label of a mapping")
                row = RelatedName(name, term, mapping.object_source_version, licence)
                found.setdefault((term, letters_of(name)), row)
    return sorted(found.values(), key=lambda row: (row.term, row.name.casefold()))


def names_of_members(mappings: Iterable[Mapping], taken: Iterable[str], folder: Path) -> list[RelatedName]:
    """Return the names of the drugs in each ATC class that an entity is mapped to.

    :param mappings: the mappings
    :param taken: the names that entities have
    :param folder: a folder of label tables; the names are those of DrugBank and RxNorm, brands included, and the code
        of a drug is PharmGKB's, where the WHO index lists it
    :returns: the names, sorted
    """
    known = {name_key(name) for name in taken}
    rows = [row for row in mappings if row.found and row.vocabulary == "ATC"]
    classes = tuple(row.object_id for row in rows if len(row.object_id) < _CODE_OF_A_DRUG)
    own = {row.object_id for row in rows}
    listed = {row.id for row in rows_of(folder, "atc_by_pharmgkb")}
    drugs = {
        code: [xref for xref in row.xrefs if xref.startswith(tuple(_NAMED_BY))]
        for row in rows_of(folder, "pharmgkb_drugs")
        for code in row.xrefs
        if code.startswith(classes) and len(code) == _CODE_OF_A_DRUG and code in listed - own
    }
    wanted = {xref for xrefs in drugs.values() for xref in xrefs}
    terms = read_names(folder, ("drugbank_vocabulary", "rxnorm_ingredients"), wanted)
    found: dict[tuple[str, str], RelatedName] = {}
    for code, xrefs in drugs.items():
        for xref in xrefs:
            prefix = xref.partition(":")[0]
            given = terms.names.get(xref, [])
            for name in filter(is_a_name, given if prefix == "RXCUI" else given[:1]):
                if name_key(name) not in known and "/" not in name:
                    row = RelatedName(name, code, _NAMED_BY[prefix], LICENCES[prefix])
                    found.setdefault((code, letters_of(name)), row)
    return sorted(found.values(), key=lambda row: (row.term, row.name.casefold()))


def _main(arguments: list[str]) -> Iterator[str]:
    """Write the table and yield what was done."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        raise UserError("usage: python -m ontology.mappings.related_names FOLDER, with a folder of label tables")
    mappings = load_mappings()
    own = [name for entity in load_entities().values() for name in (entity.label, *entity.synonyms)]
    taken = [*own, *(row.name for row in load_synonyms())]
    folder = Path(arguments[0])
    rows = make_related_names(mappings, taken, read_names(folder, _TABLES, {m.object_id for m in mappings}))
    rows = sorted([*rows, *names_of_members(mappings, taken, folder)], key=lambda row: (row.term, row.name.casefold()))
    write_rows(RelatedName, rows, RELATED_NAMES_FILE)
    yield f"wrote {len(rows)} names of {len({row.term for row in rows})} terms to {RELATED_NAMES_FILE.name}"


if __name__ == "__main__":
    try:
        print(*_main(sys.argv[1:]), sep="\n")
    except UserError as error:
        sys.exit(str(error))
