"""What builds, questions and searches cost in graphs of 1, 10 and 100 drugs, here and in an older working tree.

    python -m benchmarks.scale FOLDER 1 10 [--before WORKTREE] [--rounds N]

All figures are CPU seconds of whole processes with their children, so other work on the machine inflates them less
than wall time; ratios come first. The older tree builds the same made-up drugs from its own records. Nothing is
measured twice in a row: the commands of a round follow each other, and the median of the rounds counts.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent.parent
_GENERATOR = Path(__file__).with_name("larger_graph.py")
_BUILD = """
import json, resource, sys
from pathlib import Path
from unittest.mock import patch
import ontology.entities as entities
from ingest.build import build
folder, graph = Path(sys.argv[1]), Path(sys.argv[2])
load = entities.load_entities
with patch("ingest.assembly.load_entities", lambda *_: load(folder / "entities")):
    report = build(graph, sources=folder / "sources")
peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
print(json.dumps({"statements": report.statements, "claims": report.claims, "peak": round(peak)}))
"""
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


def _measure_builds(tree: Tree, folder: Path, drugs: int) -> dict[str, float]:
    """Build once, here also again and after one changed claim; return CPU seconds, statements and peak memory."""
    inputs, graph = folder / f"in{drugs}", folder / f"graph{drugs}"
    if not inputs.is_dir():
        tree.run([str(_GENERATOR), str(drugs), str(inputs)])
    figures = {}
    again = ("build, as before", "build, one claim changed") if tree.folder == _HERE else ()
    for name in ("build, cold", *again):
        if name == "build, one claim changed":
            path = inputs / "sources" / "monograph" / "claims.jsonl"
            first, rest = path.read_text(encoding="utf-8").split("\n", 1)
            record = json.loads(first)
            record["statement"] += " It says so."
            path.write_text(json.dumps(record, ensure_ascii=False) + "\n" + rest, encoding="utf-8")
        figures[name], printed = tree.run(["-c", _BUILD, str(inputs), str(graph)])
        if name == "build, cold" and printed:
            told = json.loads(printed.strip().splitlines()[-1])
            figures |= {"statements": told["statements"], "build, peak MB": told["peak"]}
    return figures


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
    options = parser.parse_args()
    trees = [Tree("after", _HERE)] + ([Tree("before", options.before.resolve())] if options.before else [])
    smallest: dict[tuple[str, str], float] = {}
    for drugs in options.drugs:
        builds = {}
        for tree in trees:
            (options.folder / tree.name).mkdir(parents=True, exist_ok=True)
            builds[tree.name] = _measure_builds(tree, (options.folder / tree.name).resolve(), drugs)
        figures = _measure_commands(trees, options.folder.resolve(), drugs, options.rounds)
        figures |= {(name, what): value for name, table in builds.items() for what, value in table.items()}
        _print(figures, trees, drugs, smallest)
        smallest = smallest or figures


def _print(
    figures: dict[tuple[str, str], float], trees: list[Tree], drugs: int, smallest: dict[tuple[str, str], float]
) -> None:
    print(f"\n### {drugs} drug{'s' if drugs > 1 else ''}\n")
    print(
        f"| what | before ÷ after | after ÷ after at the smallest scale | {' | '.join(tree.name for tree in trees)} |"
    )
    print("| --- | --- | --- |" + " --- |" * len(trees))
    for what in dict.fromkeys(what for _, what in figures):
        after = figures["after", what]
        gain = figures.get(("before", what), float("nan")) / after
        growth = after / smallest.get(("after", what), after)
        values = " | ".join(f"{figures.get((tree.name, what), float('nan')):,.2f}" for tree in trees)
        print(f"| {what} | {gain:.2f} | {growth:.2f} | {values} |", flush=True)


if __name__ == "__main__":
    main()
