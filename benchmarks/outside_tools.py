"""Tries exports with programs outside this environment: Java, JavaScript, LibreOffice, raptor, and another Python.

Each function returns rows of the table; a program that is not at hand is "not run".
"""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, Protocol

HERE = Path(__file__).parent
CSV_AS_UTF8 = "CSV:44,34,76,1,,0,false,true"
"""LibreOffice's way to name: comma, quotation mark, UTF-8, from line 1, numbers recognised."""


class Trial(NamedTuple):
    """A row of the table."""

    tool: str
    version: str
    tried: str
    result: str


class Files(Protocol):
    """The exports as files."""

    def file(self, kind: str, name: str, **options: Any) -> Path:
        """Return an export as a file."""

    def folder(self, kind: str) -> Path:
        """Return an export of several files."""

    def workbook(self) -> Path:
        """Return the claims as a workbook."""


def _said(*command: str | Path) -> str:
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True).stdout


def owl_api(files: Files, python: str | None, folders: list[str]) -> Iterator[Trial]:
    """Try the OWL API, which Protégé and ROBOT are made with.

    :param files: the exports
    :param python: a Python with jpype1
    :param folders: folders of jars, one for each version of the OWL API
    :yields: two rows for each version
    """
    tool, tried = "OWL API, inside Protégé and ROBOT", "`owl` against the profile OWL 2 DL; classified; converted"
    if not python or not folders:
        yield Trial(tool, "", tried, "not run: no --python or --jars given")
    for folder in folders:
        owl, turtle = files.file("owl", "drugkg.owl"), files.file("ttl", "drugkg.ttl")
        found = json.loads(_said(python or "", HERE / "owl_api.py", folder, owl, turtle))
        result = found["files"][str(owl)]
        axioms, *others = {result["axioms"], *result.get("other syntaxes", {}).values()}
        converted = "as many" if not others else f"{axioms} to {max(others)}"
        yield Trial(
            tool, found["version"], tried,
            f"{result['axioms']} axioms, {result['imports']} imports, {result['outside OWL 2 DL']} violations; "
            f"HermiT: {result.get('HermiT', 'not run')}; ELK: {result.get('ELK', 'not run')}; "
            f"functional, Manchester and OWL/XML read back: {converted} axioms",
        )  # fmt: skip
        yield Trial(tool, found["version"], "`ttl` loaded", f"{found['files'][str(turtle)]['axioms']} axioms")


def robot_report(files: Files, folder: str | None) -> Trial:
    """Run the queries of ``robot report``.

    :param files: the exports
    :param folder: the folder report_queries of ROBOT's source, or nothing
    :returns: the row
    """
    from pyoxigraph import QuerySolutions, RdfFormat, Store

    tool, tried = "ROBOT, the queries of its report", "`owl`, by pyoxigraph"
    if not folder:
        return Trial(tool, "", tried, "not run: no --robot given")
    store = Store()
    store.load(path=str(files.file("owl", "drugkg.owl")), format=RdfFormat.RDF_XML)
    queries = sorted(Path(folder).glob("*.rq"))
    found = {}
    for query in queries:
        answer = store.query(query.read_text(encoding="utf-8"))
        assert isinstance(answer, QuerySolutions)
        if rows := len({str(row[0]) for row in answer}):
            found[query.stem] = rows
    findings = ", ".join(f"{name} {rows}" for name, rows in found.items()) or "none"
    return Trial(tool, "", tried, f"{len(queries)} queries; findings: {findings}")


def javascript(files: Files, modules: str | None) -> Iterator[Trial]:
    """Try libraries of JavaScript.

    :param files: the exports
    :param modules: a folder node_modules, or nothing
    :yields: a row for each library and kind of file
    """
    if not modules or not shutil.which("node"):
        yield Trial("Cytoscape.js, N3.js, jsonld.js", "", "", "not run: no --node given")
        return
    exports = {
        ".cyjs": "cytoscape", ".graphml": "graphml", ".trig": "trig", ".ttl": "ttl", ".jsonld": "jsonld"
    }  # fmt: skip
    paths = [files.file(kind, f"drugkg{ending}") for ending, kind in exports.items()]
    found = json.loads(_said("node", HERE / "javascript_readers.mjs", modules, *paths))
    for ending, said in found.items():
        tool = {"cytoscape": "Cytoscape.js", "n3": "N3.js", "jsonld": "jsonld.js"}.get(said["tool"], said["tool"])
        yield Trial(tool, said["version"], f"`{exports[ending]}` read", said["result"])


