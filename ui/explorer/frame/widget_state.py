"""Widgets whose value in the address differs from the text on the screen, such as an identifier for a label."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitAPIException

from ui.explorer.frame.addresses import set_parameters


def take_from_address(key: str, name: str, read: Callable[[list[str]], Any]) -> None:
    """Give a widget the value that the address states; to be called before the widget is drawn.

    :param key: the widget's key
    :param name: the parameter of the address
    :param read: makes the widget's value from the parameter's values; none of them means the default
    """
    texts = st.query_params.get_all(name)
    if key not in st.session_state or st.session_state.get(f"{key} read") != texts:
        st.session_state[key] = read(texts)
        st.session_state[f"{key} read"] = texts


def put_into_address(key: str, name: str, write: Callable[[Any], list[str]], *, without: Iterable[str] = ()) -> None:
    """Write the value of a widget into the address; to be called when it changes.

    :param key: the widget's key
    :param name: the parameter of the address
    :param write: makes the parameter's values from the widget's value; none for the default
    :param without: parameters that no longer hold then
    """
    texts = write(st.session_state[key])
    st.session_state[f"{key} read"] = texts
    set_parameters({name: texts} | dict.fromkeys(without, ""))


def confirm_address() -> None:
    """Have the browser show the address that the page was called by.

    A link to another state of the same page calls it with new parameters, and leaves the old ones in the browser's
    address line until the page itself writes one. Writing the same value again changes nothing else.
    """
    if not st.query_params:
        st.query_params.clear()
    for name in st.query_params:
        with suppress(StreamlitAPIException):  # a parameter that is bound to a widget cannot be written
            st.query_params[name] = st.query_params.get_all(name)
            return
