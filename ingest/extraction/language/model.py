"""What rules read and what they make: passages of a document, and candidates for claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

from ingest.documents.headings import Heading, band_of, heading_of
from ingest.documents.view import DocumentView, Section, Unit
from ingest.extraction.language.clauses import clauses_of
from ingest.extraction.language.glosses import without_glosses
from ingest.extraction.language.noun_lists import Item, items
from ingest.extraction.language.quantities import Amount, rate
from ingest.lexicon.entries import Entry
from ingest.lexicon.folding import fold, folded_name
from ingest.lexicon.matching import Lexicon, Mention

Owner = Literal["own", "foreign", "none"]
Subject = Literal["drug", "withdrawal", "overdose", "combination"]


@dataclass(frozen=True)
class Candidate:
    """What a rule has found: a claim before its terms are looked up.

    :param rule: name of the rule
    :param family: topic of the claim
    :param predicate: local name of the predicate
    :param object: what the claim is about, in the document's words; empty for a quantity alone
    :param category: category of the object, such as ``finding``
    :param start: where the place begins, in the text that is read
    :param end: where it ends
    :param subject: whose claim it is: the drug, its cessation, its overdose, or its combination with ``partner``
    :param partner: the other drug of a combination
    :param polarity: affirmed or denied
    :param modality: how sure the document is
    :param synonyms: other names of the object in the document
    :param value: the quantity of the claim
    :param qualifiers: key to text or quantity
    :param status: regulatory status of an indication
    """

    rule: str
    family: str
    predicate: str
    object: str
    category: str
    start: int
    end: int
    subject: Subject = "drug"
    partner: str = ""
    polarity: Literal["affirmed", "denied"] = "affirmed"
    modality: str = "asserted"
    synonyms: tuple[str, ...] = ()
    value: Amount | None = None
    qualifiers: dict[str, Any] = field(default_factory=dict)
    status: str | None = None


@dataclass
class Context:
    """What all passages of a document share.

    :param view: the document
    :param lexicon: the names to look for
    :param drug: label of the drug
    :param own: folded names of the drug
    :param classes: labels of the classes that the document says the drug belongs to
    :param abbreviations: abbreviation to the long form that the document defines
    :param strangers: word to entry, for words that look like names of drugs that the lexicon does not know
    :param foreign: number of a section to whether it is about another drug, as far as asked
    :param partners: number of a section to whether its heading names a drug that this one interacts with
    :param known: the span of a unit to the names of the lexicon in it, for the first units, which are read twice
    :param named: category and label of an entry to whether it is the drug, as far as asked
    """

    view: DocumentView
    lexicon: Lexicon
    drug: str
    own: frozenset[str]
    classes: set[str] = field(default_factory=set)
    abbreviations: dict[str, str] = field(default_factory=dict)
    foreign: dict[int, bool] = field(default_factory=dict)
    partners: dict[int, bool] = field(default_factory=dict)
    strangers: dict[str, Entry] = field(default_factory=dict)
    known: dict[tuple[int, int], list[Mention]] = field(default_factory=dict)
    named: dict[tuple[str, str], bool] = field(default_factory=dict)

    @cached_property
    def stranger(self) -> re.Pattern[str] | None:
        """Matches the names of drugs that the lexicon does not know; ``None`` if the document has none.

        :returns: the compiled pattern
        """
        if not self.strangers:
            return None
        return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(map(re.escape, self.strangers))})(?![a-z0-9])")

    @cached_property
    def own_name(self) -> re.Pattern[str]:
        """Matches a name of the drug in folded text.

        :returns: the compiled pattern
        """
        names = sorted(self.own, key=len, reverse=True)
        return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(map(re.escape, names))})(?![a-z0-9])")

    def is_partner(self, number: int) -> bool:
        """Say whether a section is one of a row of headings that name other drugs, below one about interactions.

        :param number: number of the section
        :returns: whether it is
        """
        first = number
        while (
            first > 0
            and first not in self.partners
            and self.view.sections[first].kind is None
            and self._names_drugs(self.view.sections[first].title)
        ):
            first -= 1
        known = self.partners.get(first, self.view.sections[first].kind == "interaction")
        for place in range(first if first in self.partners else first + 1, number + 1):
            self.partners[place] = known
        if first == number:
            self.partners[number] = self.partners.get(number, False)
        return self.partners[number]

    def _names_drugs(self, title: str) -> bool:
        found = [m for m in self.lexicon.mentions(title) if m.entry.category in ("drug", "drug_class")]
        return (
            0 < len(found) <= 2
            and sum(m.end - m.start for m in found) >= 0.6 * len(title)
            and not any(map(self.is_own_name, found))
        )

    def is_own_name(self, mention: Mention) -> bool:
        """Say whether a mention names the drug itself.

        :param mention: a drug or a class
        :returns: whether it does
        """
        entry = mention.entry
        key = (entry.category, entry.label)
        known = self.named.get(key)
        if known is None:
            known = any(folded_name(name) in self.own for name in (entry.label, *entry.synonyms[:40]))
            self.named[key] = known
        return known

    def is_own(self, mention: Mention) -> bool:
        """Say whether a mention names the drug, or a class that it belongs to.

        :param mention: a drug or a class
        :returns: whether it does
        """
        return self.is_own_name(mention) or mention.entry.label in self.classes


class Passage:
    """A unit of the view with what rules ask about it.

    :param context: what the passages of the document share
    :param unit: the sentence, item or cell
    :param previous: the passage before it in the same paragraph

    ``searched`` is what the patterns of rules are searched in: its label and its words, folded. ``owners`` keeps whose
    statement stands at a place, as far as asked.
    """

    def __init__(self, context: Context, unit: Unit, previous: Passage | None = None) -> None:
        self.context = context
        self.unit = unit
        self.previous = previous
        self.text = context.view.words(unit)
        self.folded = fold(self.text)
        if "(" in self.text:
            plain = without_glosses(self.text, self.folded, context.lexicon, context.own_name)
            if plain != self.text:
                self.text, self.folded = plain, fold(plain)
        self.about_illness: bool | None = None
        self.searched = f"{unit.label.lower()}: {self.folded}"
        self.owners: dict[int, Owner] = {}

    @cached_property
    def mentions(self) -> list[Mention]:
        """The names of the lexicon in it.

        :returns: what the summary says
        """
        place = (self.unit.start, self.unit.end)
        known = self.context.known.get(place)
        if known is None:
            known = self.context.lexicon.mentions(self.text, self.folded)
            if len(self.context.known) < _REMEMBERED:
                self.context.known[place] = known
        pattern = self.context.stranger
        if pattern is None:
            return known
        new = [
            Mention(match.start(), match.end(), self.context.strangers[match.group()])
            for match in pattern.finditer(self.folded)
            if not any(m.start < match.end() and m.end > match.start() for m in known)
        ]
        return sorted([*known, *new], key=lambda mention: mention.start) if new else known

    @cached_property
    def whole_names(self) -> list[tuple[int, int]]:
        """Spans of names of findings that contain a comma, “and” or “or”.

        :returns: what the summary says
        """
        return [
            (m.start, m.end)
            for m in self.mentions
            if m.entry.category == "finding" and _JOINED.search(self.folded, m.start, m.end)
        ]

    def items(self, start: int, end: int) -> list[Item]:
        """Take a list in it apart.

        :param start: where the list begins
        :param end: where it ends
        :returns: its items; the names of findings stay whole
        """
        found = items(self.text, start, end, self.whole_names)
        if not self.own_named(start, end):
            return found
        return [self._without_own_name(item) for item in found]

    def _without_own_name(self, item: Item) -> Item:
        """Cut “with” and the name of the drug from the end of an item: “nausea with zelopram”."""
        match = self.context.own_name.search(self.folded, item.start, item.end)
        before = self.folded[item.start : match.start()] if match else ""
        cut = _WITH.search(before)
        if cut is None or cut.start() < 3 or len(item.text) != item.end - item.start:
            return item
        return replace(item, text=item.text[: cut.start()], end=item.start + cut.start())

    @property
    def section(self) -> Section:
        """Its section."""
        return self.context.view.sections[self.unit.section]

    @cached_property
    def label(self) -> Heading:
        """What the label in front of it, the heading of its column, or the item above it says.

        :returns: what the summary says
        """
        names = [name for name in (self.unit.label, self.unit.column) if name]
        if self.unit.parent is not None and 0 <= self.unit.parent < len(self.context.view.units):
            above = self.context.view.units[self.unit.parent]
            words = self.context.view.words(above).strip()
            if len(words) < 60:
                names.append(words.rstrip(":"))
        for name in names:
            said = heading_of(name, self.context.own)
            if said.kind is not None or said.band is not None or said.serious:
                return said
        return Heading(None)

    @cached_property
    def kind(self) -> str | None:
        """What it is about: its label says it, else the sentence that governs its list, else its section.

        :returns: what the summary says
        """
        if self.label.kind is not None and self.unit.kind != "cell":
            return self.label.kind
        if self.section.kind == "interaction" and self._drug_first:
            return "interaction"
        if self.unit.lead is not None and self.unit.lead.kind is not None:
            return self.unit.lead.kind
        if self.section.kind is None and self.context.is_partner(self.unit.section):
            return "interaction"
        return self.section.kind

    @property
    def _drug_first(self) -> bool:
        """Whether an item of a list that announces effects begins with another drug: “lithium: levels may rise”."""
        if self.unit.kind != "item" or self.unit.lead is None or self.unit.lead.kind != "adverse_effect":
            return False
        label = self.unit.label
        found = self.context.lexicon.mentions(label) if label else self.mentions
        return bool(found) and found[0].start <= 1 and found[0].entry.category in ("drug", "drug_class")

    @cached_property
    def band(self) -> str | None:
        """The frequency band that holds for it by its label, its list or its heading.

        :returns: what the summary says
        """
        lead = self.unit.lead.text if self.unit.lead else ""
        return self.label.band or band_of(lead) or self.section.band

    @cached_property
    def incidence(self) -> Amount | None:
        """The rate that its label, its lead sentence or its heading gives.

        :returns: what the summary says
        """
        for text in (
            self.unit.label,
            self.unit.column,
            self.unit.lead.text if self.unit.lead else "",
            self.section.title,
        ):
            if text and (found := rate(text)):
                return found
        return None

    @cached_property
    def serious(self) -> bool:
        """Whether its label, its lead sentence or its heading calls it serious.

        :returns: what the summary says
        """
        lead = self.unit.lead.text if self.unit.lead else ""
        urgent = re.search(
            r"\b(?:serious|severe|immediately|at once|straight away|emergency|urgent|stop taking)\b",
            lead,
            re.IGNORECASE,
        )
        return self.label.serious or self.section.serious or bool(urgent)

    @cached_property
    def clauses(self) -> list[tuple[int, int]]:
        """Spans of its clauses, in its own text.

        :returns: what the summary says
        """
        return list(clauses_of(self.folded))

    def clause_at(self, place: int) -> tuple[int, int]:
        """Return the clause that contains a place.

        :param place: offset in the text of the passage
        :returns: its span
        """
        for start, end in self.clauses:
            if start <= place < end:
                return start, end
        return 0, len(self.text)

    @cached_property
    def is_about_own(self) -> bool:
        """Whether the drug named last as a subject, in it or before it in its paragraph, is that of the document.

        :returns: what the summary says
        """
        own = self.context.own_name.search(self.folded)
        others = [
            m.start
            for m in self.mentions
            if m.entry.category in ("drug", "drug_class") and m.start < 60 and not self.context.is_own(m)
        ]
        if own is not None:
            return not others or own.start() < others[0]
        return not others and self.previous is not None and self.previous.is_about_own

    @property
    def at(self) -> int:
        """Where it begins in the text that is read."""
        return self.unit.start

    def own_named(self, start: int = 0, end: int | None = None) -> bool:
        """Say whether the drug is named in a stretch of the passage.

        :param start: where the stretch begins
        :param end: where it ends
        :returns: whether it is
        """
        return bool(self.context.own_name.search(self.folded, start, len(self.folded) if end is None else end))


_REMEMBERED = 200
_WITH = re.compile(r"\s+(?:with|on|from|of|after|during|under|while (?:taking|on)|by|to|in)\s+$")
_JOINED = re.compile(r",|[–/-]| and | or ")


@dataclass(frozen=True)
class Rule:
    """A rule of extraction.

    :param name: its name, which each of its claims records
    :param phenomenon: what in documents it serves, in one sentence
    :param families: topics of its claims
    :param apply: yields the candidates of a passage
    :param needs: matches the folded text of every passage that the rule can say something about; of several
        patterns, one does
    :param last: whether it reads only what no other rule has read
    :param kinds: kinds of the passages that it reads; all if empty
    """

    name: str
    phenomenon: str
    families: tuple[str, ...]
    apply: Callable[[Passage], Iterable[Candidate]]
    needs: re.Pattern[str] | tuple[re.Pattern[str], ...] | None = None
    last: bool = False
    kinds: frozenset[str] = frozenset()

    @property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """The patterns of which one must match; none if any passage will do."""
        return self.needs if isinstance(self.needs, tuple) else (self.needs,) if self.needs is not None else ()
