"""How fast documents are read: matching of names, the whole way, and how time grows with length.

Run ``python benchmarks/extraction.py``. CPU time of one process; the lexicon is built before. The last figure is of a
folder that all cores read, by the clock.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from ingest.documents.reading import text_of
from ingest.extraction.pipeline import extract
from ingest.ingestion import ingest_files
from ingest.lexicon.matching import packaged_lexicon
from ontology.entities import load_entities
from ontology.vocabulary import load_vocabulary

DOCUMENTS = Path(__file__).parent.parent / "tests" / "extraction_documents" / "practice"
COPIES = 10
PLAIN = "The committee met on Tuesday and the minutes were sent to everyone by the afternoon. "
DENSE = "Zelopram can cause nausea and a dry mouth in some people. "


def main() -> None:
    """Measure and print the figures."""
    start = time.process_time()
    lexicon = packaged_lexicon()
    print(f"lexicon: {len(lexicon)} names in {time.process_time() - start:.1f} s")
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.glob("*.txt")))
    lines = text.split("\n") * 20
    start = time.process_time()
    for line in lines:
        lexicon.mentions(line)
    print(f"matching: {20 * len(text) / (time.process_time() - start) / 1e6:.1f} MB/s")
    entities, vocabulary = load_entities(), load_vocabulary()
    for name, body in (
        ("documents, dense in claims", text),
        ("1 MB line", (PLAIN + DENSE) * 7000),
        ("4 MB line", (PLAIN + DENSE) * 28000),
    ):
        start = time.process_time()
        extract(text_of(body.encode(), "text.txt"), lexicon, entities, vocabulary, ["zelopram"])
        print(f"{name}: {len(body) / (time.process_time() - start) / 1e3:.0f} kB/s end to end")
    paths = sorted(DOCUMENTS.glob("*.txt")) * COPIES
    size = sum(path.stat().st_size for path in paths)
    start = time.perf_counter()
    claims = sum(len(done.records) for done in ingest_files(paths))
    rate = size / (time.perf_counter() - start) / 1e3
    print(f"a folder of {len(paths)} documents, {claims} claims: {rate:.0f} kB/s with {os.cpu_count()} processes")


if __name__ == "__main__":
    main()
