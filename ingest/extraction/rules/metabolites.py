"""What the body turns the drug into: “is metabolised to norzelopram”, “its active metabolite, norzelopram”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_before
from ingest.extraction.language.subjects import foreign_section, owner
from ingest.extraction.rules.plain_kinetics import is_plain_kinetics

_NAME = "metabolites"
_OFF = frozenset(
    {"references", "furniture", "methods", "interaction", "nonclinical", "disease", "advice", "contraindication"}
)
_WORD = (
    r"(?:(?:\d+(?:[,'-]\d+)*|[nos]|α|β|γ|(?:alpha|beta|gamma)|trans|cis|m|[rs]|\([+rs-]+\)|\d'|des|nor|di)[-\u2011])*"
    r"[a-z][a-z\u2011-]{4,40}(?:(?<=-)\d{1,2}(?:,\d)?(?:-[nos])?-[a-z][a-z-]{3,30})?"
    r"(?: (?:\d{1,2}-(?:[nos]-)?)?(?:sulphoxide|sulfoxide|"
    r"glucuronide|sulphate|sulfate|n-oxide|acid|aldehyde|lactone))?"
)
_NAMES = (
    rf"(?P<what>{_WORD}(?:(?: \([^()]{{1,40}}\))?(?:, (?:and |or )?| and (?:then |to )?(?:an? )?|"
    rf" or ){_WORD}){{0,3}})"
)
_TO = re.compile(
    rf"\b(?:(?:metaboli[sz]ed|converted|broken down|transformed|biotransformed|hydroly[sz]ed|demethylated|"
    rf"dealkylated|oxidi[sz]ed|metaboli[sz]es(?: in the (?:body|liver))?|"
    rf"reduced|hydroxylated|degraded|cleaved|changed|turned)(?:,? (?:\w+ly|chiefly|mostly|in part|partly))?"
    rf"(?: (?:by|in|through|via) (?:the )?[\w ]{{2,40}}?)?,? (?:in)?to|(?:turns?|converts?|changes?|breaks?|"
    rf"metaboli[sz]es?|transforms?)"
    rf" (?:some of |part of |most of )?(?:it|the (?:drug|medicine)|this|[a-z]{{5,20}})(?: (?:down|mainly|"
    rf"mostly|chiefly))? (?:in)?to|"
    rf"(?:demethylation|hydroxylation|oxidation|hydrolysis|reduction|acetylation|nitroreduction|glucuronidation|"
    rf"dealkylation|"
    rf"conjugation|deacetylation|desulfuration|metabolism[^.;,]{{0,60}})(?:,? (?:followed by|and) \w+)?,? "
    rf"(?:gives|giving|yields|produces|leads to|forms|to)) "
    rf"(?:the |an? |its |two |three )?(?:(?:\w+ly )?(?:active|inactive|main|major|less active|principal|weak|"
    rf"potent|longer-lived)(?:,| and)? )*"
    rf"(?:metabolites?,? )?(?:called |named |known as )?{_NAMES}"
)
_ITS = re.compile(
    rf"\b(?:its|the|an?|whose|main|active|major|principal|inactive|chief|two|three|several) (?:(?:main|active|"
    rf"major|principal|inactive|chief|most important|first|"
    rf"pharmacologically|only|primary|other|n-desalkyl|circulating)(?:,|"
    rf" and)? )*metabolites?(?: of (?P<of>[a-z-]{{4,25}})(?= is| are))?(?:,| is| are| \(|"
    rf":| called| named| known as)+ ?"
    rf"(?:called |named |mainly |among them |including |such as |the )*{_NAMES}"
)
_GIVING = re.compile(
    rf"\bmetaboli[sz](?:ed|m)\b[^.;]{{0,130}}?,? (?:giving|forming|yielding|producing|to give|to form|to yield|"
    rf"which gives) (?:the "
    rf"|an? |its )?(?:(?:active|inactive|main|major|weak)(?:,| and)? )*(?:metabolites?,? )?{_NAMES}"
)
_ARISES = re.compile(
    rf"\b(?:(?:small|minor|trace) amounts|traces|some|a little|part) of {_NAMES} (?:arises?|(?:is|are) (?:also "
    rf")?(?:formed|made|"
    rf"produced))\b"
)
_MAIN_ONE = re.compile(
    rf"\bmetabolites\b[^.;:]{{0,30}}[;:,] (?:the )?(?:main|major|principal|chief|most important) (?:one |of "
    rf"(?:them|these) )?"
    rf"(?:is|being) {_NAMES}"
)
_OTHERS = re.compile(rf"\bmetabolites\b[^.]{{5,90}}[;,] (?:the )?others (?:are|being|include) {_NAMES}")
_MAKES = re.compile(
    rf"\b(?:cyp\w+|ugt\w+|(?:[a-z]+ )?(?:reductases?|esterases?|hydrolases?)|the liver|enzymes) (?:makes?|forms?|"
    rf"produces?|"
    rf"generates?|yields?) (?:the )?{_NAMES}"
)
_ITSELF = re.compile(rf"(?:^|[.;,] )(?P<what>{_WORD}), (?:its|the) (?:\w+ ){{0,2}}metabolites?\b")
_BEFORE = re.compile(
    rf"(?:^|[.;,] )(?P<what>{_WORD}),? (?:is|are|which is|as) (?:an?|the|its|one of its) (?:\w+ "
    rf"){{0,3}}metabolites?\b(?! of (?!it\b|the drug))"
)
_METABOLITE = re.compile(rf"\b(?:the |an? |its )(?:(?:active|toxic|inactive|main|major) )?metabolite (?P<what>{_WORD})")
_LABELLED = re.compile(rf"(?:[a-z]+(?:,? (?:chiefly|mainly|partly))?,? )?(?:in)?to (?:the )?{_NAMES}")
_NAMELIKE = re.compile(
    r"nor|des|hydroxy|oxo|dehydro|amino|acetyl|methyl|carbox|oxide|acid$|glucuronide|sulph?ate|sulf|ene\b|-|\d|"
    r"ine$|ol$|ide$|one$|am$|ate$|in$"
)
_COMMON = re.compile(
    r"(?:active|inactive|several|various|other|compounds?|metabolites?|substances?|products?|forms?|urine|"
    r"faeces|water|carbon dioxide|"
    r"the|which|half|less|more|much|some|effects?|dose|doses?|liver|kidneys?|plasma|thirds?|extent|within|about|"
    r"around|addition|"
    r"combination|determine|medicine|drug|having|being|been|between|contain|main|certain|remain|brain|pain|again|"
    r"obtain|gain|attain|"
    r"protein|albumin|alone|bone|everyone|someone|anyone|done|none|time|control|alcohol|line|nine|fine|routine|"
    r"machine|medicine|"
    r"mine|caffeine|side|inside|outside|wide|beside|provide|decide|rate|date|state|climate|moderate|separate|"
    r"rapid|fluid|steady|ten|"
    r"even|given|seven|eleven|often|then|children|women|men|cause|help|treat|"
    r"[a-z]+ly)$"
)


def _metabolites(passage: Passage) -> Iterator[Candidate]:
    """“It is metabolised to norzelopram”, “your body turns some of it into norzelopram”."""
    if (passage.kind in _OFF and not is_plain_kinetics(passage)) or foreign_section(passage):
        return
    for pattern in (_TO, _GIVING, _ARISES, _ITS, _MAIN_ONE, _OTHERS, _MAKES, _ITSELF, _BEFORE, _METABOLITE):
        for match in pattern.finditer(passage.folded):
            start = passage.clause_at(match.start())[0]
            if pattern is _TO and any(
                m.entry.category == "transmitter" and start <= m.start < match.start() for m in passage.mentions
            ):
                continue
            of = match.groupdict().get("of")
            if of is not None and not passage.context.own_name.fullmatch(of):
                continue
            if owner(passage, match.start()) == "foreign" or _COMES_FROM.search(passage.folded[start : match.start()]):
                continue
            denied = denied_before(passage.folded, start, match.start("what"), reach=80) or bool(
                re.search(r"\bnor is it $|\bnot $", passage.folded[max(0, match.start() - 12) : match.start()])
            )
            yield from _named(passage, *match.span("what"), denied=denied)


def _labelled(passage: Passage) -> Iterator[Candidate]:
    """“Metabolism: hepatic, to norzelopram”, “Metabolites: norzelopram; 4-hydroxyzelopram”."""
    label = passage.unit.label.lower()
    if foreign_section(passage) or passage.kind in _OFF:
        return
    if re.match(r"(?:active |main |major )?metabolites?\b", label) and len(passage.text) < 120:
        yield from _named(passage, 0, len(passage.text), denied=False)
    elif re.match(r"metaboli[sz]|biotransformation", label):
        match = _LABELLED.search(passage.folded)
        if match is not None:
            yield from _named(passage, *match.span("what"), denied=False)


_COMES_FROM = re.compile(r"\b(?:prodrug|is (?:itself )?an? (?:active )?metabolite of|metabolite of)\b")


def _named(passage: Passage, start: int, end: int, *, denied: bool) -> Iterator[Candidate]:
    """Yield each substance of a list, as far as its words look like names of substances."""
    text = re.sub(r"\([^()]*\)", lambda found: " " * len(found.group()), passage.text[start:end])
    for part in re.finditer(r"(?:[^,; ]|,(?=\d)| (?!(?:and|or|then)\b))+", text):
        words = re.sub(r"^(?:(?:and|or|to|an?|the|then|also)\s+)+", "", part.group().strip())
        if len(words) < 5 or len(words.split()) > 3 or not _NAMELIKE.search(words.lower()):
            return
        if _COMMON.match(words.lower()) or passage.context.own_name.fullmatch(words.lower()):
            return
        place = start + part.start() + part.group().find(words)
        yield Candidate(
            _NAME,
            "pharmacokinetics",
            "metabolisedTo",
            words,
            "substance",
            passage.at + place,
            passage.at + place + len(words),
            polarity="denied" if denied else "affirmed",
        )


RULES = (
    Rule(
        _NAME,
        "“your body turns some of it into norzelopram”",
        ("pharmacokinetics",),
        _metabolites,
        re.compile(
            r"metabol|convert|broken|transform|hydrol|methylat|alkylat|oxid|reduc|hydroxylat|degrad|cleav|turn|"
            r"chang|breaks?|acetylat|glucuronid|conjugat|desulfur|arises?|formed|made|produced|makes?|forms?|"
            r"generates?|yields?"
        ),
    ),
    Rule(
        _NAME,
        "“Metabolism: hepatic, to norzelopram”",
        ("pharmacokinetics",),
        _labelled,
        re.compile("metabol|biotransf"),
    ),
)
