"""The quick reader of JSON gives the errors of the usual one."""

from __future__ import annotations

import sys

import pytest

from ontology.quick_json import parse_quickly


@pytest.mark.parametrize("text", ["", "{", '{"a": ', '{"a": "b', "[1, ", "[1 2]", "nul", '"\\q"', "NaN", "{} {}", "\0"])
def test_what_is_cut_or_no_json_is_a_value_error_though_json_is_not_imported(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "json.decoder", "json.scanner"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    with pytest.raises(ValueError):  # noqa: PT011 - its message is of no interest
        parse_quickly(text)
