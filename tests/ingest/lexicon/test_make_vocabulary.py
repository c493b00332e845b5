"""The packaged vocabulary is what the script makes of the label tables."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from ingest.lexicon.make_vocabulary import TABLE_FILE, write_table

HEAD = "id\tlabel\tsynonyms\tparents\txrefs\tstatus\tsource\n"


@pytest.mark.originals
def test_the_packaged_table_is_that_of_the_label_tables(vocabularies: Path, tmp_path: Path) -> None:
    made = tmp_path / "vocabulary.tsv.gz"
    assert write_table(vocabularies, made) > 40_000
    assert gzip.decompress(made.read_bytes()) == gzip.decompress(TABLE_FILE.read_bytes())


def test_obsolete_terms_and_names_that_no_text_uses_are_left_out(tmp_path: Path) -> None:
    tables = {
        "symp.tsv": "S:1\tear ache\totalgia|ache, ear|ear aches|\t\t\tcurrent\tx\nS:2\told term\t\t\t\tobsolete\tx\n",
        "doid.tsv.gz": "",
        "drugbank_vocabulary.tsv.gz": "D:1\tzelopram\tzelopramum\t\tUNII:A1|CAS:2|KEGG:3\tcurrent\tx\n",
        "mesh.tsv.gz": "M:1\tcough\t\t\ttree:C08.618\tcurrent\tx\nM:2\tboats\t\t\ttree:J01.9\tcurrent\tx\n",
    }
    for name, rows in tables.items():
        data = (HEAD + rows).encode()
        (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    made = tmp_path / "out.tsv.gz"
    assert write_table(tmp_path, made) == 3
    assert gzip.decompress(made.read_bytes()).decode().splitlines()[1:] == [
        "drug\tD:1\tzelopram\tzelopramum\tUNII:A1|CAS:2",
        "finding\tM:1\tcough\t\t",
        "finding\tS:1\tear ache\totalgia\t",
    ]
