"""Reads an ontology in a process of its own, which a hostile or damaged file may take down alone.

The process has a limit of time and of memory, and sends the terms as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from ontology.errors import MissingExtraError, UserError
from ontology.external.reading import read_ontology
from ontology.external.terms import ExternalOntology, ExternalOntologyError, Synonym, Term

SECONDS = 900
"""How long reading a file may take; the largest releases take about two minutes."""

MEMORY = 16 * 2**30
"""Bytes that reading may use."""

_ROOT = str(Path(__file__).parents[2])
_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from ontology.external import apart; apart.main(sys.argv[2], int(sys.argv[3]))"
)
_LIBRARIES = {".obo": ("fastobo", "an OBO file")} | dict.fromkeys(
    (".ofn", ".owx", ".omn"), ("pyhornedowl", "this syntax of OWL")
)
"""Ending of a file's name → the library that reads it, and what it reads."""

_REFUSED = 3
"""Exit code of a process that tells on standard output why the file cannot be read."""


def read_apart(path: Path, *, seconds: float = SECONDS, memory: int = MEMORY) -> ExternalOntology:
    """Read an ontology from a file in a process of its own.

    :param path: the file; see :func:`ontology.external.reading.read_ontology`
    :param seconds: how long it may take
    :param memory: bytes that it may use
    :returns: its version, terms and IRI
    :raises ExternalOntologyError: if it cannot be read within the limits
    """
    _check_extra(path)
    paths = json.dumps([_ROOT, *sys.path])
    command = [sys.executable, "-P", "-c", _BOOT, paths, str(path), str(memory)]
    alive, held = os.pipe()
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=False, stdin=alive)
    except subprocess.TimeoutExpired as error:
        raise ExternalOntologyError(
            f"cannot read {path}: it took longer than the limit of {seconds:g} s and was stopped"
        ) from error
    finally:
        os.close(alive)
        os.close(held)
    if done.returncode == _REFUSED:
        raise ExternalOntologyError(done.stdout.decode("utf-8", "replace"))
    if done.returncode:
        reason = "the memory limit was reached" if b"MemoryError" in done.stderr else f"exit {done.returncode}"
        raise ExternalOntologyError(
            f"cannot read {path}: its reader ended unexpectedly ({reason}): the file is damaged, nested too deeply or "
            "too large"
        )
    return _ontology(json.loads(done.stdout))


def _check_extra(path: Path) -> None:
    """Raise an error before a process is started, if the library for a file of this name is not installed."""
    suffix = Path(path.name.lower().removesuffix(".gz")).suffix
    library, what = _LIBRARIES.get(suffix, ("", ""))
    if library and find_spec(library) is None:
        wanted = MissingExtraError(what, "link")
        raise ExternalOntologyError(f"cannot read {path}: {wanted}, or take the file as RDF/XML or Turtle")


def main(path: str, memory: int) -> None:
    """Read a file and write what was read, or why it cannot be read, to standard output.

    This process ends with the one that started it, which holds the other end of standard input.

    :param path: the file
    :param memory: bytes that this process may use
    """
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 Unix only

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))  # where a library lets no other thread run
    out = sys.stdout.buffer
    try:
        ontology = read_ontology(Path(path))
    except UserError as error:
        out.write(str(error).encode("utf-8", "replace"))
        out.flush()
        sys.exit(_REFUSED)
    about = (ontology.file, ontology.sha256, ontology.version, ontology.iri)
    out.write(json.dumps({"about": about, "terms": ontology.terms}).encode("utf-8", "surrogatepass"))


def _end_with_parent() -> None:
    os.read(0, 1)
    os._exit(1)


def _ontology(read: dict[str, list[list[object]]]) -> ExternalOntology:
    """Return an ontology from the JSON of its process."""
    file, sha256, version, iri = map(str, read["about"])
    terms = []
    for row in read["terms"]:
        values = dict(zip(Term._fields, row, strict=True))
        lists: dict[str, tuple[str, ...]] = {
            name: tuple(map(str, values[name]))  # type: ignore[call-overload]
            for name in ("parents", "part_of", "replaced_by", "consider")
        }
        synonyms = tuple(Synonym(*pair) for pair in values["synonyms"])  # type: ignore[attr-defined]
        terms.append(Term(**(values | lists | {"synonyms": synonyms})))  # type: ignore[arg-type]
    return ExternalOntology(file, sha256, version, tuple(terms), iri)
