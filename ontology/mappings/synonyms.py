"""The names that other vocabularies have for our entities, taken from the terms that entities are mapped to exactly.

    python -m ontology.mappings.synonyms FOLDER

writes ``ontology/synonyms.tsv`` from a folder of label tables. Only vocabularies whose licence allows to ship their
names are read; each name has the licence next to it.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from pathlib import Path

from ontology.entities import Entity, load_entities
from ontology.errors import UserError
from ontology.mappings.label_tables import TermNames, name_key, read_names
from ontology.mappings.name_tables import read_rows, write_rows
from ontology.mappings.sssom import EXACT, Mapping, load_mappings

SYNONYMS_FILE = Path(__file__).parent.parent / "synonyms.tsv"
EVERYDAY_FILE = Path(__file__).parent.parent / "everyday_names.tsv"

LICENCES: MappingOf[str, str] = {
    "CHEBI": "CC BY 4.0",
    "CL": "CC BY 4.0",
    "DOID": "CC0 1.0",
    "DRUGBANK": "CC0 1.0",
    "ECO": "CC0 1.0",
    "EFO": "Apache 2.0",
    "GO": "CC BY 4.0",
    "HGNC": "CC0 1.0",
    "HP": "HPO licence",
    "MESH": "NLM terms",
    "MONDO": "CC BY 4.0",
    "RXCUI": "RxNorm prescribable content",
    "SYMP": "CC0 1.0",
    "UBERON": "CC BY 3.0",
    "UniProtKB": "CC BY 4.0",
}
"""The vocabularies whose names may be shipped, with their licences."""

TABLES = (
    "cl", "doid", "drugbank_vocabulary", "eco", "efo", "go", "hgnc", "hp", "mesh", "mesh_supplementary_drugs", "mondo",
    "symp", "uberon", "uniprot_human", "chebi_drugs_roles", "rxnorm_ingredients",
)  # fmt: skip
"""The label tables that are these vocabularies' own; other tables name their terms in words of others."""

_LONGEST = 60
_CODE = re.compile(r"[A-Z]{1,5}[-_:. ]?\d[\w.-]*|[\d.,:-]+|\S*[\[\]{}|]\S*.*|.*\(\w*\d\w*[^)]*\).*|.*_.*")
_INVERTED = re.compile(r"\S, \S")


@dataclass(frozen=True)
class Synonym:
    """A name of one of our entities in another vocabulary.

    :param entity: CURIE of the entity
    :param name: the name
    :param source: CURIE of the term that has it, as its label or as a synonym
    :param vocabulary: prefix of that term
    :param version: version of the table that it comes from, as in the mappings
    :param licence: under which the vocabulary allows to use it
    """

    entity: str
    name: str
    source: str
    vocabulary: str
    version: str
    licence: str


def load_synonyms(path: Path = SYNONYMS_FILE) -> list[Synonym]:
    """Read the table of synonyms.

    :param path: a tab-separated file
    :returns: its rows
    :raises UserError: if it cannot be read, or a row has other columns
    """
    return read_rows(Synonym, path, "synonyms")


@dataclass(frozen=True)
class EverydayName:
    """A name that people type for one of our entities: lay words, abbreviations. It finds the entity and means no more.

    :param entity: CURIE of the entity
    :param name: the name
    """

    entity: str
    name: str


def names_to_find_by(synonyms: Path = SYNONYMS_FILE, everyday: Path = EVERYDAY_FILE) -> list[tuple[str, str]]:
    """Return the names that entities are found by beside their own: of other vocabularies, and of everyday speech.

    :param synonyms: the table of synonyms
    :param everyday: the table of everyday names
    :returns: CURIE and name
    :raises UserError: if a table cannot be read, or a row has other columns
    """
    names = [(row.entity, row.name) for row in load_synonyms(synonyms)]
    return names + [(row.entity, row.name) for row in read_rows(EverydayName, everyday, "everyday names")]


def make_synonyms(mappings: Iterable[Mapping], entities: MappingOf[str, Entity], terms: TermNames) -> list[Synonym]:
    """Return the names that other vocabularies have for our entities and that mean nothing else.

    :param mappings: the mappings; only exact ones to a vocabulary of :data:`LICENCES` count
    :param entities: slug to entity
    :param terms: the names of the terms
    :returns: the synonyms, sorted; left out are names that an entity of ours has already, codes, abbreviations of
        fewer than three letters, names that belong to two entities, and synonyms that are the label of another term
    """
    own = {name_key(name) for entity in entities.values() for name in (entity.label, *entity.synonyms)}
    exact: dict[str, dict[str, Mapping]] = defaultdict(dict)
    for mapping in sorted(mappings, key=lambda row: (row.subject_id, row.object_id)):
        if mapping.predicate_id == EXACT and mapping.found and mapping.subject_id.startswith("drugkg:"):
            exact[mapping.subject_id][mapping.object_id] = mapping
    owners: dict[str, set[str]] = defaultdict(set)
    found: dict[tuple[str, str], Synonym] = {}
    others: dict[str, set[str]] = defaultdict(set)
    for entity, counterparts in exact.items():
        for term, mapping in counterparts.items():
            licence = LICENCES.get(mapping.vocabulary)
            for name in filter(is_a_name, terms.names.get(term, ()) if licence else ()):
                key = name_key(name)
                owners[key].add(entity)
                if not terms.labelled.get(key, set()) <= counterparts.keys():
                    others[entity].add(_initials(name))
                elif key not in own:
                    row = Synonym(entity, name, term, mapping.vocabulary, mapping.object_source_version, str(licence))
                    found.setdefault((entity, key), row)
    kept = [row for (entity, key), row in found.items() if len(owners[key]) == 1 and row.name not in others[entity]]
    return sorted(kept, key=lambda row: (row.entity, row.name.casefold()))


def _initials(name: str) -> str:
    """Return the abbreviation of a name: an abbreviation of another term is not a name of ours."""
    return "".join(word[0] for word in re.findall(r"\w+", name)).upper()


def is_a_name(text: str) -> bool:
    """Return whether a text is a name that people use, and no code, formula, inverted heading or short abbreviation.

    :param text: a label or synonym
    :returns: whether it is a name

    >>> [is_a_name(text) for text in ("Lioresal", "CNS", "Na", "Ba 34647", "Pain, Neuropathic", "C10H12ClNO2")]
    [True, True, False, False, False, False]
    """
    letters = sum(character.isalpha() for character in text)
    has_formula = sum(character.isdigit() for character in text) > 2
    return (
        letters >= 3
        and len(text) <= _LONGEST
        and not (has_formula or _CODE.fullmatch(text) or _INVERTED.search(text))
        and text.isprintable()
    )


def _main(arguments: list[str]) -> Iterator[str]:
    """Write the table and yield what was done."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        raise UserError("usage: python -m ontology.mappings.synonyms FOLDER, with a folder of label tables")
    mappings = load_mappings()
    wanted = {row.object_id for row in mappings if row.predicate_id == EXACT}
    rows = make_synonyms(mappings, load_entities(), read_names(Path(arguments[0]), TABLES, wanted))
    write_rows(Synonym, rows, SYNONYMS_FILE)
    yield f"wrote {len(rows)} synonyms of {len({row.entity for row in rows})} entities to {SYNONYMS_FILE.name}"


if __name__ == "__main__":
    try:
        print(*_main(sys.argv[1:]), sep="\n")
    except UserError as error:
        sys.exit(str(error))
