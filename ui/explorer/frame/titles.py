"""The title of a page in the browser: what is shown, on which page, and the name of the program."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

NAME = "drugkg"
_SUBJECTS = ("claim", "proposition", "disagreement", "end", "entity", "document", "source", "query", "words", "drug",
             "of")  # fmt: skip
"""Parameters of the address that say what a page is about, the most telling first."""


def page_title(title: str, state: Mapping[str, Sequence[str]], label: Callable[[str], str]) -> str:
    """Return the title of a state of a page.

    :param title: what the menu calls it
    :param state: the parameters of the address
    :param label: the label of an entity, document or proposition, or the matter of a disagreement, by its identifier
    :returns: such as ``Relapse: mechanism – drugkg``

    >>> page_title("Mechanism", {"end": ["drugkg:relapse"]}, lambda _: "relapse")
    'Relapse: mechanism – drugkg'
    >>> page_title("Sources", {}, str)
    'Sources – drugkg'
    """
    for name in _SUBJECTS:
        values = [value for value in state.get(name, ()) if value and value != "any"]
        if values:
            told = ", ".join(_told(name, value, label) for value in values[:2])
            return f"{told[:1].upper()}{told[1:]}: {title.casefold()} – {NAME}"
    return f"{title} – {NAME}"


def _told(name: str, value: str, label: Callable[[str], str]) -> str:
    if name in ("document", "source"):
        return label(f"source:{value}")
    if name == "disagreement":
        return label(f"disagreement:{value}")
    if name == "claim":
        return f"claim {value.rpartition('/')[2].rpartition(':')[2]}"
    return label(value) if name in ("end", "entity", "drug", "of", "proposition") else value
