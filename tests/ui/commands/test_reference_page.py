"""``docs/commands.md`` is the help of the commands as they are."""

from __future__ import annotations

import pytest

from queries.store.limits import LIMITS
from ui.commands.reference_page import PAGE, commands_page
from ui.commands.registry import COMMANDS


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == commands_page(), "run `make docs`"


@pytest.mark.parametrize("columns", ["40", "200"])
def test_the_page_does_not_depend_on_the_terminal(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = commands_page()
    monkeypatch.setenv("COLUMNS", columns)
    assert commands_page() == page


def test_the_page_describes_every_command_option_and_limit() -> None:
    page = commands_page()
    for name, text in COMMANDS.items():
        assert f"## `drugkg {name}`\n\n```text\nusage: drugkg {name} " in page
        assert f"  {name:<13}  {text}\n" in page
    for action in ("load", "list", "unload", "check"):
        assert f"### `drugkg link {action}`\n" in page
    for limit in LIMITS:
        assert f"| {limit.name} | {limit.shown()} | {limit.meaning} |" in page
    assert "(default: DRUGKG_TIMEOUT, else 10 s)" in " ".join(page.split())


def test_options_with_a_choice_name_it() -> None:
    page = commands_page()
    assert "  --without animals|people|unspecified|associations|statements\n" in page
    assert "  --only shared|different" in page
    assert " None" not in page


@pytest.mark.parametrize("command", ["query", "sparql", "path", "search", "show", "disagreements", "info", "export"])
def test_every_command_that_reads_the_graph_has_a_timeout(command: str) -> None:
    _, _, after = commands_page().partition(f"## `drugkg {command}`\n")
    assert "  --timeout SECONDS" in after.partition("\n## ")[0]


@pytest.mark.parametrize("command", ["query", "sparql", "path", "search", "show", "disagreements", "info", "check"])
def test_every_command_that_returns_rows_or_records_offers_json_and_csv(command: str) -> None:
    _, _, after = commands_page().partition(f"## `drugkg {command}`\n")
    formats = after.partition("--format FORMAT")[2].partition("--output")[0]
    assert " csv," in formats
    assert " json" in formats
