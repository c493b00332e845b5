"""Where things are: the pages of the explorer, and links to any state of them.

The address of a page with its parameters is the whole state, so that it can be sent to a colleague. Widgets write
their own values into it (``bind="query-params"``); what belongs to no widget is read and written here.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import streamlit as st

from ontology.namespaces import compact
from queries.errors import AmbiguousNameError, UnknownNameError
from queries.index.name_index import Index

FOLDER = Path(__file__).parent.parent


class Place(NamedTuple):
    """A page.

    :param title: what the menu calls it
    :param icon: a Material icon
    :param hint: one line on what it is for
    """

    title: str
    icon: str
    hint: str


PLACES: dict[str, Place] = {
    "overview": Place("Overview", ":material/home:", "What is known, disputed and unknown"),
    "mechanism": Place("Mechanism", ":material/account_tree:", "Follow effects from start to end"),
    "evidence": Place("Evidence", ":material/format_quote:", "Every claim with its passage"),
    "agreement": Place("Agreement", ":material/balance:", "Who says what, and where documents differ"),
    "compare": Place("Compare", ":material/compare:", "Drugs or documents side by side"),
    "query": Place("Query", ":material/manage_search:", "Saved questions and SPARQL"),
    "links": Place("Links", ":material/link:", "Counterparts in other vocabularies"),
    "sources": Place("Sources", ":material/description:", "The documents and what they are"),
    "about": Place("About", ":material/info:", "What this is, how to cite it, help and the words used"),
    "entity": Place("Entity", ":material/label:", "One thing with all that is stated about it"),
    "search": Place("Search", ":material/search:", "Find entities, claims and queries"),
}
"""Address of a page → the page. The file of each is ``screens/<address>.py``; the first is at the root itself."""

REVIEWED = "reviewed"
"""The parameter that is ``only`` while claims that nobody has reviewed are left out; links keep it."""

Value = str | list[str]

_ENTITIES = ("entity", "start", "end", "via", "avoid", "drug", "of")
"""Parameters of the address that name an entity."""


def address(page: str, **parameters: Value) -> str:
    """Return the address of a state, relative to the root of the explorer.

    :param page: key of :data:`PLACES`
    :param parameters: what the state consists of; empty values are left out
    :returns: path and query string

    >>> address("evidence", claim="monograph-012")
    'evidence?claim=monograph-012'
    """
    given = {name: value for name, value in parameters.items() if value}
    root = "" if page == next(iter(PLACES)) else page
    return root + (f"?{urlencode(given, doseq=True)}" if given else "")


def link(page: str, label: str, *, icon: str | None = None, help: str | None = None, **parameters: Value) -> None:
    """Draw a link to a state of a page.

    :param page: key of :data:`PLACES`
    :param label: what to show, as Markdown: escape what is data
    :param icon: a Material icon
    :param help: a tooltip, as Markdown
    :param parameters: what the state consists of; empty values are left out
    """
    given = kept() | {name: value for name, value in parameters.items() if value}
    st.page_link(f"screens/{page}.py", label=label, icon=icon, help=help, query_params=given)


def kept() -> dict[str, Value]:
    """Return the parameters of the address that every link keeps.

    :returns: name → value
    """
    return {REVIEWED: "only"} if parameter(REVIEWED) == "only" else {}


def parameter(name: str) -> str:
    """Return a parameter of the address.

    :param name: its name; it must not be the key of a bound widget
    :returns: its value, or an empty text
    """
    return st.query_params.get(name, "")


def set_parameter(name: str, value: str) -> None:
    """Write a parameter into the address; an empty value takes it out.

    :param name: its name; it must not be the key of a bound widget
    :param value: its value
    """
    if value:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]


def set_parameters(changes: Mapping[str, Value]) -> None:
    """Write several parameters into the address at once, so that the browser's back button takes all of them back.

    :param changes: name → value; an empty one takes the parameter out
    """
    st.query_params.update(
        {name: value or [] for name, value in changes.items() if value or st.query_params.get_all(name)}
    )


def resolve_entities(index: Index) -> list[str]:
    """Replace names and identifiers of entities in the address by our identifiers; what is unknown stays as it is.

    :param index: the index of the graph
    :returns: what is unknown
    """
    asked = {name: st.query_params.get_all(name) for name in _ENTITIES}
    known = {one: _identifier(index, one) for one in dict.fromkeys(one for names in asked.values() for one in names)}
    found = {name: [known[one] or one for one in names] for name, names in asked.items()}
    changed = {name: names for name, names in found.items() if names != asked[name]}
    if changed:
        set_parameters(changed)
    return [one for one, identifier in known.items() if identifier is None]


def _identifier(index: Index, asked: str) -> str | None:
    try:
        return compact(index.names.find(asked[1:-1] if asked.startswith("<") and asked.endswith(">") else asked))
    except AmbiguousNameError:
        return asked
    except UnknownNameError:
        return None
