"""What a claim says in a word or two, as the cell of a table shows it, with its limits in brackets."""

from __future__ import annotations

from ingest.wording.parts import ClaimParts, says
from ontology.modality_words import SHORT_WORDS

SHORT_STATUS = {
    "notRecommended": "not recommended",
    "offLabel": "off label",
    "approved": "approved",
    "investigational": "under study",
}
_LIMITS = (
    "comparator", "enantiomer", "target", "anatomical_context", "route", "formulation", "phase", "population",
    "condition", "dose", "dose_level", "regimen", "measure", "duration", "year", "jurisdiction",
)  # fmt: skip
"""Qualifiers that an answer gives in brackets also where the claim would be true without them."""

_UNLIKE = ("unlike", "rather than")
"""Comparisons that set something apart from the comparator, and take nothing from what is said."""

_EMPHASIS = frozenset({
    "particularly", "especially", "generally", "typically", "primarily", "often", "sometimes", "mainly", "usually",
})  # fmt: skip
"""Degrees that by themselves do not say whether something is so."""

_DENIALS = {"asserted": "denied", "recommendation": "not advised", "aim": "denied as an aim"}


def _says_how(detail: str) -> bool:
    """Return whether a detail does not say by itself whether something is so."""
    return detail in _EMPHASIS or detail.startswith(("if ", "said of "))


class Answer(ClaimParts):
    """The answer of one claim."""

    def words(self) -> str:
        """Return the strongest of: denial, standing, lack of evidence, value, frequency, severity; with its limits.

        :returns: a word or two
        """
        said = self._said()
        keys = [key for key in self.limits if key not in (*_LIMITS, "species") and not says(said, self.text(key))]
        found = [self.limit(key) for key in (*keys, *_LIMITS) if self._is_limit(key)]
        limits = [text for text in found if not any(text != other and says(other, text) for other in found)]
        if self.in_animals:
            limits.append("animals")
        if self.record.reading == "inferred":
            limits.append("inferred")
        return f"{said} [{'; '.join(limits)}]" if limits else said

    def limit(self, key: str) -> str:
        """Return a qualifier as it is given in brackets.

        :param key: its key
        :returns: the words
        """
        text = self.text(key)
        if key == "comparator":
            return f"{self.text('comparison') or 'compared with'} {text}"
        return f"{text} enantiomer" if key == "enantiomer" else text

    def _said(self) -> str:
        record, degree = self.record, self.text("degree")
        if record.polarity == "denied" and not self.is_open:
            said = _DENIALS.get(record.modality, "denied, with reserve")
            if self.predicate.name.startswith("approved"):
                said = said.replace("denied", "not approved")
            return f"{said}: not {degree}" if degree else said
        if record.regulatory_status is not None:
            said = ", ".join(filter(None, (SHORT_STATUS[record.regulatory_status], degree)))
            return f"may: {said}" if record.modality == "hedged" else said
        detail = self._detail()
        if record.modality == "asserted":
            return f"yes, {detail}" if _says_how(detail) else detail or "yes"
        short = SHORT_WORDS[record.modality]
        if _says_how(detail):
            return f"{short}, {detail}"
        return f"{short}: {detail}" if detail else short

    def _detail(self) -> str:
        """Return value, frequency, severity or appraisal, and the degree; what a reader looks for first."""
        if self.record.value is not None:
            words = [f"{self.measured()} {self.text('regimen')}".strip()]
        elif self.predicate.name == "announcesWithoutText":
            words = ["nothing under it"]
        elif self.predicate.name.endswith("AppraisedAs"):
            words = [self.object]
        elif self.takes_value and not self.is_open:
            words = [self.text("dose_level")]
        else:
            words = [self.span("frequency"), self.text("incidence"), self.span("severity")]
        said = ", ".join(word for word in (*words, self.text("degree")) if word)
        regimen = self.text("regimen") if self._regimen_is_said() else ""
        measure = self.text("measure") if self.is_open else ""
        return said or regimen or measure or self.text("selectivity")

    def _regimen_is_said(self) -> bool:
        """Whether the regimen is what the claim says; of an effect it is a limit."""
        return self.record.modality == "recommendation" or self.takes_value

    def _is_limit(self, key: str) -> bool:
        """Whether a claim has a qualifier that neither its subject or object nor the answer itself names."""
        value = self.record.qualifiers.get(key)
        if value is None or value in (self.record.subject_id, self.record.object_id):
            return False
        if key == "comparator":
            return self.text("comparison") not in _UNLIKE and self.predicate.verb_phrase != "compare"
        if key == "regimen" and self._regimen_is_said():
            return False
        if key == "measure" and (self.record.value is not None or self.is_open):
            return False
        if key == "dose_level" and self.record.value is None and self.takes_value:
            return False
        return not self.is_named(self.text(key))
