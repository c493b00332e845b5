"""Choices among things with identifiers: the address holds the identifier, the widget shows the label."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from ui.explorer.places import parameter, set_parameter


def choice(
    label: str,
    options: Mapping[str, str],
    *,
    key: str,
    default: str,
    help: str | None = None,
) -> str:
    """Draw a selectbox whose state is a parameter of the address, and return the identifier chosen.

    :param label: of the widget, as Markdown
    :param options: identifier → label; labels are shown as they are
    :param key: name of the parameter
    :param default: identifier that counts when the address names none, or none that is an option; it must be one
    :param help: a tooltip, as Markdown
    """
    widget = f"{key}_choice"
    given = parameter(key)
    st.session_state[widget] = given if given in options else default

    def write() -> None:
        chosen = st.session_state[widget]
        set_parameter(key, "" if chosen in (None, default) else chosen)

    st.selectbox(
        label,
        list(options),
        format_func=lambda identifier: options[identifier],
        key=widget,
        on_change=write,
        help=help,
    )
    return str(st.session_state[widget])
