"""Uses in the looser wording of articles: “its place is in …”, “people take it for …”, “against gout it works”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_before
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.rules.use_wording import BLOCKED, use_candidates
from ingest.extraction.rules.uses import other_subject

_IT = r"(?:it|this (?:medicine|medication|drug|substance)|the (?:medicine|medication|drug)|[a-z]{5,20})"
_AIM = (
    r"(?:to (?:help (?:to )?|try to )?(?:treat|manage|control|relieve|prevent|ease|reduce|lessen|alleviate|combat|calm|"
    r"stop|cut|bring down|ward off|settle|quell|suppress|dampen|soothe|get (?:rid of|over)|cope with|deal with|"
    r"lower|dry up|help with|give up|quit|cut down(?: on)?)|"
    r"(?:for|against|in|after|to help(?: people)? with)(?: the)?(?: (?:short-term|long-term|acute|symptomatic|"
    r"adjunctive|initial|preventive))?(?: (?:treatment|management|prevention|prophylaxis|relief|control|therapy) "
    r"of| treating| preventing| managing| easing| relieving)?) "
    r"(?:(?:the |an? )?(?:people|patients|adults|children|adolescents|those|women|men) (?:with|who have) |symptoms of |"
    r"the symptoms of |attacks of |bouts of |the )?"
)
_OPTION = (
    r"(?:first|second|third|fourth|next|last|main|usual|preferred|standard|good|reasonable|useful|possible|other|"
    r"non-addictive|alternative|older|common|popular)"
)
_CHOICE = (
    r"(?:choice|option|treatment|remedy|therapy|resort|agent|drug|medicine|medication|preventive|add-on|alternative)"
)

_PEOPLE_TAKE = re.compile(
    rf"\b(?:take|takes|took|have|get|gets|use|uses|prescribe|prescribes|recommend|recommends|suggest|suggests|"
    rf"choose|try|tries|reach for|"
    rf"turn to|rely on|resort to|prefer|approved|licensed|cleared|authorised|authorized|endorsed?|favou?rs?) "
    rf"(?:\(\w{{1,3}}\) )?{_IT}"
    rf"(?:,? (?:in|since|from) (?:\w+ )?\d{{4}})?(?: \w+ly| off[- ]label| alone| only| again| now and then)?"
    rf"(?: as an? [\w -]{{3,40}}?| (?:on its own|with other (?:drugs|medicines)))? (?P<lead>{_AIM})"
)
_USED = re.compile(
    rf"\b(?:used|tried|given|prescribed|taken|administered|approved|licensed|indicated|cleared|authorised|authorized|"
    rf"employed|sold|marketed|introduced|brought in|developed|kept|reserved|started|chosen)\b(?! (?:not|by|with "
    rf"caution|with care))[^.;:]{{0,60}}? (?P<lead>{_AIM})"
)
_PLACE = re.compile(
    rf"\b(?:(?:its|the|their) (?:\w+ ){{0,2}}(?:uses?|roles?|places?|indications?|value|niche|strength)(?: of [a-z]+)?"
    rf"(?: today| now| nowadays| in practice)? (?:is|are|lies|remains?|was)(?: (?:mainly|chiefly|mostly|now|as an? "
    rf"[\w -]{{3,40}}?))? (?:in|for|to treat|against)|"
    rf"(?:has|have|had|holds?|found|finds|keeps|retains|earned|plays?) (?:an? |its |some )?(?:\w+ )?(?:place|role|use|"
    rf"niche|value|indication)s?(?: now| today)? (?:in|for|as an? [\w -]{{3,30}}? (?:in|for))|"
    rf"(?:is|are|remains?|was|as|became|becomes) (?:now |still |often |usually |sometimes |mainly |best known as |"
    rf"known as )?(?:an?|the|one|its|among the|of)?(?: [a-z]+)? ?(?:{_OPTION}|[a-z]+)[- ]?(?:line)? ?{_CHOICE}s?"
    rf"(?: of choice)? (?:in|for|against|to treat)|"
    rf"(?:treatment|drug|medicine|agent|option) of (?:first|second|last) (?:choice|resort) (?:in|for)|"
    rf"(?:is|forms?|remains?) (?:an? (?:\w+ )?)?(?:part|mainstay|cornerstone|backbone) of (?:the |standard |"
    rf"most |many )*"
    rf"(?:treatment|therapy|management|regimens?|care) (?:of|for|in)|"
    rf"(?:proved|proven|shown|showed|earned|established|demonstrated|confirmed) (?:its|itself|good|some|clear)? ?"
    rf"(?:worth|value|place|benefit|efficacy|effectiveness|usefulness|of value|useful|helpful|effective)? ?(?:in|for|"
    rf"against)|"
    rf"(?:support|evidence|case|backing) for (?:its|the) use (?:in|for|as an? [\w -]{{3,40}}? (?:in|for))|"
    rf"suggests? (?:an? )?(?:\w+ )?benefits? (?:in|for)|"
    rf"(?:marketing )?(?:authori[sz]ation|licen[cs]e|approval|licen[cs]ed indication) (?:is |was )?(?:only )?(?:in|for|"
    rf"to treat)|best known (?:for treating|for its use in|as an? [\w -]{{0,20}}(?:treatment|remedy|drug) for)) "
    rf"(?:the )?(?:(?:treatment|management|prevention|prophylaxis|relief|control) of |treating |preventing )?"
    rf"(?:(?:people|patients|adults|children|those) (?:with|who have) )?"
)
_WHEN = re.compile(
    r"\b(?:offered|given|prescribed|tried|considered|kept|reserved|used|added|an option) (?:only )?(?:when|where|if|"
    r"once|for when) (?:the |your |a person's )?"
)
_WORKS = re.compile(
    r"\b(?P<verb>(?:stops?|shortens?|lifts?|soothes?|settles?|quells?|wards? off|dulls?|lessens?|cures?|combats?|"
    r"helps? (?:\w+ )?(?:people|adults|smokers|drinkers|patients|those|you|children)(?: (?:with|who) [\w "
    r"]{3,30}?)? (?:to )?(?=stop|quit|give up|sleep|"
    r"cope|cut)|brings? down|fights?|dampens?|holds? off|cuts? short|keeps? (?:away|off)|speeds? recovery "
    r"from|works? on|lowers? "
    r"(?=high |raised )|reduces? (?=high |raised )|does (?:help|relieve|ease|treat)) )(?:the |your |high (?=fever)|"
    r"symptoms of |attacks of |bouts of |episodes of )?"
)
_PATTERNS = (
    (_PEOPLE_TAKE, False),
    (_USED, False),
    (_PLACE, False),
    (_WHEN, False),
    (_WORKS, True),
)
_AGAIN = re.compile(rf"[ )](?:{_AIM})")
"""A later aim before the first finding: “licensed in France for gout”."""

_NO_USE = re.compile(
    r"\b(?:if|unless|caution|care|history of|allerg\w+|withdrawal from it|overdose|dose|doses|side effects?|"
    r"contraindicated|avoid\w*|must not|should not|do not|don't|cannot|tested|monitor\w*)\b[^,;]{0,30}$"
)
_FAR = 45
_NO_ILLNESS = re.compile(r"(?:pregnan|breast|lactat|labou?r|childbirth|overdos|withdrawal symptom)", re.IGNORECASE)


def _loosely(passage: Passage) -> Iterator[Candidate]:
    """“People take it for nerve pain”, “its place is in …”, “NICE recommends it for …”."""
    if passage.kind in BLOCKED | {"withdrawal", "pharmacokinetics", "disease", "dependence"} or foreign_section(
        passage
    ):
        return
    findings = [
        m.start for m in passage.mentions if m.entry.category == "finding" and not _NO_ILLNESS.match(m.entry.label)
    ]
    if not findings:
        return
    for pattern, plain in _PATTERNS:
        if plain and passage.kind not in ("indication", "introduction", "off_label"):
            continue
        for match in pattern.finditer(passage.folded):
            if not any(-1 <= place - match.end() <= _FAR for place in findings):
                continue
            yield from _named(passage, match)


def _named(passage: Passage, match: re.Match[str]) -> Iterator[Candidate]:
    start, end = passage.clause_at(match.start())
    before = passage.folded[start : match.start()]
    if _NO_USE.search(before) or other_subject(passage, match.start(), before) or _another(passage, match):
        return
    if not (_own(passage, start, match) or passage.kind in ("indication", "off_label", "introduction")):
        return
    comma = passage.folded.rfind(", ", start, match.start())
    denied = denied_before(passage.folded, max(start, comma), match.end(), reach=90 + match.end() - match.start())
    first = min(m.start for m in passage.mentions if m.entry.category == "finding" and m.start >= match.end() - 1)
    again = list(_AGAIN.finditer(passage.folded, match.end() - 1, first))
    place = again[-1].end() if again else match.end()
    end = max(end, place)
    yield from use_candidates(
        passage,
        "uses in looser wording",
        place,
        min(end, place + 300),
        clause=(start, end),
        denied=denied,
        trust=False,
    )


def _own(passage: Passage, start: int, match: re.Match[str]) -> bool:
    """Say whether the drug is named, or meant by a pronoun, before the use."""
    return passage.own_named(start, match.end()) or bool(
        re.search(
            r"\b(?:it|its|this (?:medicine|medication|drug)|the (?:drug|medicine))\b", passage.folded[: match.end()]
        )
    )


def _another(passage: Passage, match: re.Match[str]) -> bool:
    """Say whether the phrase names a drug that is not this one: “people take aspirin for …”."""
    named = [
        m
        for m in passage.mentions
        if match.start() <= m.start < match.end() and m.entry.category in ("drug", "drug_class")
    ]
    alone = [m for m in named if not _BESIDE.search(passage.folded[max(0, m.start - 25) : m.start])]
    return any(not passage.context.is_own(m) for m in alone) and not passage.own_named(match.start(), match.end())


_BESIDE = re.compile(r"\b(?:with|to|plus|alongside|or|and)\s+(?:other )?$")


_THEN_WORKS = re.compile(
    r"(?:^|[,;] (?:but |and )?)(?P<lead>(?:against|for|in|when it comes to|with) )(?P<what>[^.;:]{4,80}?),? "
    r"(?P<who>it|this (?:medicine|drug)|the (?:drug|medicine)|[a-z]{5,20}) (?P<verb>works?|helps?|is (?:the |an? |"
    r"often |usually |sometimes |also |now )?(?:\w+ly )?(?:used|given|started|prescribed|taken|effective|"
    r"helpful|useful|"
    r"tried|licensed|approved|indicated|as good as|of (?:some )?(?:value|use|help|benefit)|(?:first|second|third)|"
    r"preferred|treatment|option)|was (?:tried|tested|effective|found to help)|has been (?:tried|used|found to help)|"
    r"may (?:help|be (?:tried|used|given|offered))|can (?:help|be (?:tried|used|given)))\b"
)


def _named_first(passage: Passage) -> Iterator[Candidate]:
    """“Against absence seizures it works”, “for panic disorder, zelopram is started at a low dose”."""
    if passage.kind not in ("indication", "off_label", "introduction", "efficacy", "dosing") or foreign_section(
        passage
    ):
        return
    for match in _THEN_WORKS.finditer(passage.folded):
        own = re.match(r"it|this|the", match["who"]) or passage.own_named(match.start("who"), match.end("who"))
        if not own or (match["who"] == "it" and passage.previous is not None and not _about_it(passage)):
            continue
        if _TRIED_BUT.search(passage.folded, match.end("who")):
            continue
        start, end = match.span("what")
        denied = bool(
            _DENIED_LATER.search(passage.folded[match.start("verb") : passage.clause_at(match.start("verb"))[1]])
        )
        yield from use_candidates(
            passage, "uses named first", start, end, clause=(match.start(), match.end()), denied=denied, trust=False
        )


_TRIED_BUT = re.compile(r"\b(?:tried|tested)\b[^.;]{0,30}\bbut\b")


def _about_it(passage: Passage) -> bool:
    return not other_subject(passage, 0, "it")


_DENIED_LATER = re.compile(
    r"\b(?:not|no better than (?:placebo|a placebo|dummy|a dummy|a sugar pill)|of no|never|without (?:benefit|success|"
    r"effect))\b|n't\b"
)

_OFFERED = re.compile(
    r"\b(?:people|patients|adults|children|adolescents|those|women|men|someone|anyone) (?:with|who have|who suffer "
    r"from) (?P<what>[^.;:]{4,80}?),? (?:may|can|could|are|might|is) (?:also |sometimes |often |usually )?(?:be )?"
    r"(?:offered|given|prescribed|put on|started on|treated with|helped by) (?P<who>it|this (?:medicine|drug)|the "
    r"(?:drug|medicine)|[a-z]{5,20})\b"
)


def _offered(passage: Passage) -> Iterator[Candidate]:
    """“People with social anxiety may be offered zelopram”."""
    if passage.kind in BLOCKED | {"disease", "dosing"} or foreign_section(passage):
        return
    for match in _OFFERED.finditer(passage.folded):
        if not (
            passage.own_named(match.start("who"), match.end("who"))
            or (re.match(r"it|this|the", match["who"]) and _about_it(passage))
        ):
            continue
        if re.search(r"\b(?:not|never|when|if|whose|while)\b", match.group()):
            continue
        start, end = match.span("what")
        yield from use_candidates(
            passage, "uses named first", start, end, clause=(start, end), denied=False, trust=False
        )


_MORE = re.compile(
    r"(?:[,;]\s*)?\b(?P<how>and|or|but|as well as)\b,?\s+(?:(?P<not>not|never)\s+|(?:also|later|since|now|then|"
    r"sometimes)\s+|(?:in|since|from|by) (?:\d{4}|the \w+(?: \w+)?),?\s+|(?:at|in) [\w .\u2013-]{1,30}(?:mg|doses?)"
    r"[^,;]{0,30},?\s+|a (?:year|few years|decade|month) later,?\s+|less (?:often|commonly),?\s+|off[- ]label,?\s+|"
    r"is also used\s+){0,3}(?P<lead>(?:as an? [\w -]{3,45}? (?:in|for) )?(?:for|against|in|after|(?<=in )|"
    r"(?<=for )) ?(?:the )?(?:(?:treatment|prevention|management|"
    r"prophylaxis|"
    r"relief) of |(?:people|patients|adults|those) with )?|to (?:treat|prevent|manage|relieve|ease) )"
)
_USE_VERB = re.compile(
    r"\b(?:used|approved|licensed|indicated|prescribed|cleared|authorised|authorized|recommended|given|taken|tried|"
    r"effective|useful|helpful|marketed|sold|take|prescribe|choice|option)\b"
)


def _further(passage: Passage) -> Iterator[Candidate]:
    """“… for epilepsy in 1993 and, in 2004, for migraine, but not for gout”: what goes on after the first use."""
    if passage.kind in BLOCKED | {"disease", "withdrawal", "pharmacokinetics"} or foreign_section(passage):
        return
    verb = _USE_VERB.search(passage.folded)
    if verb is None:
        return
    findings = [m for m in passage.mentions if m.entry.category == "finding"]
    for match in _MORE.finditer(passage.folded, verb.end()):
        near = [m for m in findings if 0 <= m.start - match.end() <= 25]
        stop = passage.folded.rfind(". ", verb.end(), match.start())
        if not near or stop >= 0 or not any(verb.end() <= m.start < match.start() for m in findings):
            continue
        start = passage.clause_at(verb.start())[0]
        before = passage.folded[start : verb.start()]
        if _NO_USE.search(before) or other_subject(passage, verb.start(), before) or _names_drug(passage, verb, match):
            continue
        base = denied_before(passage.folded, start, verb.end(), reach=60)
        denied = bool(match["not"]) or (base and match["how"] != "but")
        end = min(max(passage.clause_at(near[0].start)[1], near[0].end), match.end() + 200)
        yield from use_candidates(
            passage, "uses in looser wording", match.end(), end, clause=(match.start(), end), denied=denied, trust=False
        )


def _names_drug(passage: Passage, verb: re.Match[str], match: re.Match[str]) -> bool:
    return any(
        verb.end() <= m.start < match.end()
        and m.entry.category in ("drug", "drug_class")
        and not passage.context.is_own(m)
        for m in passage.mentions
    )


_ROUTE = re.compile(
    r"(?:(?:orally|intravenously|intramuscularly|subcutaneously|topically|parenterally|rectally|by mouth|by injection|"
    r"by infusion|iv|im|alone|as monotherapy|as an adjunct|with other [a-z]+|before [a-z]+|after [a-z]+|in (?:adults|"
    r"children)|or|and)[, ]*){1,4}(?:[a-z ]{0,40}, )?(?P<lead>for (?:the )?(?:(?:treatment|prevention|management|"
    r"prophylaxis|relief|control) of )?(?:the )?)"
)


def _by_route(passage: Passage) -> Iterator[Candidate]:
    """“Orally for chronic spasticity”, “intravenously, with oxygen, for the treatment of …”, below “Uses”."""
    if passage.kind not in ("indication", "off_label") or foreign_section(passage):
        return
    place = 0
    while match := _ROUTE.match(passage.folded, place):
        end = passage.clause_at(match.end())[1]
        yield from use_candidates(
            passage, "uses in looser wording", match.end(), end, clause=(match.start(), end), denied=False, trust=False
        )
        more = re.compile(r"; ").search(passage.folded, match.end())
        if more is None:
            return
        place = more.end()


_FIRST_WORDS = re.compile(r"\W*(?P<what>[^,;:.()\u2013\u2014]{4,60}?)(?:,| \u2013| \u2014|;|:|\.|\Z)")


def _opening(passage: Passage) -> Iterator[Candidate]:
    """“Treatment-resistant schizophrenia, first and foremost.”: the answer to a heading that asks for the use."""
    section = passage.section
    if section.own_kind not in ("indication", "off_label") or passage.unit.kind != "sentence" or passage.previous:
        return
    match = _FIRST_WORDS.match(passage.folded)
    if match is None or "?" not in section.title or foreign_section(passage) or passage.own_named(*match.span("what")):
        return
    start, end = match.span("what")
    found = [m for m in passage.mentions if m.entry.category == "finding" and start <= m.start < end]
    if found and sum(m.end - m.start for m in found) >= 0.5 * (end - start):
        yield from use_candidates(
            passage, "uses in looser wording", start, end, clause=(start, end), denied=False, trust=False
        )


RULES = (
    Rule("uses in looser wording", "“Treatment-resistant schizophrenia, above all.”", ("indication",), _opening),
    Rule(
        "uses in looser wording",
        "“people take it for nerve pain”, “its place is in …”",
        ("indication",),
        _loosely,
        tuple(pattern for pattern, _ in _PATTERNS),
    ),
    Rule(
        "uses in looser wording",
        "“… and, since 2004, for migraine, but not for gout”",
        ("indication",),
        _further,
        _MORE,
    ),
    Rule("uses in looser wording", "“orally, for chronic spasticity”", ("indication",), _by_route, _ROUTE),
    Rule(
        "uses named first",
        "“against absence seizures it works”",
        ("indication",),
        _named_first,
        re.compile(r"\b(?:against|for|in|when it comes to|with) .{4,110}(?:works?|helps?|is|was|has|may|can)\b"),
    ),
    Rule("uses named first", "“people with gout may be offered zelopram”", ("indication",), _offered, _OFFERED),
)
