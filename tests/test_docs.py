"""The pages in docs/, README and CONTRIBUTING: current pictures, no link or path to anything that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.architecture_page import PAGE, mermaid, updated

PROJECT = Path(__file__).parent.parent
PAGES = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").glob("*.md")])
TEXTS = (".py", ".md", ".toml", ".yaml", ".ttl", ".rq", ".js", ".css", ".html")
_PATH = re.compile(r"`((?:docs|ontology|ingest|queries|ui|tests)/[^`\s<]*)`")


def prose_of(page: Path) -> str:
    """Return a page without its blocks of code."""
    return re.sub(r"^ *```.*?^ *```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def anchors_of(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", prose_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_pictures_of_the_architecture_are_current() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert updated(text) == text, "run `make docs`"


def test_a_picture_leaves_out_arrows_that_follow_from_others() -> None:
    drawn = mermaid({"q.a": {"q.b", "q.c", "other"}, "q.b": {"q.c"}, "q.c": set()}, ["q.a", "q.b", "q.c"])
    assert re.findall(r"(\w+) --> (\w+)", drawn) == [("q_a", "q_b"), ("q_b", "q_c")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", prose_of(page)):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        place = (page.parent / file).resolve() if file else page
        assert place.exists(), target
        if anchor and place.suffix == ".md":
            assert anchor in anchors_of(place), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_that_a_page_names_exists(page: Path) -> None:
    for name in _PATH.findall(prose_of(page)):
        assert list(PROJECT.glob(name.rstrip("/"))), name


def test_every_saved_query_has_its_size_on_the_page_of_answers() -> None:
    page = (PROJECT / "docs" / "answers.md").read_text(encoding="utf-8")
    local = {path.stem for path in (PROJECT / "queries" / "catalog").glob("*.rq")}
    assert local == set(re.findall(r"^\| \[([\w-]+)\]\(queries\.md#", page, re.MULTILINE))


def test_nothing_refers_to_a_document_that_is_not_here() -> None:
    words = re.compile(r"\bDESIGN\b|\bMODELLING\b|\bLAYOUT\.md|\bthe design(?:\b(?! of)|'s)")
    for folder in ("ontology", "ingest", "queries", "ui", "tests", "docs", "benchmarks"):
        for path in (PROJECT / folder).rglob("*"):
            if path.suffix in TEXTS and path != Path(__file__):
                found = words.search(path.read_text(encoding="utf-8", errors="replace"))
                assert not found, f"{path}: {found}"
