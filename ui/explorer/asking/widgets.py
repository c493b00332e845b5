"""The form of a saved query on the screen; the input is in the address under the name of the parameter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from queries.index.name_index import Index
from queries.saved_queries.model import SavedQuery
from ui.explorer.asking.form import Field, form_fields, read_values
from ui.explorer.frame.escaping import described, escaped
from ui.explorer.frame.widget_state import put_into_address, take_from_address

_FURTHEST = 999_999_999


def show_form(index: Index, query: SavedQuery) -> dict[str, list[str]]:
    """Draw the widgets for a query's parameters.

    :param index: the index of the graph
    :param query: the query
    :returns: parameter → values; parameters left empty are absent
    """
    fields = form_fields(index, query)
    if not fields:
        return {}
    columns = st.columns(max(len(fields), 2))
    values = {}
    for column, field in zip(columns, fields, strict=False):
        with column:
            values[field.parameter.name] = _ask(index, query, field)
    return {name: found for name, found in values.items() if found}


def _ask(index: Index, query: SavedQuery, field: Field) -> list[str]:
    """Draw a parameter's widget and return its values; none when it is left open."""
    key = f"{query.name}.{field.parameter.name}"
    in_address = st.query_params.get_all(field.address_name)
    take_from_address(
        key, field.address_name, lambda texts: _to_widget(field, read_values(index, query, field, texts)[0])
    )
    _DRAW[field.widget](
        escaped(field.parameter.name.replace("_", " ").capitalize()),
        field,
        {"key": key, "help": described(field.parameter.description), "on_change": partial(_keep, key, field)},
    )
    texts = _from_widget(field, st.session_state[key])
    values, problems = read_values(index, query, field, texts)
    problems += read_values(index, query, field, in_address)[1]
    for problem in dict.fromkeys(problems):
        st.warning(escaped(f"{problem[0].upper()}{problem[1:]}. The default is used."), icon=":material/warning:")
    if not texts and not field.optional:
        st.caption("Nothing is chosen: the default is used.")
    return values


def _keep(key: str, field: Field) -> None:
    """Write what was entered into the address, unless it is the default."""
    default = list(field.parameter.default)

    def write(value: Any) -> list[str]:
        texts = _from_widget(field, value)
        return [] if texts == default else texts

    put_into_address(key, field.address_name, write, without=["row"])


def _to_widget(field: Field, values: list[str]) -> Any:
    """Return the values of a parameter as its widget has them."""
    if field.widget in ("choices", "texts"):
        return values
    if field.widget in _FROM_TEXT:
        return _FROM_TEXT[field.widget](values[0])
    return values[0] if values else None


def _from_widget(field: Field, value: Any) -> list[str]:
    """Return what a widget has as the values of its parameter."""
    if isinstance(value, list):
        return [str(one) for one in value]
    if isinstance(value, bool):
        return ["true" if value else "false"]
    if field.widget == "decimal":
        return [f"{value:.10f}".rstrip("0").rstrip(".")]
    return [str(value)] if value not in (None, "") else []


_FROM_TEXT: Mapping[str, Callable[[str], Any]] = {
    "integer": int,
    "decimal": float,
    "boolean": lambda text: text.lower() == "true",
}


def _choice(label: str, field: Field, about: dict[str, Any]) -> None:
    names = field.options
    st.selectbox(
        label,
        list(names),
        index=None if field.optional else 0,
        format_func=names.__getitem__,
        placeholder="any",
        **about,
    )


def _choices(label: str, field: Field, about: dict[str, Any]) -> None:
    st.multiselect(label, list(field.options), format_func=field.options.__getitem__, **about)


def _number(label: str, field: Field, about: dict[str, Any]) -> None:
    kind: Callable[[int], Any] = int if field.widget == "integer" else float
    st.number_input(label, kind(-_FURTHEST), kind(_FURTHEST), step=kind(1), **about)


def _boolean(label: str, _: Field, about: dict[str, Any]) -> None:
    st.toggle(label, **about)


def _text(label: str, field: Field, about: dict[str, Any]) -> None:
    st.text_input(label, placeholder="any" if field.optional else "", **about)


def _texts(label: str, field: Field, about: dict[str, Any]) -> None:
    offered = list(dict.fromkeys([*field.parameter.default, *st.session_state[about["key"]]]))
    st.multiselect(label, offered, accept_new_options=True, **about)


_DRAW: Mapping[str, Callable[[str, Field, dict[str, Any]], None]] = {
    "choice": _choice,
    "choices": _choices,
    "integer": _number,
    "decimal": _number,
    "boolean": _boolean,
    "text": _text,
    "texts": _texts,
}
