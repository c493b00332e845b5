"""The switch to the claims that a person has reviewed: in the address, on every page, and carried by links.

The address has ``reviewed=only`` while the switch is on. Links within the explorer carry it (``addresses.link``, and
``navigation.js`` for links in HTML and tables); the menu cannot, so a page that it leads to writes it anew.
"""

from __future__ import annotations

import streamlit as st

from ui.explorer.frame.addresses import REVIEWED, parameter, set_parameter
from ui.explorer.frame.escaping import escaped

_STATE = "reviewed claims only"
_LEFT_OUT = "Claims that no person has reviewed are left out: turn off “Reviewed claims only” to see them."


def take_from_address(*, arrived: bool) -> None:
    """Read the switch from the address.

    :param arrived: whether the page was come to from another one, whose switch then stays as it was
    """
    asked = parameter(REVIEWED) == "only"
    if arrived and not asked and st.session_state.get(_STATE):
        set_parameter(REVIEWED, "only")
        return
    st.session_state[_STATE] = asked


def reviewed_only() -> bool:
    """Return whether the reader wants the claims that a person has reviewed, and no others.

    :returns: true if the switch is on
    """
    return bool(st.session_state.get(_STATE, False))


def silence() -> str:
    """Return what to add where nothing is shown: that this is no denial, or that claims are left out.

    :returns: a sentence
    """
    return _LEFT_OUT if reviewed_only() else "That is silence, not denial."


def show_left_out(name: str, number: int) -> None:
    """Say that nothing of a drug was reviewed, with a button that turns the switch off.

    :param name: what the claims are on, plain text
    :param number: how many there are, left out all of them
    """
    which = "the only claim" if number == 1 else f"any of the {number} claims"
    st.info(
        f"No person has reviewed {which} on {escaped(name)}, so that nothing is left to show. That "
        "says nothing of what documents state.",
        icon=":material/visibility_off:",
    )
    st.button("Also show what nobody has reviewed", on_click=set_parameter, args=(REVIEWED, ""))


def show_switch(unreviewed: int, size: int) -> None:
    """Draw the switch, where a graph has claims that nobody has reviewed.

    :param unreviewed: the number of claims that no person has reviewed
    :param size: the number of all claims
    """
    if not unreviewed and not reviewed_only():
        return
    st.session_state["reviewed switch"] = reviewed_only()
    with st.container(horizontal=True, vertical_alignment="center", key="reviewed"):
        st.toggle("Reviewed claims only", key="reviewed switch", on_change=_turn)
        one = unreviewed == 1
        which = f"{unreviewed:,} of {size:,} claims {'is' if one else 'are'} not reviewed by a person"
        end = "left out." if reviewed_only() else "marked, such as with *proposed*."
        st.caption(f"{which} and {'is' if one else 'are'} {end}", width="content")


def _turn() -> None:
    set_parameter(REVIEWED, "only" if st.session_state["reviewed switch"] else "")
