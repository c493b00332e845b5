"""A search for paths that reads its part of the network has the answer that all claims give."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ontology.namespaces import compact
from queries.errors import QueryTimeoutError, StoreError
from queries.mechanism.effects import Mechanisms
from queries.mechanism.network import TimeLimit, read_between
from queries.mechanism.network_rows import FILE_NAME
from queries.mechanism.paths import PathOptions, paths_between
from queries.mechanism.picture import mechanism_elements
from queries.mechanism.reading import read_mechanisms
from queries.runner import OpenGraph, find_paths, open_graph
from queries.store.graph_versions import version_folder
from queries.store.interface import Store
from tests.support.commands import run_command

pytestmark = pytest.mark.whole_graph

DRUG = "https://w3id.org/drugkg/entity/baclofen"
ENDS = ("relapse", "spasticity", "anxiety", "alcohol craving", "GABA-B receptor", "ventral tegmental area")
OPTIONS = (
    PathOptions(),
    PathOptions(joined=True, any_people=True, proposed=True),
    PathOptions(max_steps=3, exact=True, without=frozenset({"animals"})),
)


def not_opened() -> Store:
    raise AssertionError("the file has all that a search needs")


def sampled(mechanisms: Mechanisms, ends: list[str]) -> list[tuple[str, str]]:
    """Return the drug with each end, both ways, and pairs of any nodes of the network."""
    nodes = sorted({node for claim in mechanisms.claims for node in (claim.subject, claim.object)})
    nodes += sorted(mechanisms.contexts)
    chance = random.Random(14)  # noqa: S311 - a sample, not a secret
    pairs = [(DRUG, end) for end in ends] + [(end, DRUG) for end in ends]
    return pairs + [tuple(chance.sample(nodes, 2)) for _ in range(60)]  # type: ignore[misc]


def compare(graph: OpenGraph) -> None:
    everything = read_mechanisms(graph.store)
    known = {claim.id: claim for claim in everything.claims}
    answers = 0
    for pair in sampled(everything, [graph.index.names.find(name) for name in ENDS]):
        part = read_between(graph.location, pair, store=not_opened)
        assert all(known[claim.id] == claim for claim in part.claims)
        for options in OPTIONS:
            found = paths_between(part, *pair, options)
            assert found == paths_between(everything, *pair, options), (pair, options)
            answers += len(found.paths)
            ends = tuple(map(compact, pair))
            drawn = mechanism_elements(everything, found.paths, ends=ends)
            assert mechanism_elements(part, found.paths, ends=ends) == drawn
    assert answers > 20


@pytest.fixture(scope="module")
def graph(graph_folder: Path) -> Iterator[OpenGraph]:
    with open_graph(str(graph_folder)) as opened:
        yield opened


@pytest.fixture
def copied(graph_folder: Path, tmp_path: Path) -> Path:
    """A version of the graph whose files may be changed."""
    version = version_folder(graph_folder)
    assert version is not None
    return Path(shutil.copytree(version, tmp_path / "version"))


def test_a_part_of_the_network_gives_the_answer_of_the_whole(graph: OpenGraph) -> None:
    compare(graph)


@pytest.mark.slow
def test_a_part_of_a_larger_network_gives_the_answer_of_the_whole(larger_graph_folder: Path) -> None:
    with open_graph(str(larger_graph_folder)) as larger:
        compare(larger)


@pytest.mark.slow
@pytest.mark.parametrize("end", ["relapse", "spasticity", "anxiety"])
def test_a_search_does_not_read_what_is_said_of_other_drugs(
    end: str, graph: OpenGraph, larger_graph_folder: Path
) -> None:
    target = graph.index.names.find(end)
    small = read_between(graph.location, (DRUG, target), store=not_opened)
    large = read_between(str(larger_graph_folder), (DRUG, target), store=not_opened)
    assert {claim.id for claim in small.claims} <= {claim.id for claim in large.claims}
    assert len(large.claims) < 1.2 * len(small.claims)
    assert len(large.names.labels) < 1.2 * len(small.names.labels)


def test_the_library_reads_a_part_too(graph: OpenGraph) -> None:
    found = find_paths(graph, "baclofen", "relapse")
    end = graph.index.names.find("relapse")
    assert found.paths == paths_between(read_mechanisms(graph.store), DRUG, end).paths != []


def test_without_the_file_all_claims_are_read_from_the_store(graph: OpenGraph, copied: Path) -> None:
    (copied / FILE_NAME).unlink()
    end = graph.index.names.find("relapse")
    assert read_between(str(copied), (DRUG, end), store=lambda: graph.store) == read_mechanisms(graph.store)


@pytest.mark.parametrize("damage", [lambda data: data[:5000], lambda _: b"not a database at all" * 400])
def test_a_damaged_file_is_an_error_that_names_it(copied: Path, damage: Callable[[bytes], bytes]) -> None:
    file = copied / FILE_NAME
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(StoreError, match=FILE_NAME):
        read_between(str(copied), (DRUG, DRUG.replace("baclofen", "spasticity")), store=not_opened)


def test_reading_ends_at_the_time_limit(graph: OpenGraph) -> None:
    end = graph.index.names.find("relapse")
    with pytest.raises(QueryTimeoutError, match="--timeout"):
        read_between(graph.location, (DRUG, end), store=not_opened, limit=TimeLimit(1e-9))


@pytest.mark.parametrize(
    "words",
    [
        ("show", "baclofen"), ("info",), ("compare", "baclofen", "phenibut"), ("search", "craving"),
        ("path", "baclofen", "relapse"), ("disagreements",),
    ],
    ids=lambda words: words[0],
)  # fmt: skip
def test_a_command_at_its_time_limit_says_so_in_one_line(words: tuple[str, ...], graph_folder: Path) -> None:
    result = run_command(*words, "--timeout", "0.0001", "--store", graph_folder)
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "drugkg: the query was stopped at the time limit of 0.0001 s: narrow it, or raise the limit with --timeout"
    ]
