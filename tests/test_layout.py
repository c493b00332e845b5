"""Every package imports only what the table allows, nothing imports in a circle, and no module hides another."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from importlib.metadata import distributions, packages_distributions
from pathlib import Path

import pytest

from tests.support.import_graph import ROOMS, circles, module_imports, package_imports, table

PROJECT = Path(__file__).parent.parent
BASE = (
    "ontology.errors ontology.evidence ontology.file_sizes ontology.files ontology.lazy_exports ontology.light_types"
    " ontology.modalities ontology.modality_words ontology.namespaces ontology.quantities ontology.quick_json"
    " ontology.vocabulary"
)
UP_TO_INDEX = "queries.errors queries.display_text queries.sparql queries.store queries.saved_queries queries.index"
MAY_IMPORT = {
    # ontology: the vocabulary, its terms, shapes and rules
    "ontology": "ontology.entities ontology.errors ontology.lazy_exports ontology.namespaces ontology.quantities"
    " ontology.vocabulary",
    "ontology.errors": "",
    "ontology.file_sizes": "",
    "ontology.files": "ontology.errors ontology.file_sizes",
    "ontology.lazy_exports": "",
    "ontology.namespaces": "",
    "ontology.light_types": "",
    "ontology.quick_json": "",
    "ontology.kept": "",
    "ontology.modalities": "",
    "ontology.modality_words": "",
    "ontology.evidence": "ontology.light_types",
    "ontology.validation_errors": "",
    "ontology.entities": "ontology.errors ontology.files ontology.kept ontology.validation_errors",
    "ontology.vocabulary": "ontology.namespaces",
    "ontology.quantities": "ontology.vocabulary",
    "ontology.rdflib_terms": "ontology.namespaces",
    "ontology.shapes": "ontology.namespaces ontology.rdflib_terms",
    "ontology.reasoning": "ontology.errors ontology.lazy_exports ontology.namespaces ontology.rdflib_terms"
    " ontology.scratch",
    "ontology.scratch": "",
    "ontology.external": "ontology.errors ontology.file_sizes ontology.files ontology.lazy_exports ontology.namespaces",
    "ontology.mappings": "ontology.entities ontology.errors ontology.external ontology.files ontology.lazy_exports"
    " ontology.namespaces ontology.scratch ontology.vocabulary",
    "ontology.declared_terms": "ontology.vocabulary",
    "ontology.reference_pages": "ontology.vocabulary",
    # queries: from the SPARQL text up to what is read from the graph
    "queries": "ontology.lazy_exports queries.comparison queries.errors queries.runner",
    "queries.errors": "ontology.errors",
    "queries.display_text": "ontology.namespaces",
    "queries.sparql": f"{BASE} ontology.mappings queries.errors",
    "queries.drawing": f"{BASE} queries.display_text",
    "queries.store": f"{BASE} queries.errors queries.sparql",
    "queries.answers": f"{BASE} queries.errors queries.display_text queries.sparql queries.store",
    "queries.loaded_ontologies": f"{BASE} queries.errors queries.store",
    "queries.empty_answers": f"{BASE} ontology.mappings queries.errors queries.sparql queries.store"
    " queries.saved_queries queries.loaded_ontologies",
    "queries.counterparts": f"{BASE} ontology.external queries.errors queries.display_text queries.sparql queries.store"
    " queries.loaded_ontologies",
    "queries.saved_queries": f"{BASE} queries.errors queries.sparql queries.store",
    "queries.index": f"{BASE} ontology.mappings queries.errors queries.sparql queries.store queries.saved_queries",
    "queries.claims": f"{BASE} {UP_TO_INDEX}",
    "queries.comparison": f"{BASE} {UP_TO_INDEX} queries.claims",
    "queries.exports": f"{BASE} ontology.external ontology.mappings"
    " queries.errors queries.display_text queries.sparql queries.store queries.answers queries.claims"
    " queries.exports.biolink",
    "queries.exports.biolink": BASE,
    "queries.mechanism": f"{BASE} queries.errors queries.display_text queries.sparql queries.store queries.drawing",
    "queries.entities": f"{BASE} {UP_TO_INDEX} queries.claims queries.drawing queries.mechanism",
    "queries.runner": f"{BASE} {UP_TO_INDEX} queries.answers queries.claims queries.comparison queries.empty_answers"
    " queries.mechanism",
    "queries.query_faults": f"{BASE} {UP_TO_INDEX} queries.answers queries.loaded_ontologies",
    "queries.api_page": "queries.answers queries.comparison queries.runner",
    # ingest: from the records of the sources to the graph
    "ingest": "ontology.lazy_exports ingest.build ingest.claims ingest.evaluation ingest.external_ontologies"
    " ingest.ingestion ingest.sources ingest.validation ingest.workspace",
    "ingest.claims": BASE,
    "ingest.progress": "",
    "ingest.pool_workers": "",
    "ingest.problems": "ontology.errors",
    "ingest.sources": "ontology.files ontology.kept ontology.validation_errors ingest.claims ingest.problems",
    "ingest.digests": f"{BASE} ontology.entities ontology.kept ingest.claims ingest.essentials ingest.sources",
    "ingest.works": "ingest.claims ingest.sources",
    "ingest.about_drugs": f"{BASE} ontology.entities ingest.claims",
    "ingest.validation": f"{BASE} ontology.entities ingest.claims ingest.digests ingest.problems ingest.sources",
    "ingest.essentials": f"{BASE} ontology.entities ingest.claims",
    "ingest.wording": f"{BASE} ingest.claims ingest.essentials",
    "ingest.curation": "ontology.errors ontology.files ingest.claims",
    "ingest.near_quotes": "",
    "ingest.anchor_creation": "ontology.files ontology.validation_errors ingest.claims ingest.curation"
    " ingest.near_quotes ingest.problems",
    "ingest.anchor_verification": "ontology.files queries.claims ingest.problems ingest.sources",
    "ingest.disagreements": f"{BASE} ontology.entities ingest.claims ingest.wording ingest.works",
    "ingest.graphs": f"{BASE} ontology.entities ontology.mappings queries.loaded_ontologies queries.saved_queries"
    " ingest.about_drugs ingest.anchor_verification ingest.claims ingest.digests ingest.disagreements ingest.essentials"
    " ingest.sources ingest.wording ingest.works",
    "ingest.assembly": f"{BASE} ontology.entities ontology.kept ontology.mappings ontology.reasoning ontology.shapes"
    " ingest.about_drugs ingest.anchor_verification ingest.digests ingest.essentials ingest.graphs ingest.problems"
    " ingest.progress ingest.sources ingest.validation ingest.workspace_parts ingest.works",
    "ingest.parts": f"{BASE} ontology.entities ontology.mappings ontology.shapes queries.claims queries.index"
    " queries.mechanism queries.saved_queries queries.store"
    " ingest.about_drugs ingest.assembly ingest.claims ingest.digests ingest.essentials ingest.graphs"
    " ingest.pool_workers"
    " ingest.problems ingest.progress ingest.sources ingest.wording ingest.works",
    "ingest.cluster": f"{BASE} ingest.parts",
    "ingest.external_ontologies": f"{BASE} ontology.external queries.errors queries.loaded_ontologies queries.store"
    " ingest.graphs ingest.progress",
    "ingest.mentions": f"{BASE} ontology.entities queries.saved_queries ingest.assembly",
    "ingest.index_data": f"{BASE} ontology.entities ontology.mappings queries.index queries.saved_queries"
    " ingest.assembly ingest.mentions",
    "ingest.build": f"{BASE} ontology.entities ontology.mappings queries.claims queries.index queries.mechanism"
    " queries.saved_queries queries.store ingest.assembly ingest.cluster ingest.external_ontologies ingest.graphs"
    " ingest.index_data ingest.mentions ingest.parts ingest.progress ingest.sources",
    "ingest.checks": f"{BASE} ontology.declared_terms ontology.entities ontology.mappings ontology.reasoning"
    " ontology.shapes"
    " queries.saved_queries ingest.anchor_verification ingest.assembly ingest.claims ingest.graphs ingest.problems"
    " ingest.progress ingest.sources ingest.curation",
    "ingest.documents": "ontology.lazy_exports ontology.errors ontology.file_sizes ontology.files",
    "ingest.lexicon": "ontology.lazy_exports ontology.entities ontology.errors ontology.files",
    "ingest.extraction": f"{BASE} ontology.entities ingest.claims ingest.documents ingest.lexicon ingest.wording"
    " ingest.extraction.language ingest.extraction.rules",
    "ingest.extraction.language": "ontology.lazy_exports ingest.documents ingest.lexicon",
    "ingest.extraction.rules": "ingest.documents ingest.lexicon ingest.extraction.language",
    "ingest.ingestion": f"{BASE} ontology.entities ingest.documents ingest.extraction ingest.lexicon"
    " ingest.pool_workers",
    "ingest.claim_likeness": "",
    "ingest.evaluation": "ontology.errors ontology.files ingest.claim_likeness",
    "ingest.review": "ontology.errors ontology.files ingest.claims",
    "ingest.workspace": f"{BASE} ontology.entities ontology.mappings ingest.claims ingest.documents ingest.extraction"
    " ingest.ingestion ingest.lexicon ingest.review ingest.sources ingest.workspace_files",
    "ingest.workspace_files": "ontology.errors",
    "ingest.workspace_parts": "ontology.mappings ingest.sources",
    "ingest.reference_page": f"{BASE} ontology.entities ingest.sources",
    # ui: the commands, and the explorer, which reads the graph and never the sources
    "ui": "ui.command_line",
    "ui.command_line": "ontology.errors queries.display_text queries.store ui.commands",
    "ui.commands": "ontology queries ingest ui.mcp_server ui.endpoint",
    "ui.listening": "ontology.errors",
    "ui.endpoint": "ontology queries ui.listening",
    "ui.mcp_server": "ontology queries ui.listening",
    "ui.explorer.frame": "ontology queries",
    "ui.explorer.claims": "ontology queries ui.explorer.frame",
    "ui.explorer.documents": "ontology queries ui.explorer.frame ui.explorer.claims",
    "ui.explorer.comparison": "ontology queries ui.explorer.frame ui.explorer.claims",
    "ui.explorer.answers": "ontology queries ui.explorer.frame ui.explorer.claims ui.explorer.comparison",
    "ui.explorer.asking": "ontology queries ui.explorer.frame ui.explorer.answers ui.explorer.asking.editor",
    "ui.explorer.asking.editor": "ontology queries ui.explorer.frame",
    "ui.explorer.drug_profile": "ontology queries ui.explorer.frame ui.explorer.claims ui.explorer.answers",
    "ui.explorer.mechanism": "ontology queries ui.explorer.frame ui.explorer.claims",
    "ui.explorer.screens": "ontology queries ui.explorer.frame ui.explorer.claims ui.explorer.comparison"
    " ui.explorer.documents ui.explorer.mechanism ui.explorer.drug_profile ui.explorer.answers ui.explorer.asking",
    "ui.explorer": "ontology queries ui.explorer.frame ui.explorer.claims",
}
"""What each package may import; the name of a room allows all of it."""

FOR_NOW: set[tuple[str, str]] = set()
"""Imports against the table that are still to go."""


def allowed(package: str) -> set[str]:
    """Return the packages that the table allows a package to import."""
    names = set(MAY_IMPORT[package].split())
    return {target for target in MAY_IMPORT if target in names or (target.partition(".")[0] in names & set(ROOMS))}


def test_every_package_has_a_row_in_the_table_of_imports() -> None:
    assert sorted(MAY_IMPORT) == sorted(package_imports())
    named = {name for row in MAY_IMPORT.values() for name in row.split()}
    assert named <= set(MAY_IMPORT)


@pytest.mark.parametrize("package", sorted(MAY_IMPORT))
def test_a_package_imports_only_what_the_table_allows(package: str) -> None:
    against = {target for target in package_imports()[package] if (package, target) not in FOR_NOW} - allowed(package)
    assert not against, f"{package} may not import {', '.join(sorted(against))}"


def test_no_import_is_excused_that_is_not_there() -> None:
    assert {(package, target) for package, targets in package_imports().items() for target in targets} >= FOR_NOW


def test_the_table_allows_no_circle() -> None:
    assert circles({package: allowed(package) for package in MAY_IMPORT}) == []


def test_no_packages_and_no_modules_import_each_other_in_a_circle() -> None:
    assert circles(package_imports()) == []
    assert circles(module_imports()) == []


def test_the_table_of_imports_can_be_printed() -> None:
    """Run it with ``-s`` to see which package imports which."""
    text = table(package_imports())
    print(f"\n{text}")
    assert "| `queries.display_text` | `ontology.namespaces` |" in text.splitlines()
    assert len(text.splitlines()) == 2 + len(MAY_IMPORT)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import queries.store.worker", {"queries.store.worker"}),
        ("import queries.store.worker as w, os", {"queries.store.worker"}),
        ("from queries.store import worker, Store", {"queries.store.worker", "queries.store"}),
        ("from queries.store.worker import serve", {"queries.store.worker"}),
        ("from . import store", {"queries.store"}),
        ("from .store.worker import serve", {"queries.store.worker"}),
        ("def f():\n    from queries.store import worker", {"queries.store.worker"}),
        ("from importlib import import_module\nimport_module('queries.store')", {"queries.store"}),
        ("import importlib\nimportlib.import_module(f'queries.store.{name}')", {"queries.store"}),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import queries.store", set()),
        ("if TYPE_CHECKING:\n    pass\nelse:\n    import queries.store", {"queries.store"}),
        ("text = 'import queries.store'", set()),
    ],
)
def test_imports_are_found_in_every_form(tmp_path: Path, source: str, found: set[str]) -> None:
    (tmp_path / "queries" / "store").mkdir(parents=True)
    for name in ("__init__", "store/__init__", "store/worker"):
        (tmp_path / "queries" / f"{name}.py").touch()
    (tmp_path / "queries" / "runner.py").write_text(source)
    assert module_imports(tmp_path)["queries.runner"] == found


@pytest.mark.parametrize("folder", ["ui", "ui/explorer"])
def test_no_module_of_ui_bears_the_name_of_a_package_or_distribution(folder: str) -> None:
    """Streamlit puts the folder of its script first on the path, so such a module would be imported by mistake."""
    taken = {name.lower() for name in packages_distributions()} | set(sys.stdlib_module_names) | set(ROOMS)
    taken |= {(dist.name or "").lower().replace("-", "_") for dist in distributions()}
    ours = {path.stem for path in (PROJECT / folder).iterdir() if path.suffix == ".py" or path.is_dir()}
    ours -= {"__init__", "__pycache__"}
    assert {path.parent.name for path in (PROJECT / folder).glob("*/__init__.py")} <= ours  # packages count too
    assert not ours & taken


def test_constraints_pin_versions_and_name_no_address() -> None:
    lines = (PROJECT / "constraints.txt").read_text(encoding="utf-8").split()
    assert len(lines) > 30
    for line in lines:
        assert re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.!+]*", line), line


def test_a_wheel_holds_every_file_of_the_packages(tmp_path: Path) -> None:
    """Patterns in .gitignore can drop data files from a wheel in silence."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        packed = set(wheel.namelist())
    ours = {
        path.relative_to(PROJECT).as_posix()
        for room in ROOMS
        for path in (PROJECT / room).rglob("*")
        if path.is_file() and path.suffix != ".pyc" and "node_modules" not in path.parts
    }
    assert {Path(name).suffix for name in ours} >= {".py", ".ttl", ".tsv", ".yaml", ".jsonl", ".rq", ".js", ".svg"}
    assert {name for name in packed if ".dist-info/" not in name} == {*ours, "drugkg_start.py"}
