"""Bigger graphs for measurements: the five documents again, as if written about other drugs.

    python -m benchmarks.larger_graph DRUGS FOLDER [--seed SEED] [--same-drug]

The folder gets ``sources`` and ``entities``, which ``drugkg build --sources FOLDER/sources --entities FOLDER/entities``
builds. The first drug is the real one, with its records unchanged. Each further drug has a made-up name and the five
documents under names of their own: every record once, with new identifiers, the drug replaced throughout. What
involves the drug (its uses, its cessation, people who take it) is made anew for each drug, and so is a random half of
all other entities; the other half is shared. Nothing that these documents state is true.

The result depends on the seed only: two runs write the same bytes. With ``--same-drug`` the further documents are
about the real drug, to measure what many documents on one drug cost.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ingest.sources import SOURCES_FOLDER
from ontology.entities import ENTITIES_FOLDER, RELATIONS, Entity, load_entities

_STARTS = ("al", "be", "cor", "da", "fe", "go", "hi", "ka", "lo", "mi", "ne", "or", "pa", "ri", "so", "ta", "ve", "zu")
_MIDDLES = ("ba", "ce", "do", "fi", "ga", "lo", "mu", "na", "pe", "ri", "so", "ta", "vi", "xo")
_ENDS = ("dine", "fen", "lone", "mide", "pam", "rine", "tane", "vir", "xil", "zole")
_IDENTIFIERS = ("doi", "pmid", "s2cid")
Record = dict[str, Any]


@dataclass(frozen=True)
class _Source:
    """A source folder as it is: its metadata and its records."""

    about: Record
    records: tuple[Record, ...]


def write_larger_graph(folder: Path, drugs: int, seed: int = 1, *, same_drug: bool = False) -> Path:
    """Write sources and entities of a graph with several drugs.

    :param folder: where ``sources`` and ``entities`` are written; made if it is not there
    :param drugs: number of drugs, the real one included, or of sets of documents on it
    :param seed: of the random choices
    :param same_drug: let the further documents be about the real drug
    :returns: the folder
    """
    chance = random.Random(seed)  # noqa: S311 - a generator of test data that can be repeated
    entities = load_entities()
    sources = [_read(path.parent) for path in sorted(SOURCES_FOLDER.glob("*/source.yaml"))]
    drug = most_claimed_drug(entities, sources)
    own = _involving(drug, entities)
    rest = sorted(set(entities) - own)
    copied = {} if same_drug else own | set(chance.sample(rest, len(rest) // 2))
    shutil.copytree(SOURCES_FOLDER, folder / "sources", dirs_exist_ok=True)
    shutil.copytree(ENTITIES_FOLDER, folder / "entities", dirs_exist_ok=True)
    names: set[str] = {drug}
    for number in range(1, drugs):
        name = _new_name(chance, names)
        renamed = {slug: name if slug == drug else f"{slug}-{name}" for slug in copied}
        if renamed:
            _write_entities(folder / "entities" / f"copy-{number:04d}.yaml", entities, renamed, (drug, name))
        for source in sources:
            _write_source(folder / "sources", source, renamed, (entities[drug].label, name), chance)
    return folder


def most_claimed_drug(entities: Mapping[str, Entity], sources: Iterable[_Source]) -> str:
    """Return the drug that most claims have as their subject.

    :param entities: slug to entity
    :param sources: the documents
    :returns: its slug
    """
    counts = Counter(record["subject_id"].partition(":")[2] for source in sources for record in source.records)
    return max(
        (slug for slug, entity in entities.items() if entity.class_name == "Drug"), key=lambda slug: counts[slug]
    )


def _involving(drug: str, entities: Mapping[str, Entity]) -> set[str]:
    """Return a drug and all that involves it, through other entities too."""
    found = {drug}
    while True:
        more = {
            slug
            for slug, entity in entities.items()
            if slug not in found and any(target in found for targets in entity.relations.values() for target in targets)
        }
        if not more:
            return found
        found |= more


def _new_name(chance: random.Random, taken: set[str]) -> str:
    """Return a name for a drug that has none yet."""
    while True:
        name = chance.choice(_STARTS) + chance.choice(_MIDDLES) + chance.choice(_MIDDLES) + chance.choice(_ENDS)
        if name not in taken:
            taken.add(name)
            return name


def _read(folder: Path) -> _Source:
    about = yaml.load((folder / "source.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    lines = (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    return _Source(about, tuple(json.loads(line) for line in lines if line.strip()))


def _write_entities(
    path: Path, entities: Mapping[str, Entity], renamed: Mapping[str, str], drug: tuple[str, str]
) -> None:
    """Write the copies of entities, whose relations lead to copies where there are any."""
    old, new = drug
    label = entities[old].label
    written = {}
    for slug, copy in sorted(renamed.items()):
        entity = entities[slug]
        named = copy == new or label in entity.label
        body: Record = {
            "label": entity.label.replace(label, new) if named else f"{entity.label} ({new})",
            "class": entity.class_name,
            "definition": entity.definition.replace(label, new),
        }
        for relation in RELATIONS:
            if relation in entity.relations:
                body[relation] = [renamed.get(target, target) for target in entity.relations[relation]]
        written[copy] = body
    path.write_text(yaml.dump(written, Dumper=yaml.CSafeDumper, allow_unicode=True), encoding="utf-8")


def _write_source(
    folder: Path, source: _Source, renamed: Mapping[str, str], drug: tuple[str, str], chance: random.Random
) -> None:
    """Write one document again, about another drug."""
    new = drug[1]
    slug = f"{source.about['slug']}-{new}"
    curies = {f"drugkg:{one}": f"drugkg:{other}" for one, other in renamed.items()}
    curies[f"source:{source.about['slug']}"] = f"source:{slug}"
    curies |= {f"ref:{item['id']}": f"ref:{item['id']}-{new}" for item in source.about.get("references") or ()}
    about = _changed(source.about, curies, drug)
    about |= {"slug": slug, "file": f"{slug}.txt", "sha256": _digest(slug)}
    for item in about.get("references") or ():
        item["id"] = f"{item['id']}-{new}"
        for key in _IDENTIFIERS:
            if item.get(key):
                item[key] = f"10.5555/{chance.randrange(10**9)}" if key == "doi" else str(chance.randrange(10**9))
    place = folder / slug
    place.mkdir(exist_ok=True)
    (place / "source.yaml").write_text(yaml.dump(about, Dumper=yaml.CSafeDumper, allow_unicode=True), encoding="utf-8")
    with (place / "claims.jsonl").open("w", encoding="utf-8", newline="\n") as file:
        for record in source.records:
            number = record["id"].removeprefix(source.about["slug"])
            copy = _changed(record, curies, drug) | {"id": slug + number, "source": about["file"]}
            file.write(json.dumps(copy, ensure_ascii=False) + "\n")


def _changed(value: Any, curies: Mapping[str, str], drug: tuple[str, str]) -> Any:
    """Return a value of a file with identifiers and the name of the drug replaced, in all that it contains."""
    if isinstance(value, dict):
        return {key: _changed(item, curies, drug) for key, item in value.items()}
    if isinstance(value, list):
        return [_changed(item, curies, drug) for item in value]
    if not isinstance(value, str):
        return value
    old, new = drug
    return curies.get(value) or value.replace(old, new).replace(old.capitalize(), new.capitalize())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def main() -> None:
    """Write a graph as the command line asks."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("drugs", type=int, help="number of drugs, the real one included")
    parser.add_argument("folder", type=Path, help="where to write sources and entities")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--same-drug", action="store_true", help="let all documents be about the real drug")
    options = parser.parse_args()
    write_larger_graph(options.folder, options.drugs, options.seed, same_drug=options.same_drug)


if __name__ == "__main__":
    main()
