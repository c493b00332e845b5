"""The registry of limits: one place for names, defaults and meanings."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.errors import UserError
from queries.mechanism.routes import PathOptions
from queries.store import failures, limits
from queries.store.limits import LIMITS, MEMORY_LIMIT, PATH_STEPS, ROW_LIMIT, TIMEOUT, Limit
from queries.store.opening import open_store


def test_defaults_of_a_query() -> None:
    assert (TIMEOUT.default, ROW_LIMIT.default) == (10.0, 100_000)
    assert (TIMEOUT.shown(), ROW_LIMIT.shown()) == ("10 s", "100,000 rows")
    assert PathOptions().max_steps == PATH_STEPS.default == 8


def test_every_listed_limit_has_its_own_name_a_unit_and_a_meaning() -> None:
    names = [limit.name for limit in LIMITS]
    assert len(set(names)) == len(names)
    assert all(limit.unit and limit.meaning and limit.default > 0 for limit in LIMITS)
    assert {id(limit) for limit in LIMITS} <= {id(value) for value in vars(limits).values() if isinstance(value, Limit)}


@pytest.mark.parametrize(("text", "expected"), [("5", 5.0), ("0.5", 0.5), ("0", 0.0), ("", 10.0)])
def test_the_environment_sets_the_time_limit(text: str, expected: float) -> None:
    assert TIMEOUT.value({"DRUGKG_TIMEOUT": text}) == expected


@pytest.mark.parametrize("text", ["-1", "many", "inf", "nan", "1e999"])
def test_what_is_not_a_limit_is_a_users_mistake(text: str) -> None:
    with pytest.raises(UserError, match=rf"^DRUGKG_TIMEOUT: '{text}' is not a number of 0 or more$"):
        TIMEOUT.value({"DRUGKG_TIMEOUT": text})
    with pytest.raises(UserError, match=rf"^--limit: '{text}' is not a whole number of 0 or more$"):
        ROW_LIMIT.parse(text, "--limit")


def test_a_limit_that_no_system_can_keep_is_a_users_mistake() -> None:
    with pytest.raises(UserError, match=r"^DRUGKG_TIMEOUT: '1e300' is too large: the largest value is 100000000; 0 "):
        TIMEOUT.value({"DRUGKG_TIMEOUT": "1e300"})
    with pytest.raises(UserError, match=r"^DRUGKG_MEMORY_LIMIT: '9{40}' is too large"):
        MEMORY_LIMIT.value({"DRUGKG_MEMORY_LIMIT": "9" * 400})
    with pytest.raises(UserError, match=r"^DRUGKG_MEMORY_LIMIT: '4096' is too small: the smallest value is 16777216 b"):
        MEMORY_LIMIT.value({"DRUGKG_MEMORY_LIMIT": "4096"})
    assert MEMORY_LIMIT.value({"DRUGKG_MEMORY_LIMIT": "0"}) == 0


def test_a_store_is_opened_with_the_limits_in_force(graph_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRUGKG_ROW_LIMIT", "2")
    store = open_store(str(graph_folder))
    answer = store.select("SELECT ?s { GRAPH ?g { ?s ?p ?o } }")
    store.close()
    assert len(answer.rows) == 2
    assert answer.notice == "the answer was cut at the row limit of 2 rows: narrow it, or raise the limit with --limit"


def test_the_memory_limit_that_was_reached_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    for given, named in ((-1, "the memory limit of 4,096 MiB"), (2**28, "the memory limit of this process, 256 MiB")):
        monkeypatch.setattr(resource, "getrlimit", lambda _, given=given: (given, given))
        assert named in str(failures.out_of_memory(2**32))
