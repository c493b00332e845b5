"""No command ends in a traceback on a terminal or pipe that is not UTF-8, and data for programs stay UTF-8."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from ui.command_line import main

TO_READ = (
    ["query", "targets"], ["query", "targets", "-f", "md"], ["query", "--list"], ["path", "baclofen", "spasticity"],
    ["disagreements"], ["show", "baclofen"], ["search", "mol"], ["info"],
    ["sparql", 'SELECT ("α µ 面" AS ?x) WHERE {}'], ["show", "ü\udcff"],
)  # fmt: skip


class Screen(io.TextIOWrapper):
    """A standard stream that keeps what is written to it."""

    def __init__(self, encoding: str) -> None:
        self.kept = io.BytesIO()
        super().__init__(self.kept, encoding=encoding)

    def written(self) -> bytes:
        self.flush()
        return self.kept.getvalue()


def run(monkeypatch: pytest.MonkeyPatch, encoding: str, *words: object) -> tuple[int, bytes, bytes]:
    """Return exit code, stdout and stderr of a command on streams of an encoding."""
    out, err = Screen(encoding), Screen(encoding)
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    status = main([str(word) for word in words])
    return status, out.written(), err.written()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
@pytest.mark.parametrize("words", TO_READ, ids=lambda words: ascii(" ".join(words)))
def test_a_report_is_written_with_what_the_encoding_has(
    monkeypatch: pytest.MonkeyPatch, graph_folder: Path, encoding: str, words: list[str]
) -> None:
    status, out, err = run(monkeypatch, encoding, *words, "--store", graph_folder)
    assert status == (2 if words[0] == "show" and words[1] != "baclofen" else 0)
    assert out.decode(encoding) or err.decode(encoding)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-16"])
def test_data_are_utf_8_whatever_the_terminal_is(
    monkeypatch: pytest.MonkeyPatch, graph_folder: Path, encoding: str
) -> None:
    _, out, _ = run(monkeypatch, encoding, "export", "owl", "--store", graph_folder)
    texts = {quad.object.value for quad in parse(input=out, format=RdfFormat.RDF_XML)}
    assert any("α2δ" in text for text in texts)
    _, rows, _ = run(monkeypatch, encoding, "query", "targets", "-f", "csv", "--store", graph_folder)
    assert "α2δ" in rows.decode("utf-8")
