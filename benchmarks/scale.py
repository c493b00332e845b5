"""What builds, questions and searches cost in graphs of 1, 10 and 100 drugs, here and in an older working tree.

    python -m benchmarks.scale FOLDER 1 10 [--before WORKTREE] [--rounds N] [--write docs/benchmarks.md]

All figures are CPU seconds of whole processes with their children, so other work on the machine inflates them less
than wall time; ratios come first. The older tree builds the same made-up drugs from its own records. Nothing is
measured twice in a row: the commands of a round follow each other, and the median of the rounds counts.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent.parent
_GENERATOR = Path(__file__).with_name("larger_graph.py")
_BUILD = """
import inspect, json, resource, sys
from pathlib import Path
from unittest.mock import patch
import ontology.entities as entities
from ingest.build import build
folder, graph = Path(sys.argv[1]), Path(sys.argv[2])
load = entities.load_entities
if "entities" in inspect.signature(build).parameters:
    report = build(graph, sources=folder / "sources", entities=folder / "entities")
else:
    with patch("ingest.assembly.load_entities", lambda *_: load(folder / "entities")):
        report = build(graph, sources=folder / "sources")
peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
print(json.dumps({"statements": report.statements, "claims": report.claims, "peak": round(peak)}))
"""
_BEGIN, _END = "<!-- tables of benchmarks/scale.py -->", "<!-- end of the tables -->"
_COMMANDS = (
    "query targets -f csv",
    "query adverse-effects -f csv",
    "query withdrawal-effects -f csv",
    "show baclofen",
    "search craving",
    "search craving --reviewed-only",
    "path baclofen relapse",
    "disagreements --about baclofen",
    "disagreements",
    "info",
    "sparql ASK{}",
)


@dataclass(frozen=True)
class Tree:
    """A working tree of drugkg.

    :param name: what its column is called
    :param folder: its root
    """

    name: str
    folder: Path

    def run(self, words: list[str]) -> tuple[float, str]:
        """Run a Python program with the modules of the tree.

        :param words: the arguments of the interpreter
        :returns: CPU seconds and what it printed; not a number if it failed
        """
        before = _cpu()
        environment = os.environ | {"PYTHONPATH": str(self.folder)}
        done = subprocess.run(
            [sys.executable, *words], env=environment, cwd=self.folder, capture_output=True, text=True, check=False
        )
        if done.returncode:
            print(f"{self.name}: {' '.join(words[-6:])}: {done.stderr.strip()[-200:]}", file=sys.stderr)
            return float("nan"), ""
        return _cpu() - before, done.stdout


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


_BUILDS = ("first build", "build without a change", "build after the wording of a claim", "build after a denied fact")


def _measure_builds(tree: Tree, folder: Path, drugs: int) -> dict[str, float]:
    """Build once, here also again and after changes of a claim; return CPU and wall seconds, statements and memory."""
    inputs, graph = folder / f"in{drugs}", folder / f"graph{drugs}"
    for old in (inputs, graph):
        shutil.rmtree(old, ignore_errors=True)
    tree.run([str(_GENERATOR), str(drugs), str(inputs)])
    figures = {}
    for name in _BUILDS if tree.folder == _HERE else _BUILDS[:1]:
        if name != _BUILDS[0]:
            _change(inputs / "sources" / "monograph" / "claims.jsonl", name)
        begin = time.monotonic()
        figures[name], printed = tree.run(["-c", _BUILD, str(inputs), str(graph)])
        if not printed:
            continue
        told = json.loads(printed.strip().splitlines()[-1])
        figures |= {f"{name}, wall": time.monotonic() - begin, f"{name}, largest process, MB": told["peak"]}
        figures["statements"] = told["statements"]
    return figures


def _change(path: Path, name: str) -> None:
    """Change the first claim of a document that states a fact."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    facts = (r for r in records if r["polarity"] == "affirmed" and r["modality"] == "asserted" and r.get("object_id"))
    record = next(facts)
    if name == _BUILDS[2]:
        record["statement"] += " It says so."
    elif name == _BUILDS[3]:
        record["polarity"] = "denied"
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")


def _measure_commands(trees: list[Tree], folder: Path, drugs: int, rounds: int) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], list[float]] = {}
    for _ in range(rounds):
        for words in _COMMANDS:
            for tree in trees:
                graph = folder / tree.name / f"graph{drugs}"
                seconds, _ = tree.run(["-m", "ui.command_line", *words.split(), "--store", str(graph)])
                found.setdefault((tree.name, words), []).append(seconds)
    return {key: statistics.median(values) for key, values in found.items()}


def main() -> None:
    """Measure and print a table per scale."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="where inputs and graphs are kept")
    parser.add_argument("drugs", type=int, nargs="+")
    parser.add_argument("--before", type=Path, help="working tree of an older commit")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", type=Path, help="page in which the tables take the place of those of an earlier run")
    options = parser.parse_args()
    trees = [Tree("now", _HERE)] + ([Tree("before", options.before.resolve())] if options.before else [])
    smallest: dict[tuple[str, str], float] = {}
    tables = []
    for drugs in options.drugs:
        builds = {}
        for tree in trees:
            (options.folder / tree.name).mkdir(parents=True, exist_ok=True)
            builds[tree.name] = _measure_builds(tree, (options.folder / tree.name).resolve(), drugs)
        figures = _measure_commands(trees, options.folder.resolve(), drugs, options.rounds)
        figures |= {(name, what): value for name, table in builds.items() for what, value in table.items()}
        tables.append(_table(figures, trees, drugs, smallest))
        print(tables[-1], flush=True)
        smallest = smallest or figures
    if options.write:
        _write(options.write, "\n".join(tables))


def _table(
    figures: dict[tuple[str, str], float], trees: list[Tree], drugs: int, smallest: dict[tuple[str, str], float]
) -> str:
    """Return the figures of a scale, the ratios first."""
    columns = ("what", "before ÷ now", "now ÷ now at the smallest scale", *(tree.name for tree in trees))
    lines = [
        f"#### {drugs} drug{'s' if drugs > 1 else ''}",
        "",
        f"| {' | '.join(columns)} |",
        "| --- " * len(columns) + "|",
    ]
    for what in dict.fromkeys(what for _, what in figures):
        now = figures.get(("now", what), float("nan"))
        ratios = (figures.get(("before", what), float("nan")) / now, now / smallest.get(("now", what), now))
        values = [f"{value:,.2f}" for value in (*ratios, *(figures.get((t.name, what), float("nan")) for t in trees))]
        lines.append(f"| {' | '.join((what, *values))} |".replace("nan", "–"))
    return "\n".join(lines) + "\n"


def _write(page: Path, tables: str) -> None:
    """Put tables into a page, between two comments."""
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    page.write_text(f"{before}{_BEGIN}\n\n{tables}\n{_END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
