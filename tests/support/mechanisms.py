"""Small networks of claims, to test the rules of mechanism paths on."""

from __future__ import annotations

import itertools
from dataclasses import replace

from queries.mechanism.claims import MechanismClaim, Place
from queries.mechanism.effects import Mechanisms
from queries.mechanism.linking import with_drugs_of_passages
from queries.mechanism.paths import PathAnswer

_SIGNS = {"+": 1, "-": -1, "?": None}
_PREDICATES = {1: "increases", -1: "decreases", None: "modulates"}
_numbers = itertools.count(1)


def claim(text: str, source: str = "one", **more: object) -> MechanismClaim:
    """A claim from words such as ``a + b``; denied with ``a !+ b``."""
    subject, sign, object_ = text.split()
    value = _SIGNS[sign[-1]]
    polarity = "denied" if sign[0] == "!" else "affirmed"
    fields: dict[str, object] = {"polarity": polarity, "places": (Place("one", 0, 40),), **more}
    identifier = f"{source}-{next(_numbers)}"
    return MechanismClaim(identifier, subject, _PREDICATES[value], object_, value, source, **fields)  # type: ignore[arg-type]


def network(*claims: MechanismClaim | str, **more: object) -> Mechanisms:
    made = tuple(claim(item) if isinstance(item, str) else item for item in claims)
    nodes = Mechanisms((), **more)  # type: ignore[arg-type]
    return replace(nodes, claims=with_drugs_of_passages(made, nodes))


def routes(answer: PathAnswer) -> list[str]:
    """The nodes of each route, with the net sign."""
    shown = {1: "+", -1: "-", None: "?"}
    return [
        " ".join([path["steps"][0]["subject"], *(step["object"] for step in path["steps"])]) + shown[path["net_sign"]]
        for path in answer.paths
    ]
