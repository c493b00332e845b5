"""A claim on an effect, as far as a mechanism path needs it. Terms are IRIs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ontology.namespaces import PREFIXES

CERTAINTIES: Mapping[str, str] = {
    "asserted": "asserted",
    "hedged": "hedged",
    "hypothesis": "put as a hypothesis",
    "recommendation": "recommended",
}
"""The modalities that can make a step, strongest first → how a document states it; an aim or a lack of evidence states
no effect."""

MODALITIES = tuple(CERTAINTIES)

HUMAN = PREFIXES["drugkg"] + "human"


class Place(NamedTuple):
    """Where a document makes a claim.

    :param section: heading of the section
    :param start: offset of the first character
    :param end: offset after the last character
    """

    section: str
    start: int
    end: int


class Limit(NamedTuple):
    """A qualifier that limits a claim, in words.

    :param key: its key in claim records, such as ``dose_level``
    :param label: such as ``dose level``
    :param value: such as ``high dose``
    """

    key: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class MechanismClaim:
    """A claim that something raises, lowers or changes something.

    :param id: its identifier, without prefix
    :param sign: +1, −1, or ``None`` where the direction is left open
    :param populations: the populations it is about (people or animals); empty when it names none
    :param conditions: the conditions under which it is said: an exposure, a drug, a disease
    :param works: the works it cites, by one key per work
    :param evidence: CURIE of the type of evidence, such as ``ECO:0000180``; empty when it names none
    :param reading: stated, inferredReading or doubtfulLayout
    :param phrase: the claim without its subject, in plain English
    :param limits: its qualifiers that limit what it says
    :param places: where its document makes it
    :param drugs: the drugs that its passage is about; see :mod:`queries.mechanism.linking`
    """

    id: str
    subject: str
    predicate: str
    object: str
    sign: int | None
    source: str
    family: str = "mechanism"
    polarity: str = "affirmed"
    modality: str = "asserted"
    review: str = "reviewed"
    populations: frozenset[str] = frozenset()
    species: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    works: frozenset[str] = frozenset()
    evidence: str = ""
    reading: str = "stated"
    phrase: str = ""
    limits: tuple[Limit, ...] = ()
    places: tuple[Place, ...] = ()
    drugs: frozenset[str] = frozenset()

    @property
    def affirms(self) -> bool:
        """Whether the claim says, with whatever reserve, that there is this effect."""
        return self.polarity == "affirmed" and self.modality in MODALITIES

    @property
    def animal_only(self) -> bool:
        """Whether it is about animals and not about people."""
        return bool(self.species) and HUMAN not in self.species

    @property
    def inferred(self) -> bool:
        """Whether its reader inferred it, and the document does not say it in words."""
        return self.reading == "inferredReading"
