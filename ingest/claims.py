"""The claim record: what one source says in one place, as it is exchanged in JSON Lines."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from sys import intern
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
    field_validator,
    model_validator,
)

from ontology.file_sizes import LONGEST_TEXT
from ontology.files import too_long, unfit_text
from ontology.modalities import Modality
from ontology.quantities import Range, quantity_words

Family = Literal[
    "identity", "mechanism", "brain_region", "indication", "efficacy", "dosing", "pharmacokinetics",
    "contraindication", "adverse_effect", "withdrawal", "interaction", "special_population", "monitoring",
    "patient_education", "dependence_abuse", "overdose_toxicity", "regulatory", "history", "evidence_limitation",
    "reference",
]  # fmt: skip
"""The topic of a claim."""

Polarity = Literal["affirmed", "denied"]
Reading = Literal["stated", "inferred", "doubtfulLayout"]
QuoteRole = Literal["ownStatement", "citesStudy", "background"]
RegulatoryStatus = Literal["approved", "offLabel", "investigational", "notRecommended"]
ReviewStatus = Literal["proposed", "machineChecked", "reviewed", "rejected"]
Resolution = Literal["byNumber", "byName", "byContent", "unlisted", "unresolved"]


def _finite(number: Decimal) -> Decimal:
    """JSON readers let NaN and Infinity pass; a quantity must be a number."""
    if not number.is_finite():
        raise ValueError("not a finite number")
    return number


Number = Annotated[Decimal, AfterValidator(_finite)]


_FIELD_SETS: dict[frozenset[str], set[str]] = {}


class LeanModel(BaseModel):
    """A frozen model; those with the same fields share the set of their names, which would be half of their size."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def model_post_init(self, context: Any) -> None:
        """Share the set of names.

        :param context: of the validation
        """
        del context
        names = self.__pydantic_fields_set__
        object.__setattr__(self, "__pydantic_fields_set__", _FIELD_SETS.setdefault(frozenset(names), names))


