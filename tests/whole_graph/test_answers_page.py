"""The page of answers before and after shows what is printed now."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import answer_examples, answer_sizes, left_out_pairs
from tests.support.claims import real_claims
from tests.support.commands import run_command

TEXT = answer_sizes.PAGE.read_text(encoding="utf-8")
PAGES = {page: answer_examples.read_examples(specification) for specification, page in answer_examples.PAGES.items()}
SECTIONS = list(dict.fromkeys((page, example.section) for page, examples in PAGES.items() for example in examples))


@pytest.mark.parametrize(("page", "section"), SECTIONS, ids=[section for _, section in SECTIONS])
def test_the_examples_are_what_the_commands_print(
    graph_folder: Path, texts: dict[str, str], page: Path, section: str
) -> None:
    def run(words: list[str]) -> str:
        if words[0] == "export" and words[1] in texts and words[2] == "--store":
            return texts[words[1]]
        done = run_command(*words)
        return f"{done.stdout}\n{done.stderr}"

    text, now = page.read_text(encoding="utf-8"), answer_examples.in_place(run, graph_folder)
    for example in PAGES[page]:
        if example.section == section:
            shown = answer_examples.cell(now(example.words), example.pattern)
            assert f"| {shown} |\n" in text, f"{example.command}: run `python -m benchmarks.answer_examples GRAPH`"


def test_the_sizes_are_those_of_the_answers(graph_folder: Path) -> None:
    def run(*words: str) -> str | None:
        done = run_command("query", *words, "--store", graph_folder)
        return done.stdout if done.returncode == 0 else None

    before = answer_sizes.kept(TEXT)
    for name in set(answer_sizes.names()) - {"uncovered-passages"}:  # which needs the originals
        line = answer_sizes.line_of(name, before[name], answer_sizes.size_of(run, name))
        assert line in TEXT, f"{line}: run `python -m benchmarks.answer_sizes GRAPH`"


def test_each_command_is_shown_once() -> None:
    for examples in PAGES.values():
        commands = [example.command for example in examples]
        assert len(set(commands)) == len(commands)


def test_each_pair_of_claims_that_differ_is_shown_as_a_disagreement_or_left_out_by_a_rule() -> None:
    found, fates = left_out_pairs.counted(*real_claims())
    assert left_out_pairs.UNEXPLAINED not in fates
    assert left_out_pairs.table(found, fates) in TEXT, "run `python -m benchmarks.left_out_pairs`"
