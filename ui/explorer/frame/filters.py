"""Filters whose value stands in the address as a code, not as its label: the address is what holds the state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Literal

import streamlit as st

from ui.explorer.frame.addresses import parameter, set_parameter
from ui.explorer.frame.escaping import escaped


def choose(name: str, label: str, options: Mapping[str, str], *, everything: str, width: int = 170) -> str:
    """Draw a select box and return the code chosen, or the empty string for no choice.

    A code in the address that is no option is told and left out.

    :param name: the parameter of the address
    :param label: what the box is called for those who cannot see it
    :param options: code → label
    :param everything: what the box says while nothing is chosen
    :param width: in pixels
    """
    asked = parameter(name)
    known = asked in options
    if asked and not known:
        st.warning(f"{escaped(label)}: there is no “{escaped(asked)}”, so this filter is left out.")
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


def choose_among(
    name: str, label: str, options: Mapping[str, str], *, default: str, width: int | Literal["stretch"] = "stretch"
) -> str:
    """Draw a select box of which something is always chosen, and return its code.

    :param name: the parameter of the address
    :param label: what stands above the box
    :param options: code → label
    :param default: code that counts when the address names none that is an option
    :param width: in pixels
    """
    key = f"choose_{name}"
    asked = parameter(name)
    if asked and asked not in options:
        st.warning(
            f"{escaped(label)}: there is no “{escaped(asked)}” here; {escaped(options[default])} stands instead."
        )
    st.session_state[key] = asked if asked in options else default
    labels = told_apart(options)
    return st.selectbox(
        escaped(label), list(options), format_func=lambda code: labels.get(code, code), key=key, on_change=_write,
        args=(name, key), width=width,
    )  # fmt: skip


def type_words(name: str, label: str, *, width: int = 260) -> str:
    """Draw a box for words and return them.

    :param name: the parameter of the address
    :param label: what the box is for
    :param width: in pixels
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
    """Draw a row of buttons of which one is always chosen, and return its code.

    :param name: the parameter of the address
    :param label: what the row is called
    :param options: code → label; the first is shown when nothing else is asked for
    :param asked: the code to show
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


def told_apart(options: Mapping[str, str]) -> dict[str, str]:
    """Return options with their codes added where two have one label.

    :param options: code → label

    >>> told_apart({"a:1": "pain", "b:2": "pain", "c:3": "sleep"})
    {'a:1': 'pain (a:1)', 'b:2': 'pain (b:2)', 'c:3': 'sleep'}
    """
    often = Counter(options.values())
    return {code: f"{label} ({code})" if often[label] > 1 else label for code, label in options.items()}


def _write(name: str, key: str) -> None:
    set_parameter(name, str(st.session_state[key]).strip())
