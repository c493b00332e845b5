"""Filters whose value is in the address as a code, not as its label, because the address contains the state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.explorer.frame.addresses import Value, parameter, set_parameters
from ui.explorer.frame.escaping import escaped

_Row = TypeVar("_Row")

NONE = "any"
"""In the address, in place of a code: nothing is chosen, and not the default either."""


def choose(
    name: str,
    label: str,
    options: Mapping[str, str],
    *,
    everything: str,
    width: int = 170,
    warn_in: DeltaGenerator | None = None,
) -> str:
    """Draw a select box in which nothing need be chosen.

    A code in the address that is not an option is reported and ignored.

    :param name: the parameter of the address
    :param label: name of the box for screen readers
    :param options: code → label
    :param everything: what the box shows while nothing is chosen
    :param width: in pixels
    :param warn_in: where a report is drawn; by default above the box
    :returns: the chosen code, or an empty text
    """
    asked = parameter(name)
    known = asked in options
    if asked and not known:
        place = st if warn_in is None else warn_in
        place.warning(f"{escaped(label)}: there is no “{escaped(asked)}”, so this filter is ignored.")
    labels = told_apart(options)
    key = f"choose_{name}"
    st.session_state[key] = asked if known else ""
    return st.selectbox(
        label,
        ["", *labels],
        format_func=lambda code: labels.get(code, everything),
        key=key,
        on_change=_write,
        args=(name, key),
        label_visibility="collapsed",
        width=width,
    )


def choose_several(
    name: str,
    label: str,
    options: Mapping[str, str],
    *,
    default: Sequence[str] = (),
    placeholder: str = "any",
    width: int | Literal["stretch"] = "stretch",
    warn_in: DeltaGenerator | None = None,
) -> list[str]:
    """Draw a box in which several things can be chosen.

    :param name: the parameter of the address, which comes once for each thing
    :param label: the text above the box
    :param options: code → label, in the order of the list
    :param default: the codes to use if the address names none that is an option
    :param placeholder: what the box shows while nothing is chosen
    :param width: in pixels
    :param warn_in: where a code that is no option is reported; by default above the box
    :returns: the chosen codes
    """
    key = f"choose_{name}"
    asked = list(dict.fromkeys(st.query_params.get_all(name)))
    unknown = [code for code in asked if code not in options and code != NONE]
    if unknown:
        place = st if warn_in is None else warn_in
        place.warning(f"{escaped(label)}: there is no “{escaped(', '.join(unknown))}” here, so it is ignored.")
    known = [code for code in asked if code in options]
    st.session_state[key] = known or ([] if NONE in asked else [code for code in default if code in options])
    labels = told_apart(options)
    return st.multiselect(
        escaped(label), list(options), format_func=lambda code: labels.get(code, code), key=key,
        placeholder=placeholder, on_change=_write_several, args=(name, key, bool(default)), width=width,
    )  # fmt: skip


def _write_several(name: str, key: str, has_default: bool) -> None:
    """Write what is chosen into the address; where there is a default, nothing chosen is written too."""
    chosen = st.session_state[key]
    _keep(name, chosen or ([NONE] if has_default else []))


def type_words(name: str, label: str, *, width: int = 260) -> str:
    """Draw a box for words.

    :param name: the parameter of the address
    :param label: what the box is for
    :param width: in pixels
    :returns: the words
    """
    key = f"choose_{name}"
    st.session_state[key] = parameter(name)
    return st.text_input(
        label,
        key=key,
        placeholder=label,
        on_change=_write,
        args=(name, key),
        label_visibility="collapsed",
        width=width,
    ).strip()


def choose_view(name: str, label: str, options: Mapping[str, str], asked: str) -> str:
    """Draw a row of buttons of which one is always chosen.

    :param name: the parameter of the address
    :param label: name of the row for screen readers
    :param options: code → label; the first is the default
    :param asked: the code to show
    :returns: the chosen code
    """
    key, default = f"choose_{name}", next(iter(options))
    st.session_state[key] = asked if asked in options else default
    st.segmented_control(
        label,
        list(options),
        format_func=lambda code: options[code],
        key=key,
        required=True,
        on_change=_write,
        args=(name, key),
        label_visibility="collapsed",
    )
    return str(st.session_state[key])


def paged(rows: Sequence[_Row], size: int, caption: str = "") -> Sequence[_Row]:
    """Draw the choice of a page where there are several, and return its rows.

    :param rows: all rows
    :param size: rows of a page
    :param caption: a line next to the choice
    :returns: the rows of the page that the address names, by default of the first
    """
    pages = -(-len(rows) // size)
    with st.container(horizontal=True, vertical_alignment="center"):
        if caption:
            st.caption(caption, width="stretch")
        if pages < 2:
            return rows
        names = {str(page): f"Page {page} of {pages}" for page in range(2, pages + 1)}
        page = int(choose("page", "Page", names, everything=f"Page 1 of {pages}", width=150) or 1)
    return rows[(page - 1) * size : page * size]


def told_apart(options: Mapping[str, str]) -> dict[str, str]:
    """Add codes to the labels of options that have the same label.

    :param options: code → label
    :returns: code → unique label

    >>> told_apart({"a:1": "pain", "b:2": "pain", "c:3": "sleep"})
    {'a:1': 'pain (a:1)', 'b:2': 'pain (b:2)', 'c:3': 'sleep'}
    """
    often = Counter(options.values())
    return {code: f"{label} ({code})" if often[label] > 1 else label for code, label in options.items()}


def _write(name: str, key: str) -> None:
    _keep(name, str(st.session_state[key]).strip())


def _keep(name: str, value: Value) -> None:
    """Write a value into the address; what is chosen anew begins on its first page."""
    set_parameters({"page": "", name: value})