class _Record(LeanModel):
    model_config = ConfigDict(str_strip_whitespace=False)

    @field_validator("*", mode="before")
    @classmethod
    def _fit(cls, value: Any, info: ValidationInfo) -> Any:
        """Our own texts hold no control character; the words of a document may. True is not the number one."""
        if isinstance(value, bool) and cls.model_fields[info.field_name or ""].annotation is not bool:
            raise ValueError("true and false are not allowed here")
        if isinstance(value, str) and (reason := (too_long if info.field_name == "quote" else unfit_text)(value)):
            raise ValueError(reason)
        return value

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy; what was derived from the fields is derived anew.

        :param update: fields that the copy has otherwise
        :param deep: whether the values are copied too
        :returns: the copy
        """
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied


class Quantity(_Record):
    """A number or range with its unit.

    :param min: lower bound; absent in "up to" and "under"
    :param max: upper bound; absent in "over" and "at least"
    :param min_excluded: true for "over": the lower bound itself is excluded
    :param max_excluded: true for "under": the upper bound itself is excluded
    :param unit: UCUM code, one of ``ontology/units.tsv``
    :param approximate: true for "about"
    """

    min: Number | None = None
    max: Number | None = None
    min_excluded: bool = False
    max_excluded: bool = False
    unit: str
    approximate: bool = False

    @model_validator(mode="after")
    def _ordered(self) -> Quantity:
        if self.min is None and self.max is None:
            raise ValueError("a quantity needs min, max or both")
        _check_bounds(self.min, self.max, min_excluded=self.min_excluded, max_excluded=self.max_excluded)
        return self

    @cached_property
    def range(self) -> Range:
        """The range in the base unit, to compare it with others.

        :returns: the range
        """
        return Range.of(self.min, self.max, self.unit, min_excluded=self.min_excluded, max_excluded=self.max_excluded)

    @property
    def words(self) -> str:
        """The quantity in words."""
        return quantity_words(
            self.min,
            self.max,
            self.unit,
            min_excluded=self.min_excluded,
            max_excluded=self.max_excluded,
            approximate=self.approximate,
        )


def _check_bounds(low: Decimal | None, high: Decimal | None, *, min_excluded: bool, max_excluded: bool) -> None:
    if (min_excluded and low is None) or (max_excluded and high is None):
        raise ValueError("a bound is excluded that is not given")
    if low is not None and high is not None:
        if low > high:
            raise ValueError(f"minimum {low} is over maximum {high}")
        if low == high and (min_excluded or max_excluded):
            raise ValueError(f"minimum and maximum are both {low}, and one of them is excluded")


class Anchor(_Record):
    """Where in a document something is said.

    :param section: heading above the place; empty before the first
    :param start: offset of the first character, in Unicode code points from the start of the document
    :param end: offset after the last character
    :param sha256: of exactly those characters in UTF-8, as 64 lower-case hexadecimal digits
    :param quote: the characters themselves, only where the document is available
    """

    section: str = ""
    start: int = Field(ge=0)
    end: int
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    quote: str | None = None

    @model_validator(mode="after")
    def _not_empty(self) -> Anchor:
        if self.end <= self.start:
            raise ValueError(f"anchor ends at {self.end}, not after its start {self.start}")
        if self.end - self.start > LONGEST_TEXT:
            raise ValueError(f"anchor has more than {LONGEST_TEXT:,} characters: give the place of the sentence itself")
        return self


class Citation(_Record):
    """A work that the sentence cites.

    :param mark: the citation mark as printed, empty when a work is named without one
    :param reference: CURIE of the reference or study
    :param resolved: how the work was found from the mark
    :param note: why, when that is not plain
    """

    mark: str = ""
    reference: str
    resolved: Resolution
    note: str | None = None


def _kind(value: Any) -> str:
    return "text" if isinstance(value, str) else "quantity"


def _clean(text: str) -> str:
    if reason := unfit_text(text):
        raise ValueError(reason)
    return text


QualifierValue = Annotated[
    Annotated[Quantity, Tag("quantity")] | Annotated[str, AfterValidator(_clean), Tag("text")], Discriminator(_kind)
]
"""A quantity, the CURIE of an entity, or a text."""


class ClaimRecord(_Record):
    """One claim; ``docs/adding.md`` explains every field.

    ``subject``, ``predicate``, ``object_synonyms`` and, where there is an ``object_id``, ``object`` are labels that an
    export adds for readers. Only the identifiers count on input.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    source: str
    family: Family
    subject: str | None = None
    subject_id: str
    predicate: str | None = None
    predicate_id: str
    object: str | None = None
    object_id: str | None = None
    object_synonyms: tuple[str, ...] = ()
    value_min: Number | None = None
    value_max: Number | None = None
    min_excluded: bool = False
    max_excluded: bool = False
    unit: str | None = None
    approximate: bool = False
    polarity: Polarity
    modality: Modality
    qualifiers: dict[str, QualifierValue] = Field(default_factory=dict)
    regulatory_status: RegulatoryStatus | None = None
    quote_role: QuoteRole
    evidence_type: str | None = None
    study_design: str | None = None
    essential_qualifiers: tuple[str, ...] | None = None
    essential_reason: str | None = None
    statement: str = Field(min_length=1)
    reading: Reading = "stated"
    note: str | None = None
    section: str = ""
    start: int = Field(ge=0)
    end: int
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    quote: str | None = None
    anchors: tuple[Anchor, ...] = ()
    cites: tuple[Citation, ...] = ()
    citation_needed: bool = False
    agent: Literal["curated", "extracted"]
    review_status: ReviewStatus

    @model_validator(mode="after")
    def _consistent(self) -> ClaimRecord:
        if self.end <= self.start:
            raise ValueError(f"anchor ends at {self.end}, not after its start {self.start}")
        if self.end - self.start > LONGEST_TEXT:
            raise ValueError(f"anchor has more than {LONGEST_TEXT:,} characters: give the place of the sentence itself")
        if (self.essential_qualifiers is None) != (self.essential_reason is None):
            raise ValueError("essential_qualifiers need an essential_reason, and the other way round")
        absent = [key for key in self.essential_qualifiers or () if key not in self.qualifiers]
        if absent:
            raise ValueError(f"essential_qualifiers name {', '.join(absent)}, which the claim does not have")
        if self.reading != "stated" and not self.note:
            raise ValueError(f"a claim whose reading is {self.reading} needs a note that says why")
        has_number = self.value_min is not None or self.value_max is not None
        if has_number != (self.unit is not None):
            raise ValueError("a value needs a unit and a unit needs a value")
        _check_bounds(self.value_min, self.value_max, min_excluded=self.min_excluded, max_excluded=self.max_excluded)
        return self

    @cached_property
    def value(self) -> Quantity | None:
        """The quantity of the claim, if it has one.

        :returns: the quantity
        """
        if self.unit is None:
            return None
        return Quantity(
            min=self.value_min,
            max=self.value_max,
            min_excluded=self.min_excluded,
            max_excluded=self.max_excluded,
            unit=self.unit,
            approximate=self.approximate,
        )

    @cached_property
    def places(self) -> tuple[Anchor, ...]:
        """All places in the document that say it, the first one first.

        :returns: at least one place
        """
        first = Anchor(section=self.section, start=self.start, end=self.end, sha256=self.sha256, quote=self.quote)
        return (first, *self.anchors)

    @property
    def literal(self) -> str | None:
        """The object when it is a literal and no entity."""
        return self.object if self.object_id is None else None

    @cached_property
    def predicate_name(self) -> str:
        """The local name of the predicate, such as ``causes``.

        :returns: the name
        """
        return intern(self.predicate_id.partition(":")[2])

    @cached_property
    def proposition(self) -> str:
        """The local part of the proposition's IRI, made from the three terms alone.

        Such as ``baclofen.causes.drowsiness``; a literal object gives a readable part and a checksum.

        :returns: the local part
        """
        parts = [self.subject_id.partition(":")[2], self.predicate_name]
        if self.object_id is not None:
            parts.append(self.object_id.partition(":")[2])
        elif self.object is not None:
            words = re.sub(r"[^a-z0-9]+", "-", self.object.casefold()).strip("-")[:40].rstrip("-")
            digest = hashlib.sha256(self.object.encode("utf-8")).hexdigest()[:8]
            parts.append(f"{words}-{digest}" if words else digest)
        return ".".join(parts)


def slim(record: ClaimRecord) -> dict[str, Any]:
    """Return the record as plain JSON data without what is empty or default.

    :param record: the record
    :returns: field to value, in the order of :class:`ClaimRecord`; numbers as int or float
    """
    data = record.model_dump(mode="python", exclude_defaults=True)
    return {key: _plain(value) for key, value in data.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
