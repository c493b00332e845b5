"""What people had who took too much: “people who took too much had nausea”, “if you take too many, you may …”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_before
from ingest.extraction.language.subjects import foreign_section, owner
from ingest.extraction.rules.effects import effect_candidate, is_finding, list_end

_RULE = "what people had who took too much"
_TAKEN = (
    r"(?:tak(?:e|es|en|ing)|took|swallow(?:s|ed)?|ingest(?:s|ed)?|been given|use[sd]?|inject(?:s|ed)?) (?:an overdose|"
    r"too (?:much|many)|(?:[a-z-]+ ){0,2}more\b|(?:very )?(?:large|high|excessive) (?:amounts|doses|quantities))"
)
_HAD = (
    r"(?:have |has )?(?:also )?(?:experienced|had|reported|developed|suffered(?: from)?|shown)|(?:may|might|can|could|"
    r"will)(?: also)? (?:experience|have|get|feel|become|develop|suffer(?: from)?|notice|show)"
)
_REPORT = re.compile(
    rf"\b(?:people|patients|persons|those|adults|children|someone|individuals|some|anyone|if (?:you|someone|they|a "
    rf"(?:patient|child|person)))(?: (?:who|that))?(?: (?:have|has|had))?(?: \w+ly)? {_TAKEN}[^.;]{{0,70}}?"
    rf"(?:,? (?:you|they|he or she))? (?:{_HAD})\s+(?:symptoms (?:such as|like|including) |effects (?:such as|like) )?"
)


def _reports(passage: Passage) -> Iterator[Candidate]:
    """“Some people who took too much zelopram have had nausea and vomiting.”"""
    if passage.kind in ("references", "furniture", "methods", "nonclinical") or foreign_section(passage):
        return
    for match in _REPORT.finditer(passage.folded):
        start, end = passage.clause_at(match.end() - 1)
        if owner(passage, match.end() - 1) == "foreign":
            continue
        denied = denied_before(passage.folded, start, match.end(), reach=40)
        for item in passage.items(match.end(), min(max(end, match.end()), list_end(passage, match.end()))):
            if not is_finding(passage, item):
                break
            yield effect_candidate(passage, _RULE, "overdose_toxicity", item, denied=denied or item.denied)


RULES = (Rule(_RULE, "“patients who took too much have had …”", ("overdose_toxicity",), _reports, _REPORT),)
