"""Effects that are reported, that people report, and that are denied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.noun_lists import Item
from ingest.extraction.language.polarity import denied_after, denied_before, no_more_than_placebo
from ingest.extraction.language.subjects import drugs_before, foreign_section, owner
from ingest.extraction.rules.effect_wording import (
    ALLOWED_LEFT,
    ANNOUNCED,
    CAUSE,
    CONDITIONAL,
    DROPPED,
    LEFT_BLOCK,
    LISTED,
    OVERDOSE,
    SET_APART,
    SKIPPED_KINDS,
    STOPPING,
)
from ingest.extraction.rules.effects import (
    HABIT,
    REPORTED_CLEARLY,
    effect_candidate,
    family_of,
    finding_head,
    is_finding,
    list_end,
    skipped,
    stops_another,
)

_REPORTED = re.compile(
    r"\s*,?\s*\b(?:(?:is|are|was|were|has|have|had|may|can|might|could|also|sometimes|rarely|occasionally|"
    r"commonly|frequently|often|been|be|being|all|both|each|very|quite|fairly|most|more|less|also|well|usually|"
    r"likewise|too)\s+){0,5}"
    r"(?:common|commonest|frequent|usual|rare|uncommon|infrequent|possible|likely|reported|observed|seen|noted|"
    r"described|recorded|experienced|documented|known|expected in|occur|occurs|occurred|occurring|happen|happens|"
    r"develop|"
    r"develops|developed|arise|appear|appeared|emerge|emerged|feature|bothersome|troublesome|unusual|unexpected|"
    r"troubled|happened|(?:an? )?(?:known |recogni[sz]ed |common |listed |possible )*side[ -]effects?|absent|part of "
    r"(?:it|the|this)|typical|affect|affects|affected|complained|follow|followed|ensue|"
    r"linger|lingers|persist|persists|attributed|linked to it|among the (?:most|"
    r"side))\b"
)

_WHO_REPORT = re.compile(
    r"\b(?:we|people|persons|patients|\w+ wearers|women|men|users?|some|many|others?|you(?:'re|'ll|"
    r"'ve)?|participants|subjects|a few|"
    r"most|volunteers|"
    r"several)\b(?: who (?:\w+ly )?(?:stop|quit|come|came|discontinue|withdraw|abrupt)\w*(?: "
    r"(?!if\b)\w+){0,6}?)?(?: \([^()]{1,40}\))?"
    r"(?: (?!you\b|people\b|patients\b)\w+){0,4}? (?:report|reports|reported|reporting|experience|"
    r"experienced|feel|felt|notice|noticed|complain(?:ed)? of|describe|described|develop|developed|get|suffer|"
    r"suffered|present(?:ed)? with|came in with|had|have had|have reported|have felt|have noticed|have experienced|"
    r"(?:have |have not |did not |"
    r"never )?(?:seen|see|saw)|become|became|(?:could|may|might) be having|may have|mention|"
    r"mentioned)\b\s*(?:from |of |feelings? of )?"
)


_OWN_SIDE_EFFECTS = re.compile(
    r"\b(?:is|are) (?:its|the|among its|the drug's) (?:\w+ ){0,3}(?:side|adverse|unwanted)[ -]effects?\b"
)
_WHO_ARE = re.compile(
    _WHO_REPORT.pattern
    + r"|\b(?:people|persons|patients|they|you|someone|anyone|users|person|child|children)\b[^.;,]{0,60}? "
    r"(?:may |can |might |could |will |often |usually |)(?:be|was|were|become|became|appear|feel|look|have|go into|"
    r"fall into)\b\s*"
)
"""In a section about an overdose, what they are is an effect too: “may be confused or unconscious”."""


def _reported(passage: Passage) -> Iterator[Candidate]:
    """“Hiccups, though seldom, have been seen”: the list stands before its verb."""
    if (
        skipped(passage)
        or foreign_section(passage)
        or (passage.unit.kind == "item" and passage.kind not in LISTED and not _OWN_SIDE_EFFECTS.search(passage.folded))
    ):
        return
    levels = _LEVELS.match(passage.folded)
    for begin, end in passage.clauses:
        start = max(begin, levels.end()) if levels else begin
        match = _REPORTED.search(passage.folded, start, end)
        if match is None:
            continue
        stops = levels is not None or bool(STOPPING.search(passage.folded, start, end))
        if not _reports_effects(passage, match, (start, end), stops=stops):
            continue
        family = family_of(passage, (start, end), end)
        for item in passage.items(start, match.start()):
            if not is_finding(passage, item):
                continue
            left = passage.folded[max(start, item.start - 60) : item.start]
            if LEFT_BLOCK.search(left) and not ALLOWED_LEFT.search(left) and not (stops and "worsening" in left):
                continue
            if passage.kind in SKIPPED_KINDS - {"caution"} and family != "withdrawal":
                continue
            denied = (
                item.denied
                or no_more_than_placebo(passage.folded[item.end : end])
                or denied_before(passage.folded, start, item.start)
                or denied_after(passage.folded, item.end, end)
            )
            if _placebo_only(passage, item, end) or DROPPED.fullmatch(item.text.lower()):
                continue
            if _due_to_another(passage, item.end, end) or _seen_with_another(passage, match.end(), end):
                continue
            yield effect_candidate(
                passage, "effects reported after they are named", family, item, denied=denied, near=match.group()
            )


_ALONGSIDE = re.compile(r"(?: \w+)? (?:alongside|together with|along with|side by side|in addition to)\b")
"""“Depression often occurs alongside addiction”: illnesses that go together."""


def _reports_effects(passage: Passage, match: re.Match[str], clause: tuple[int, int], *, stops: bool) -> bool:
    """Say whether a verb of reporting has effects of the drug before it."""
    start, end = clause
    head = passage.folded[start : match.start()]
    reported = passage.kind == "caution" and REPORTED_CLEARLY.search(passage.folded, start, end)
    if (passage.kind in SKIPPED_KINDS and not stops and not reported) or (stops and stops_another(passage, start, end)):
        return False
    if OTHER_MEDICINES.search(passage.folded, start, end) and not passage.own_named(start, end):
        return False
    if CAUSE.search(head) or CONDITIONAL.search(head) or ANNOUNCED.search(passage.folded[start : match.end() + 2]):
        return False
    if _ALONGSIDE.match(passage.folded, match.end()) and not passage.own_named(start, end):
        return False
    if _NOT_AN_EFFECT.search(head) or SET_APART.search(head) or _WORRY.match(passage.folded, match.end(), end):
        return False
    if HABIT.search(passage.folded, start, end) and not passage.own_named(start, end):
        return False
    found = [m for m in passage.mentions if m.entry.category == "finding" and start <= m.start < match.start()]
    if passage.kind not in LISTED and not stops and not _CLEAR_REPORT.search(match.group()):
        return False
    if not found or owner(passage, found[0].start) == "foreign" or _ILL_SUBJECT.search(head):
        return False
    if passage.kind not in LISTED and owner(passage, match.start()) != "own":
        return False
    return passage.kind in (*LISTED, "efficacy", "introduction", "dosing", "caution") or bool(
        stops
        or passage.own_named()
        or _is_report_of_own(passage, match.end(), end)
        or _IN_TREATMENT.search(passage.folded[start:end])
    )


def _is_report_of_own(passage: Passage, place: int, end: int) -> bool:
    """Say whether a report with a rate, or of side effects, goes on about the drug: “Fits were seen in 3 %”."""
    return bool(
        _SIDE_EFFECT.search(passage.folded, max(0, place - 20), place)
        or (passage.is_about_own and _RATE.match(passage.folded, place, end))
    )


_SIDE_EFFECT = re.compile(r"(?:side[ -]|adverse )effects?$")
_RATE = re.compile(
    r"(?: \w+ly)? in (?:about |around |roughly |up to |some |fewer than |less than |more than |over )?(?:\d|one|two|"
    r"a few|rare)"
)
_WORRY = re.compile(
    r" (?:(?:worry|fear|concern|question|reason for (?:admission|referral|consult\w+|treat\w+))\b|(?:symptoms?|"
    r"signs?|features?) of "
    r"(?!withdrawal|overdos|toxicity|too much))"
)
_NOT_AN_EFFECT = re.compile(
    r"\b(?:symptoms? of|signs? of|interactions?|doses?|absorption|half-life|levels?|concentrations?|"
    r"efficacy|benefit|improvement)\b"
)
OTHER_MEDICINES = re.compile(
    r"\b(?:with|after|by|of|on) (?:other|some other|older|related|similar|certain) (?:\w+ )?(?:agents?|drugs?|"
    r"medicines?|"
    r"members|compounds|medications)\b"
)
_CLEAR_REPORT = re.compile(
    r"\b(?:reported|observed|seen|noted|experienced|described|documented|occur\w*|develop\w*|common|rare|side|absent|"
    r"frequent|uncommon)\b"
)
_IN_TREATMENT = re.compile(r"\b(?:with|on|during|while|taking|treatment|this (?:medicine|drug)|users)\b")
_ILL_SUBJECT = re.compile(
    r"\b(?:because of the (?:illness|disease)|in the general population|untreated|"
    r"in people with (?:the )?(?:illness|disease)|before treatment|at baseline|with placebo|on placebo|"
    r"in the placebo)\b"
)


def _placebo_only(passage: Passage, item: Item, end: int) -> bool:
    if re.search(r"\bthan (?:with|on|under) (?:placebo|dummy)", passage.folded[item.end : end]):
        return False
    return (
        bool(
            re.search(
                r"\b(?:on|with|in the|by the|under|taking|given) (?:placebo|dummy)",
                passage.folded[item.end : min(end, item.end + 60)],
            )
        )
        and not passage.own_named()
    )


def _due_to_another(passage: Passage, start: int, end: int) -> bool:
    """Say whether the words after an effect put it down to another drug: “attributed to ibuprofen”."""
    cause = _DUE_TO.search(passage.folded, start, end)
    if cause is None or passage.own_named(cause.end(), end):
        return False
    return any(m.start >= cause.end() for m in drugs_before(passage, cause.end(), end, every=True))


def _seen_with_another(passage: Passage, place: int, end: int) -> bool:
    """Say whether a report goes on with another drug: “was seen with fluvoxamine alone”."""
    if passage.own_named():
        return False
    found = _WITH.match(passage.folded, place, end)
    return found is not None and any(
        m.start == found.end() and m.entry.category in ("drug", "drug_class") and not passage.context.is_own(m)
        for m in passage.mentions
    )


_WITH = re.compile(r"\s+(?:only )?(?:with|on|after|under|in (?:people|patients|those) (?:on|taking)|during) (?:the )?")
_DUE_TO = re.compile(
    r"\b(?:attributed|ascribed|put down|due|owing|related|linked) to\b|\b(?:because of|caused by|blamed on)\b"
)


def _experienced(passage: Passage) -> Iterator[Candidate]:
    """“Some people feel sleepy”: who takes it reports it."""
    if skipped(passage) or foreign_section(passage):
        return
    pattern = _WHO_ARE if passage.kind == "overdose" else _WHO_REPORT
    for match in pattern.finditer(passage.folded):
        start, end = passage.clause_at(match.start())
        before = passage.folded[start : match.start()]
        if (
            re.search(r"\b(?:if|when|tell|in case|should|whether|unless|until|with)\s+(?:any of )?$", before)
            or CONDITIONAL.search(before)
            or owner(passage, match.start()) == "foreign"
            or (re.search(r"\bin (?:\w+ )?withdrawal\b", match.group()) and not passage.own_named())
        ):
            continue
        if passage.kind not in LISTED and not (
            OVERDOSE.search(before + match.group())
            or STOPPING.search(passage.folded, 0, match.end())
            or passage.own_named(0, match.end())
            or re.search(r"\b(?:it|this|taking)\b", before)
        ):
            continue
        family = family_of(passage, (start, end), match.end())
        if family == "withdrawal" and stops_another(passage, start, match.end()):
            continue
        if passage.kind in SKIPPED_KINDS - {"caution"} and family != "withdrawal":
            continue
        stop = min(max(end, match.end()), list_end(passage, match.end()))
        for item in passage.items(match.end(), stop):
            felt = (
                passage.context.lexicon.lookup(f"feeling {item.text}", ("finding",))
                if "feel" in match.group()
                else None
            )
            if _OF_THE_LATTER.match(passage.folded, item.end):
                break
            if felt is not None:
                item = Item(f"feeling {item.text}", item.start, item.end, item.synonyms, item.denied, item.incidence)  # noqa: PLW2901
            elif not finding_head(passage, item) or DROPPED.fullmatch(item.text.lower()):
                continue
            denied = item.denied or denied_before(passage.folded, start, item.start, reach=120)
            yield effect_candidate(passage, "effects that people report", family, item, denied=denied, near=before)


_OF_THE_LATTER = re.compile(
    r"[^.;]{0,40}? (?:is|are|was|were) (?:\w+ )?(?:signs?|symptoms?|features?|effects?|part) of "
    r"(?:(?:the |that )(?:latter|former|other|first|second|withdrawal|illness|disease|condition|infection)\b|[a-z]+ "
    r"(?:withdrawal|overdose)\b)"
)
"""“Diarrhoea is a sign of the latter”: of something else that the sentence names."""


def _no_cases(passage: Passage) -> Iterator[Candidate]:
    """“No cases of hives were seen”, “free of weight gain”: the denial stands in front."""
    if passage.kind in SKIPPED_KINDS or foreign_section(passage):
        return
    for match in _NO.finditer(passage.folded):
        start, end = passage.clause_at(match.start())
        if owner(passage, match.start()) == "foreign" or _IF.search(passage.folded, start, match.start()):
            continue
        family = family_of(passage, (start, end), match.start())
        if passage.kind not in LISTED and _EFFECT_ON.match(passage.folded, match.end()):
            continue
        for item in passage.items(match.end(), min(end, list_end(passage, match.end()))):
            if finding_head(passage, item) and not item.denied:
                yield effect_candidate(passage, "effects that are denied", family, item, denied=True)


_LEVELS = re.compile(
    r"\W*(?:if|when|once|as) (?:the )?(?:blood |plasma |serum |drug )?(?:levels?|concentrations?)\b[^,;]{3,60},"
)
"""Opens a sentence on too much in the blood: “If levels rise too high, …”."""

_IF = re.compile(r"\b(?:if|unless|until|whether)\b")
_EFFECT_ON = re.compile(r"(?:\w+ )?(?:effects?|influence|impact|benefit) (?:on|in|for|over)\b")
"""“made no difference to relapse”: an outcome that a trial looked for, and no side effect."""

_NO = re.compile(
    r"(?:^|\b(?:with|there (?:was|were|is|are|has been|have been)|had|showed|shows|saw|found|reported|and|"
    r",)\s+)(?:no|neither|not a single)\s+(?:(?:cases?|reports?|signs?|instances?|episodes?|increase|rise|change|"
    r"risk|evidence|clinically (?:relevant|significant)|significant|increased|notable|reported|further|"
    r"serious)\s+(?:of|in)?\s*){0,3}|\bneither (?:is|are|was|were) |\b(?:free of|free from|devoid of|does not "
    r"(?:appear to )?(?:have|carry)|"
    r"without (?:causing|producing|inducing|the))\s+(?:any |a risk of |the )?|"
    r"\b(?:no (?:participants?|patients?|one|subjects?|child|children|volunteers?|users?|recipients?|woman|man|"
    r"women|men)|nobody|"
    r"none(?: of (?:the|these|those|them|our|its)(?: \w+)?)?|not one)(?: (?:on|taking|given|treated|receiving|who|"
    r"in)\b[^.;,]{0,50}?)? "
    r"(?:had|developed|experienced|showed|reported|got|suffered|has had|have had|had had|complained of|became|went "
    r"into)\s+(?:an? )?"
)

RULES = (
    Rule(
        "effects reported after they are named",
        "the list stands before its verb",
        ("adverse_effect",),
        _reported,
        _REPORTED,
    ),
    Rule("effects that people report", "“some people feel …”", ("adverse_effect",), _experienced, _WHO_REPORT),
    Rule("effects that are denied", "“no cases of …”", ("adverse_effect",), _no_cases, _NO),
)
