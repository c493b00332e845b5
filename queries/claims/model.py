"""What a claim is once it is read from the store: one record, with its places, its citations and its qualifiers."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.modality_words import OPEN_WORDS


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim is in its document.

    :param section: the heading above it; empty before the first one
    :param start: first character, counted in code points from 0
    :param end: the character after the last
    :param quote: the words, where the local graph has them
    :param sha256: checksum of exactly these characters
    :param number: its number in the claim, counted from 1; the first place has 1
    """

    section: str
    start: int
    end: int
    quote: str = ""
    sha256: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Cited:
    """A work or study that a claim cites.

    :param id: its CURIE
    :param label: its label
    :param citation: the entry of the reference list, where there is one
    :param mark: the mark in the text, such as ``[3]``
    :param resolved: code of how the mark was found to mean this work, such as ``byNumber``
    :param status: whether the work is in the reference list
    :param doi: its DOI, if the document gives one
    :param pmid: its PubMed identifier, if the document gives one
    :param note: a note on the citation, if there is one
    :param number: its number in the claim, counted from 1
    """

    id: str
    label: str
    citation: str = ""
    mark: str = ""
    resolved: str = ""
    status: str = ""
    doi: str = ""
    pmid: str = ""
    note: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number or range, which a claim or one of its qualifiers may have.

    :param minimum: lower end, in its unit
    :param maximum: upper end, in its unit
    :param min_excluded: whether the lower end itself is excluded, as by "more than"
    :param max_excluded: whether the upper end itself is excluded, as by "under"
    :param unit: UCUM code of the unit; empty where there is no number
    :param approximate: whether the document says "about"
    """

    minimum: float | None = None
    maximum: float | None = None
    min_excluded: bool = False
    max_excluded: bool = False
    unit: str = ""
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class QualifierValue(Amount):
    """A qualifier of a claim as data: a term or text, or a quantity.

    :param key: its key, such as ``route``
    :param value: the CURIE of an entity, or a text; empty for a quantity
    """

    key: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Claim(Amount):
    """A claim as the store holds it, with the labels that a screen shows.

    Controlled values are labels; where their codes are wanted too, a field with the ending ``_code`` holds them.

    :param id: without prefix, such as ``monograph-012``
    :param source: short name of the document
    :param title: title of the document
    :param file: file name of the document
    :param family: code of the topic, such as ``adverse_effect``
    :param family_label: the topic in words
    :param subject: label of the subject
    :param subject_id: its CURIE
    :param predicate: label of the predicate
    :param predicate_id: its CURIE
    :param object: label of the entity, or the literal; empty where the predicate takes none
    :param object_id: CURIE of the entity; empty for a literal
    :param proposition: subject, predicate and object in words
    :param proposition_id: CURIE of the proposition
    :param polarity: ``affirmed`` or ``denied``
    :param modality: code of the source's own certainty, such as ``hedged``
    :param modality_label: the same in words
    :param status: regulatory status, or empty
    :param status_code: its code
    :param review: review status
    :param review_code: its code
    :param quote_role: whether the sentence is the document's own or cites a study
    :param quote_role_code: its code
    :param evidence_type: label of the type of evidence
    :param evidence_type_id: its CURIE
    :param study_design_id: CURIE of the study design, or empty
    :param agent: code of who made the record: curated or extracted
    :param statement: the claim in our own words
    :param note: a note of the reader, or empty
    :param qualifiers: all qualifiers in words
    :param cites: all citations in words
    :param value: the number or range with unit, in words
    :param route: label of the route, or empty
    :param phase: label of the dose phase, or empty
    :param phrase: the claim without its subject in plain words, with everything that turns or limits it
    :param answer: what it says in a word or two, as the cell of a table shows it, such as ``common`` or ``denied``
    :param reading: code of how sure the reader of the document is, such as ``inferred``
    :param essential: keys of its own essential qualifiers, separated by blanks; ``none`` for none, empty where the
        predicate decides
    :param essential_reason: why it has its own essential qualifiers
    :param works: keys of the works that it cites, by which evidence is counted
    :param citation_needed: whether the document itself marks the sentence as lacking a citation
    :param places: where it is said, in reading order
    :param cited: the works that it cites
    :param scope: its qualifiers as data, by key
    """

    id: str
    source: str
    title: str
    file: str
    family: str
    family_label: str
    subject: str
    subject_id: str
    predicate: str
    predicate_id: str
    object: str
    object_id: str
    proposition: str
    proposition_id: str
    polarity: str
    modality: str
    modality_label: str
    status: str
    status_code: str
    review: str
    review_code: str
    quote_role: str
    quote_role_code: str
    evidence_type: str
    evidence_type_id: str
    study_design_id: str
    agent: str
    statement: str
    note: str
    qualifiers: str
    cites: str
    value: str = ""
    route: str = ""
    phase: str = ""
    phrase: str = ""
    answer: str = ""
    reading: str = ""
    essential: str = ""
    essential_reason: str = ""
    works: tuple[str, ...] = ()
    citation_needed: bool = False
    places: tuple[Place, ...] = ()
    cited: tuple[Cited, ...] = ()
    scope: tuple[QualifierValue, ...] = ()

    @property
    def uncertain(self) -> bool:
        """Whether the document states it with reserve, or says that evidence is lacking."""
        return self.modality not in ("asserted", "recommendation")

    @property
    def sentence(self) -> str:
        """The claim in plain words, with everything that turns or limits it."""
        joint = ":" if self.phrase.startswith(tuple(OPEN_WORDS.values())) else ""
        return f"{self.subject}{joint} {self.phrase}"

    def involves(self, identifier: str) -> bool:
        """Return whether an entity is subject or object of the claim.

        :param identifier: its CURIE
        :returns: whether it is
        """
        return identifier in (self.subject_id, self.object_id)
