"""Effects told in other words than lists and causes: warnings, reasons to stop, comparisons, what users have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_after, denied_before, no_more_than_placebo
from ingest.extraction.language.subjects import foreign_section, owner
from ingest.extraction.rules.effect_wording import CONDITIONAL, DROPPED, LISTED
from ingest.extraction.rules.effects import effect_candidate, family_of, finding_head, is_finding, list_end

_RULE = "effects told in other words"
_NOT_READ = frozenset(
    [
        "references",
        "furniture",
        "methods",
        "nonclinical",
        "disease",
        "contraindication",
        "interaction",
        "indication",
        "off_label",
        "identity",
    ]
)
_PEOPLE = (
    r"(?:people|patients|participants|users|subjects|volunteers|adults|women|men|children|recipients|those|"
    r"individuals|cases)"
)
_STOPS = (
    r"(?:stopp(?:ed|ing)|stops?|discontinu(?:ed|ing|e|ation)|withdr(?:ew|awn|awal)|dropped out|drop-?outs?|left the "
    r"(?:study|trial)|"
    r"gave (?:it )?up|give (?:it )?up|quit(?:ting)?|abandon(?:ed|ing)|end(?:ed|ing)? treatment)"
)

_AFTER = re.compile(
    r"\b(?:(?:boxed|black[- ]box|box|label|fda) warnings? (?:for|of|about|on|that (?:it|this \w+) (?:may|can|might) "
    r"cause)|"
    r"warn(?:s|ed|ing)? (?:of|about)(?! the)|cautions? (?:about|against) (?=[a-z]+ and)|"
    r"(?:case |early |some |several |isolated |rare |published |spontaneous |post-?marketing |anecdotal "
    r")*reports?(?: have)? "
    r"(?:describ(?:e|es|ed)|mention(?:s|ed)?|(?:tied?|link(?:s|ed)?|connect(?:s|ed)?) [^.;,]{3,30}? (?:to|with))|"
    rf"(?:found|saw|showed|shows|suggested|suggests|recorded|revealed|noted|counted) (?:\w+ )?(?:more (?!than)|a "
    rf"(?:small |slight |modest |slightly |"
    rf"clear |significant )?(?:higher|greater|increased|raised) (?:rate|risk|incidence|frequency|number|proportion) of|"
    rf"(?:an? )?(?:small |slight |modest |clear |significant )?(?:excess|rise|increase) (?:of|in)|higher rates of|"
    rf"increased rates of)|"
    rf"more (?:of the )?{_PEOPLE} (?:had|got|reported|experienced|developed|suffered)|"
    rf"{_PEOPLE}(?: who (?:take|took|use|used|are on|were on) [a-z-]+| on [a-z-]+| taking [a-z-]+| given [a-z-]+| "
    rf"treated with [a-z-]+)"
    r"(?: \w+ly| also| then)? (?:often |sometimes |commonly |frequently |usually |may |might |can |could )+(?:have|"
    r"get|become|feel|be|suffer|see|notice)|"
    rf"{_STOPS}[^.;]{{0,60}}? (?:because of|due to|owing to|on account of|as a result of|in response to|for(?= "
    rf"[a-z]+(?:,| in \d| and| or)))|"
    r"(?:main|chief|usual|principal|leading|biggest|only|worst|known|familiar|most common|commonest|typical) "
    r"(?:drawbacks?|downsides?|problems?|"
    r"complaints?|troubles?|nuisances?|dangers?|hazards?|risks?|complications?)(?: of| with| is| are)?(?: "
    r"[a-z-]+){0,2}? (?:is|are|was|were|include[sd]?)|"
    r"(?:you |they |people |patients |some |many |users )(?:may|might|can|could|will) still (?:feel|be|have|find)|"
    r"(?:you|patients|people|users|they) (?:may|might|can|could|will)(?: \w+ly| sometimes| often| also)? (?:find "
    r"(?:yourself|themselves)|become|turn|go)|"
    r"known for(?: its| causing)?|notorious for|blamed for|implicated in|expect|concerns? (?:about|over|regarding))\s+"
    r"(?:a |an |the |some |more |mild |reports of |cases of )*"
)
"""What follows is an effect."""

_BEFORE = re.compile(
    r"(?:,? (?:is|are|was|were|being|remains?) )(?:\w+ )?(?:(?:the|its|their|a|an|one of (?:the|its)) )?(?:\w+ly "
    r")?(?:most |more |very |other |second |main |"
    r"chief |commonest |common |frequent |usual |leading |next |well-known |known |recogni[sz]ed |possible |rare |"
    r"dose-related |"
    r"dose-dependent |typical |troublesome |serious )*(?:side[ -]effects?|adverse (?:effects?|events?|reactions?)|"
    r"unwanted effects?|"
    r"complaints?|reasons? (?:for|to) (?:stop\w*|discontinu\w*|withdraw\w*|leav\w*|giv\w*|quit\w*|dropping)|"
    r"causes? of (?:discontinuation|withdrawal|stopping|drop-?out)|problems? (?:with|of) (?:it|this|the (?:drug|"
    r"medicine)|[a-z-]+))|"
    r" (?:led|caused|forced|prompted|obliged) (?:[^.;,]{1,40} )?(?:to (?:stop|discontinue|withdraw|leave|give|quit|"
    r"drop)|"
    r"(?:discontinuation|withdrawal|treatment to be stopped|an end))|"
    r" (?:is|are|was|were|(?:may|can|could|might) be) (?:an? |the )?(?:\w+ )?(?:sequels?|sequelae|consequences?|"
    r"complications?|results?|manifestations?) of (?:the )?(?:[a-z-]+ )?(?:poisoning|toxicity|overdose|intoxication|"
    r"treatment|therapy|use)\b|"
    r" (?:is|are|was|were) what (?:is|are|was|were|doctors|users|people|patients|most)\b|"
    r" (?:(?:may |can )?(?:limits?|restricts?)|limited|restricted) (?:its|the|their) (?:use|usefulness|value|"
    r"appeal|acceptability)|"
    r" (?:may|can|might|could) (?:impair|affect|interfere with|limit) (?:the |your |their )?(?:ability|capacity|"
    r"fitness|driving)"
)
"""What stands before it is an effect."""

_BARE = re.compile(
    r"\W*(?P<list>[^.;:]{4,140}?)(?: (?:has|have) been)? reported(?: \w+ly)?\W*$|\W*(?:risk|possibility|danger) of "
    r"(?P<risk>[^.;:]{4,100})\W*$"
)
"""A telegraphic note in a section of warnings: “Anaphylaxis and bronchospasm reported.”"""

_ASIDE = re.compile(r"\([^()]{0,80}\)\s*$")


def _told(passage: Passage) -> Iterator[Candidate]:
    """“The label warns of liver injury”, “Sedation led 4 % to stop”, “People on it often have headaches”."""
    if passage.kind in _NOT_READ or foreign_section(passage):
        return
    for match in _AFTER.finditer(passage.folded):
        if _is_own(passage, match.start(), match.end()):
            if "warn" in match.group() and _LIFTED.search(passage.folded):
                continue
            end = min(max(passage.clause_at(match.start())[1], match.end()), list_end(passage, match.end()))
            yield from _effects(passage, match.start(), match.end(), end)
    for match in _BEFORE.finditer(passage.folded):
        start, _ = passage.clause_at(match.start())
        if _is_own(passage, match.start(), match.end()):
            aside = _ASIDE.search(passage.folded, start, match.start())
            yield from _effects(
                passage, start, start, aside.start() if aside and aside.start() > start else match.start()
            )
    if passage.kind == "caution" and passage.unit.kind != "item":
        bare = _BARE.match(passage.folded)
        if bare is not None:
            group = "list" if bare.group("list") else "risk"
            yield from _effects(passage, bare.start(group), bare.start(group), bare.end(group))


def _is_own(passage: Passage, place: int, end: int) -> bool:
    """Say whether a sentence is about the drug: it names it, or its section or the sentence before it does."""
    start, _ = passage.clause_at(place)
    if _KIN.search(passage.folded, start, end):
        return False
    if (
        CONDITIONAL.search(passage.folded, start, place)
        or owner(passage, place) != "own"
        or (owner(passage, end - 1) == "foreign" and not passage.own_named(place, end))
    ):
        return False
    if any(
        m.entry.category in ("drug", "drug_class") and start <= m.start < end and not passage.context.is_own(m)
        for m in passage.mentions
    ):
        return False
    return bool(
        passage.kind in (*LISTED, "caution", "driving")
        or passage.own_named()
        or re.search(r"\b(?:it|its|this (?:medicine|drug)|the (?:drug|medicine|tablets))\b", passage.folded[start:end])
        or (passage.previous is not None and passage.previous.own_named())
        or _EFFECT_NOUN.search(passage.folded, place, end)
    )


_KIN = re.compile(r"\b(?:relatives|cousins|(?:its|the) class|other members|others? of its kind|predecessors?)\b")
_LIFTED = re.compile(r"\b(?:removed|lifted|dropped|withdrawn|taken (?:off|out)|no longer|earlier|former)\b")
_EFFECT_NOUN = re.compile(r"side[ -]effect|adverse|unwanted")


def _effects(passage: Passage, place: int, start: int, end: int) -> Iterator[Candidate]:
    clause = passage.clause_at(place)
    family = family_of(passage, clause, start)
    for item in passage.items(start, end):
        if not (finding_head(passage, item) and is_finding(passage, item)) or DROPPED.fullmatch(item.text.lower()):
            continue
        if "placebo" in passage.folded[clause[0] : item.start] and "than" not in passage.folded[clause[0] : item.start]:
            continue
        denied = (
            item.denied
            or no_more_than_placebo(passage.folded[item.end : clause[1]])
            or denied_before(passage.folded, clause[0], item.start, reach=120)
            or denied_after(passage.folded, item.end, clause[1])
        )
        yield effect_candidate(
            passage, _RULE, family, item, denied=denied, near=passage.folded[clause[0] : item.start][-80:]
        )


RULES = (
    Rule(
        _RULE,
        "“the label warns of liver injury”, “sedation led 4 % to stop”, “people on it often have headaches”",
        ("adverse_effect", "withdrawal", "overdose_toxicity"),
        _told,
        (_AFTER, _BEFORE, re.compile(r" reported|(?:risk|possibility|danger) of ")),
        last=True,
    ),
)