def spreadsheet(files: Files) -> Trial:
    """Open the claims in LibreOffice Calc and compare every cell.

    :param files: the exports
    :returns: the row
    """
    tried = "`claims -f xlsx` and `claims-csv --bom` opened, every cell compared"
    program = shutil.which("soffice")
    if not program:
        return Trial("LibreOffice Calc", "", tried, "not run: not installed")
    import python_calamine

    table = files.file("claims-csv", "claims.csv", bom=True)
    with table.open(encoding="utf-8-sig", newline="") as file:
        expected = list(csv.reader(file))
    home = table.with_name("libreoffice")
    results = []
    for name, given, reading in (("workbook", files.workbook(), []), ("CSV", table, [f"--infilter={CSV_AS_UTF8}"])):
        command = [program, f"-env:UserInstallation={home.as_uri()}", "--headless", *reading]
        folder = home.with_name(f"opened-{name}")
        _said(*command, "--convert-to", "ods", "--outdir", folder, given)
        book = python_calamine.CalamineWorkbook.from_path(str(folder / given.with_suffix(".ods").name))
        rows = book.get_sheet_by_index(0).to_python()
        assert len(rows) == len(expected)
        pairs = [pair for line, row in zip(expected, rows, strict=True) for pair in zip(line, row, strict=True)]
        results.append(f"{name}: {sum(map(_differs, pairs))} of {len(pairs)} cells differ")
    version = _said(program, f"-env:UserInstallation={home.as_uri()}", "--version").split()[1]
    return Trial("LibreOffice Calc", version, tried, "; ".join(results))


def _differs(pair: tuple[str, Any]) -> bool:
    text, cell = pair
    if isinstance(cell, bool):
        return text.lower() != str(cell).lower()
    return float(text) != cell if isinstance(cell, float) else text != str(cell)


def raptor(files: Files) -> Trial:
    """Count statements with rapper.

    :param files: the exports
    :returns: the row
    """
    tried = "`owl`, `ttl` and `trig` read"
    if not shutil.which("rapper"):
        return Trial("raptor", "", tried, "not run: not installed")
    kinds = {"rdfxml": ("owl", "drugkg.owl"), "turtle": ("ttl", "drugkg.ttl"), "trig": ("trig", "drugkg.trig")}
    counts = []
    for syntax, (kind, name) in kinds.items():
        command = ["rapper", "-c", "-i", syntax, str(files.file(kind, name))]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
        counts.append(said.split("returned ")[1].split()[0])
    return Trial("raptor", _said("rapper", "--version").strip(), tried, f"{', '.join(counts)} statements")


def igraph(files: Files, python: str | None) -> Trial:
    """Read GraphML with igraph.

    :param files: the exports
    :param python: a Python with igraph
    :returns: the row
    """
    code = (
        "import sys, igraph; graph = igraph.Graph.Read_GraphML(sys.argv[1]); "
        "print(igraph.__version__, graph.ecount(), sum(edge['standing'] == 'denied' for edge in graph.es))"
    )
    if not python:
        return Trial("igraph", "", "`graphml` read", "not run: no --python given")
    version, edges, denied = _said(python, "-c", code, files.file("graphml", "drugkg.graphml")).split()
    return Trial("igraph", version, "`graphml` read", f"{edges} edges, {denied} of them denied")


def kgx(files: Files, python: str | None) -> Trial:
    """Validate and transform with kgx.

    :param files: the exports
    :param python: a Python with kgx and biolink-model
    :returns: the row
    """
    tried = "`kgx-tsv`: validate, and transform to JSON Lines in memory"
    if not python:
        return Trial("kgx", "", tried, "not run: no --python given")
    folder = files.folder("kgx-tsv")
    tables = [str(folder / name) for name in ("nodes.tsv", "edges.tsv")]
    command = [python, str(HERE / "kgx_offline.py"), str(folder / "context.jsonld")]
    checked = subprocess.run([*command, "validate", "-i", "tsv", *tables], capture_output=True, text=True, check=False)
    place = folder.parent / "transformed"
    _said(*command, "transform", "-i", "tsv", "-f", "jsonl", "-o", place, *tables)
    lines = Path(f"{place}_edges.jsonl").read_text(encoding="utf-8").splitlines()
    edges = [json.loads(line) for line in lines]
    given = len(Path(tables[1]).read_text(encoding="utf-8").splitlines()) - 1
    turned = sum(bool(edge.get("negated")) and int(edge["drugkg_affirmed"]) > 0 for edge in edges)
    errors = "no error" if (checked.stdout + checked.stderr).strip() == "{}" else "errors"
    version = _said(python, "-c", "from importlib.metadata import version; print(version('kgx'))").strip()
    result = f"validate: {errors}; transform: {len(edges)} of {given} edges kept, {turned} affirmed edges negated"
    return Trial("kgx", version, tried, result)
