"""What a doctor is to be told of: “tell your doctor if you have …”, “if you are pregnant, ask your doctor”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.rules.contraindication_wording import ASKED
from ingest.extraction.rules.special_populations import OFF, conditions

_TELL = re.compile(
    r"\b(?:tell|inform|let|talk (?:to|with)|speak (?:to|with)|check with|ask) (?:us|(?:your|a|the) (?:doctor|"
    r"pharmacist|"
    r"nurse|prescriber|gp|physician|healthcare provider|health care provider|care team)|"
    r"them)\b[^.:;]{0,80}?\bif (?:you|your child|you or your child) "
    r"(?P<list>(?:have|had|have had|ever had|suffer from|are (?:pregnant|breast|allergic)|are|were|drink|smoke)\b.*)"
)

_HISTORY = re.compile(
    r"\b(?:tell|inform)\b[^.:;]{0,60}?\b(?:of |about )?(?:your |any |"
    r"the )?medical history\b[^.:;]{0,20}?(?:especially|including|"
    r"particularly|such as)(?: of| if you have)?:? (?P<list>[^.]{4,260})"
)

_NOT_OWN_STATE = re.compile(
    r"(?:are |have )?(?:not|taking|using|unsure|worried|notice|get|feel|think|want|plan|intend|hop(?:e|ing)|going|"
    r"any questions|trouble (?!with your|sleeping|breathing)|"
    r"started|experienc(?!ed [^.;]{3,60} before)|any side|problems? with(?! (?:your|the))|side effects|"
    r"any of (?:these|the following))"
)

_IF_ASK = re.compile(
    rf"\bif (?:you|your child|you or your child) (?P<list>(?:have|had|are|were|suffer|ever had|drink|"
    rf"smoke)\b[^.:;]{{3,200}}?),? (?:please |"
    rf"you should (?:also )?|you must |then |always )?(?:(?P<asked>{ASKED.pattern})|discuss)"
)

_AT_ONCE = re.compile(
    r"\b(?:immediately|at once|right away|straight ?away|urgent\w*|as soon as possible|this happens|side effects?|"
    r"(?:any|these|those|such|following|of the) (?:symptoms?|signs?))\b"
)


def _tell(passage: Passage) -> Iterator[Candidate]:
    """“Tell your doctor if you have kidney problems, are pregnant or …”."""
    if passage.kind in OFF | {"adverse_effect", "withdrawal", "overdose"} or foreign_section(passage):
        return
    for match in _TELL.finditer(passage.folded):
        if _NOT_OWN_STATE.match(passage.folded, match.start("list")):
            continue
        yield from conditions(passage, "illnesses to report", match.start("list"), match.end("list"))
    for match in _HISTORY.finditer(passage.folded):
        yield from conditions(passage, "illnesses to report", match.start("list"), match.end("list"))
    for match in _IF_ASK.finditer(passage.folded):
        if _NOT_OWN_STATE.match(passage.folded, match.start("list")) or _AT_ONCE.search(passage.folded, match.start()):
            continue
        yield from conditions(passage, "illnesses to report", match.start("list"), match.end("list"))


RULES = (
    Rule(
        "illnesses to report",
        "“tell your doctor if you have …”, “if you are pregnant, ask your doctor”",
        ("special_population",),
        _tell,
        (_TELL, _HISTORY, _IF_ASK),
    ),
)
