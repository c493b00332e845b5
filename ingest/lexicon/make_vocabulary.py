"""Make the packaged vocabulary table from label tables of open vocabularies.

Run ``python -m ingest.lexicon.make_vocabulary FOLDER`` with the folder of the tables ``symp.tsv``, ``doid.tsv.gz``,
``drugbank_vocabulary.tsv.gz`` and ``mesh.tsv.gz`` (columns id, label, synonyms, parents, xrefs, status, source).
``ingest/lexicon/VOCABULARY.md`` states licences and versions.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

TABLE_FILE = Path(__file__).with_name("vocabulary.tsv.gz")
COLUMNS = ("category", "id", "label", "synonyms", "xrefs")

_TREES = (
    ("tree:D12.776.543.750", "target"),
    ("tree:D12.776.157.530", "target"),
    ("tree:D12.776.543.585", "target"),
    ("tree:D08.811", "enzyme"),
    ("tree:D27.505", "drug_class"),
    ("tree:C", "finding"),
    ("tree:F03", "finding"),
    ("tree:F01.145.126", "finding"),
    ("tree:F01.470", "finding"),
    ("tree:D02", "drug"),
    ("tree:D03", "drug"),
    ("tree:D04", "drug"),
    ("tree:D06", "drug"),
    ("tree:A08.186.211", "region"),
)
"""Branches of MeSH and the category of what is in them; the first one that fits."""


def _rows(path: Path) -> Iterator[dict[str, str]]:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    yield from csv.DictReader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)


def _names(row: dict[str, str]) -> str:
    """Return the synonyms that a document may use: no inverted or chemical names, none too short or long."""
    label = row["label"]
    kept: dict[str, str] = {}
    for name in row["synonyms"].split("|"):
        folded = name.strip()
        if (
            4 <= len(folded) <= 60
            and folded.lower() != label.lower()
            and not re.search(r", |[\[\]{};]|\d-\(|\(\d|^\W", folded)
        ):
            kept.setdefault(folded.lower(), folded)
    lower = set(kept)
    return "|".join(
        name
        for key, name in kept.items()
        if not (key.endswith("s") and (key[:-1] in lower or key[:-1] == label.lower()))
    )


def _category_of_mesh(row: dict[str, str]) -> str | None:
    trees = row["xrefs"].split("|")
    for branch, category in _TREES:
        if any(tree.startswith(branch) for tree in trees):
            return category
    return None


def entries(folder: Path) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield the rows of the packaged table.

    :param folder: folder of the label tables
    :yields: category, identifier, label, synonyms and identifiers elsewhere
    """
    for file, category in (("symp.tsv", "finding"), ("doid.tsv.gz", "finding"), ("drugbank_vocabulary.tsv.gz", "drug")):
        for row in _rows(folder / file):
            if row["status"] == "current" and 3 <= len(row["label"]) <= 60:
                xrefs = (
                    [x for x in row["xrefs"].split("|") if x.startswith(("UNII:", "CAS:"))]
                    if category == "drug"
                    else []
                )
                yield category, row["id"], row["label"], _names(row), "|".join(xrefs)
    for row in _rows(folder / "mesh.tsv.gz"):
        found = _category_of_mesh(row)
        if found and row["status"] == "current" and len(row["label"]) <= 60:
            yield found, row["id"], row["label"], _names(row), ""


def write_table(folder: Path, target: Path = TABLE_FILE) -> int:
    """Write the packaged table; the same input gives the same bytes.

    :param folder: folder of the label tables
    :param target: the file to write
    :returns: the number of rows
    """
    rows = sorted(set(entries(folder)))
    text = io.StringIO(newline="")
    writer = csv.writer(
        text, delimiter="\t", quoting=csv.QUOTE_NONE, lineterminator="\n", escapechar=None, quotechar=None
    )
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    target.write_bytes(gzip.compress(text.getvalue().encode("utf-8"), 9, mtime=0))
    return len(rows)


if __name__ == "__main__":
    print(write_table(Path(sys.argv[1])), "rows written to", TABLE_FILE)
