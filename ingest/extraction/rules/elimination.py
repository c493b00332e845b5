"""What eliminates the drug: enzymes, transporters, organs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_after, denied_before, is_hedged
from ingest.extraction.language.quantities import Amount, amounts, fractions
from ingest.extraction.language.subjects import foreign_section, owner
from ingest.extraction.rules.kinetics import ORGAN_NAMES, SKIPPED_KINDS, left_out
from ingest.extraction.rules.plain_kinetics import is_plain_kinetics
from ingest.lexicon.matching import Mention

_ENZYME_VERB = re.compile(
    r"\b(?:metaboli[sz](?:ed|es|ing)|metabolism|broken down|substrate|degrad(?:ed|ation)|biotransform\w+|"
    r"hydroly[sz]\w+|conjugat\w+|glucuronidat\w+|oxidi[sz]\w+|demethylat\w+|catalys\w+|converted|mediated|cleared|"
    r"handled|hydroxylat\w+|via|breakdown|responsible|involved|takes? part|contribut(?:es?|ing)|plays? (?:a|the|"
    r"some)|helps? "
    r"(?:to )?break)\b"
)

_HANDLES_DRUGS = re.compile(
    r"cyp|ugt|cytochrome|udp|p450|flavin|fmo|n-acetyl|p-gp|p-glyco|mao|monoamine|alcohol|aldehyde|"
    r"esterase|comt|butyryl|plasma chol|xanthine|catechol"
)
_OF_DRUGS = re.compile(
    r"cyp|ugt|cytochrome|udp|p450|flavin|n-acetyl|fmo|p-gp|p-glyco|oat|oct|mate|bcrp|aldehyde|alcohol|butyryl|plasma"
)

_ENZYME_ACT = re.compile(r"\b(?:(?P<inhibit>inhibit(?:s|ed|or|ion)?)|(?P<induce>induc(?:e|es|ed|er|tion)))\b")

_ORGANS = re.compile(
    r"\b(?P<verb>passes(?: through)?(?= the (?:placenta|blood))|gets? (?:across|through|over)|metaboli[sz]ed|"
    r"metabolism|broken down|processed|excreted|eliminated|excretion|elimination|"
    r"cleared|removed|leaves(?: the body)?(?= (?:through|in|by|via|the body))|crosses|cross|passes (?:into|through)|"
    r"pass into|distributed|absorbed|"
    r"secreted|enters)\b(?P<between>[^.;]{0,70}?)\b(?P<organ>liver|hepatic(?:ally)?|kidneys?|renal(?:ly)?|urine|"
    r"faeces|feces|bile|placenta|blood[- –]brain barrier|gut|gastrointestinal tract|"
    r"small intestine|stool|lungs|intestines?|stomach)\b"
)

_ORGAN_FIRST = re.compile(
    r"\b(?P<organ>hepatic|renal|biliary|faecal|fecal|urinary)\s+(?P<verb>metabolism|excretion|elimination|"
    r"clearance)\b"
)


def _enzymes(passage: Passage) -> Iterator[Candidate]:
    """“mainly CYP3A4 (about half), CYP2D6 (a little), not CYP2E1”: one claim an enzyme."""
    if passage.kind in SKIPPED_KINDS - {"interaction"} or foreign_section(passage):
        return
    for mention in passage.mentions:
        if mention.entry.category != "enzyme" and mention.entry.label not in ("P-glycoprotein",):
            continue
        start, end = passage.clause_at(mention.start)
        if not _HANDLES_DRUGS.match(passage.folded, mention.start) or _is_about_others(passage, mention, start):
            continue
        if _is_family_of_next(passage, mention):
            continue
        predicate = _predicate_of_enzyme(passage, mention, start, end)
        if predicate is None:
            continue
        yield _enzyme(
            passage,
            mention.start,
            mention.end,
            predicate,
            mention.entry.label,
            denied=denied_before(passage.folded, start, mention.start, reach=160)
            or denied_after(passage.folded, mention.end, end),
            share=_share(passage, mention.end)
            if predicate == "metabolisedBy" and passage.kind != "interaction"
            else None,
        )
        yield from _short_names(passage, mention, predicate, start)


_MEMBER_NEXT = re.compile(
    r"s?,?\s*\(?(?:(?:iso)?(?:en)?zymes?|isoforms?|family|system|members?|mono-?oxygenases?)?,?\s*(?:\(|:|"
    r"[–-]\s)?(?:mainly |"
    r"chiefly |primarily |particularly |especially |such as |including |namely |known as |called )?(?=(?:cyp|ugt|"
    r"fmo)\d)"
)


def _is_family_of_next(passage: Passage, mention: Mention) -> bool:
    """Say whether an enzyme is only the family of the one named next: “the cytochrome P450 enzyme CYP2D6”."""
    family = passage.folded.startswith(("cytochrome", "p450", "udp", "flavin", "uridine"), mention.start)
    return family and _MEMBER_NEXT.match(passage.folded, mention.end) is not None


_SHORT = re.compile(r"\s*(?:,|/|and|or|,\s*(?:and|or)|,?\s*as well as)\s*(?P<name>\d[a-z]\d{1,2}(?:/\d)?)(?![a-z\d])")


def _short_names(passage: Passage, mention: Mention, predicate: str, start: int) -> Iterator[Candidate]:
    """“CYP3A4, 2D6 and 1A2”: the later ones are named without “CYP”."""
    if not passage.folded.startswith("cyp", mention.start):
        return
    place = mention.end
    while match := _SHORT.match(passage.folded, place):
        place = match.end()
        yield replace(
            _enzyme(
                passage,
                match.start("name"),
                match.end("name"),
                predicate,
                f"CYP{match.group('name').upper()}",
                denied=denied_before(passage.folded, start, match.start("name"), reach=160)
                or denied_after(passage.folded, match.end("name"), len(passage.folded)),
                share=None,
            ),
            object=f"CYP{match.group('name').upper()}",
        )


def _is_about_others(passage: Passage, mention: Mention, start: int) -> bool:
    """Say whether an enzyme is named for another drug, a genotype, or drugs that inhibit or induce it."""
    if owner(passage, mention.start) == "foreign" or re.match(
        r"\s*(?:inhibitors?|inducers?|substrates? such|genotype|poor|enzymes? such)\b", passage.folded[mention.end :]
    ):
        return True
    named = re.search(
        r"\b(?:inhibitors?|inducers?|inhibition|induction) (?:of|"
        r"or inducers of) (?:the )?(?:enzymes? )?(?:\w+,? (?:and |or )?)?$",
        passage.folded[max(0, mention.start - 50) : mention.start],
    )
    if _OTHERS_HANDLED.search(passage.folded, start, mention.start):
        return True
    return bool(named) and not re.search(r"\b(?:is|acts as|as) an? ", passage.folded[start : mention.start])


_OTHERS_HANDLED = re.compile(
    r"\b(?:medicines?|medications?|drugs|substances|agents|compounds|products|substrates?) (?:that are |which are |"
    r"that is )?(?:\w+ly )?(?:metaboli[sz]ed|cleared|broken down|handled|eliminated|"
    r"inactivated) (?:\w+ly )?(?:by|via|"
    r"through) (?:the )?(?:[\w ,/-]{0,60})$"
)
"""“medicines metabolised by CYP2D6”: not what becomes of this drug."""


def _predicate_of_enzyme(passage: Passage, mention: Mention, start: int, end: int) -> str | None:
    """Return what the clause says of an enzyme: the drug inhibits it, induces it, or is metabolised by it."""
    verb = None
    for act in _ENZYME_ACT.finditer(passage.folded, start, mention.start):
        verb = act
    handled = list(_ENZYME_VERB.finditer(passage.folded, start, end))
    if passage.kind == "interaction" and not is_plain_kinetics(passage):
        others = any(
            m.entry.category in ("drug", "drug_class") and not passage.context.is_own(m) and m.start < mention.start
            for m in passage.mentions
        )
        metabolised = re.search(
            r"\b(?:metaboli[sz]ed|broken down|cleared|substrate)\b", passage.folded[start : mention.start]
        )
        own = _IS_AN.search(passage.folded[start : mention.start])
        if not others and own and verb is not None and not _ANOTHER_ACTS.search(passage.folded[start : verb.start()]):
            return "inhibitsEnzyme" if verb.group("inhibit") else "inducesEnzyme"
        return "metabolisedBy" if metabolised and not others else None
    if (
        verb is not None
        and mention.start - verb.end() < 60
        and not any(verb.end() <= m.start() < mention.start for m in handled)
        and (passage.kind == "pharmacokinetics" or _OF_DRUGS.match(passage.folded, mention.start))
    ):
        return "inhibitsEnzyme" if verb.group("inhibit") else "inducesEnzyme"
    done = _DONE_TO.match(passage.folded, mention.end)
    if done is not None:
        return "inhibitsEnzyme" if done["inhibit"] else "inducesEnzyme"
    if handled or (passage.kind == "pharmacokinetics" and verb is None):
        return "metabolisedBy"
    return None


_DONE_TO = re.compile(r" (?:is|are) (?:\w+ly |also |not )?(?:(?P<inhibit>inhibited|blocked)|induced)\b")
"""“CYP2E1 is inhibited within a day”."""
_ANOTHER_ACTS = re.compile(
    r"\b(?!(?:it|which|that|also|and|or|not|drug|medicine|medication|but|a|an|the|is|acts|as|does|may|can|to|by|"
    r"weak|strong|potent|"
    r"moderate|weakly|strongly|moderately|both|either)\b)[a-z]{2,4} $|\b(?:tar|smoke|smoking|tobacco|juice|"
    r"coffee|caffeine|alcohol) $"
)
"""Another subject right before the verb: “tar induces CYP1A2”."""

_IS_AN = re.compile(
    r"\b(?:is|acts as|are|as) (?:also )?an? (?:[a-z]+ (?:to )?){0,4}(?:inhibitor|inducer) of|\b(?:inhibits|induces)\b"
)


def _share(passage: Passage, place: int) -> Amount | None:
    match = re.match(r"\s*\(([^()]{1,40})\)", passage.text[place:])
    if match is None:
        return None
    for amount in [*amounts(match.group(1)), *fractions(match.group(1).lower())]:
        if amount.unit == "%":
            return amount
    return None


def _enzyme(
    passage: Passage, start: int, end: int, predicate: str, label: str, *, denied: bool, share: Amount | None
) -> Candidate:
    qualifiers: dict[str, object] = {"_share": share.record()} if share else {}
    clause = passage.clause_at(start)
    return Candidate(
        "enzymes and transporters",
        "mechanism" if predicate in ("inhibitsEnzyme", "inducesEnzyme") else "pharmacokinetics",
        predicate,
        passage.text[start:end],
        "enzyme",
        passage.at + start,
        passage.at + end,
        polarity="denied" if denied else "affirmed",
        modality="hedged" if is_hedged(passage.folded[clause[0] : start]) else "asserted",
        synonyms=(label,),
        value=share,
        qualifiers=qualifiers,
    )


_NEGLIGIBLE = re.compile(
    r"(?: (?:excretion|elimination|metabolism))? (?:is|are|was|were|being) (?:\w+ )?(?:negligible|minimal|"
    r"insignificant)|"
    r" (?:plays?|has|have) (?:little or )?no (?:\w+ )?(?:part|role)"
)
_ANOTHER_MATTER = re.compile(r",? (?:but|although|though|while|whereas)\b|\b(?:receptors?|blocks?|located|found in)\b")
"""Begins another statement between a verb and an organ: “first-pass metabolism, but it acts on the gut”."""
_OTHERS_CROSS = re.compile(
    r"\b(?:their|these|those|other|some|such|most|many|two|several) (?:\w+ )?(?:compounds?|molecules?|"
    r"substances?|drugs|"
    r"candidates?|analogues?|medicines|agents|toxins?|nutrients?)(?: (?:that|which|to|can|could|may|do|would))* ?$"
)
"""What passes a barrier is something else: “wanted their compounds to cross the blood–brain barrier”."""
_METABOLITES = re.compile(r"\bmetabolites? (?:are|is|were|was) (?:\w+ ){0,3}\S?$")


def _organs(passage: Passage) -> Iterator[Candidate]:
    """“broken down in the liver”, “crosses the placenta”, “hepatic metabolism”."""
    if left_out(passage) or foreign_section(passage):
        return
    for pattern in (_ORGANS, _ORGAN_FIRST):
        for match in pattern.finditer(passage.folded):
            start, end = passage.clause_at(match.start())
            if _METABOLITES.search(passage.folded, max(0, match.start() - 60), match.start() + 1):
                continue
            if pattern is _ORGANS and (
                _ANOTHER_MATTER.search(match["between"]) or _OTHERS_CROSS.search(passage.folded, 0, match.start())
            ):
                continue
            if owner(passage, match.start()) == "foreign" or re.search(
                r"\b(?:impair\w*|disease|failure|problems?|function|insufficiency)\b",
                passage.folded[match.end() : match.end() + 14],
            ):
                continue
            if (
                passage.kind not in ("pharmacokinetics", "introduction", "mechanism", "population", "identity")
                and not passage.own_named(start, end)
                and not re.search(
                    r"\b(?:it|this (?:medicine|drug)|the drug|(?:a|the|each) dose)\b", passage.folded[start:end]
                )
            ):
                continue
            verb, organ = match.group("verb"), match.group("organ")
            name = ORGAN_NAMES.get(organ, organ)
            predicate = _predicate_of_organ(verb, name)
            said = _own_statement(passage, start, match.start())
            denied = denied_before(
                passage.folded, said, match.start("organ") if pattern is _ORGANS else match.start(), reach=110
            ) or _NEGLIGIBLE.match(passage.folded, match.end())
            if predicate == "excretedIn" and re.search(r"\d\s?(?:%|percent|per cent)", passage.folded[start:end]):
                continue
            yield Candidate(
                "organs",
                "pharmacokinetics",
                predicate,
                name,
                "organ",
                passage.at + match.start(),
                passage.at + match.end(),
                polarity="denied" if denied else "affirmed",
                synonyms=(organ,) if organ != name else (),
            )
            if predicate in ("crosses", "excretedIn") and pattern is _ORGANS:
                yield from _further_organs(passage, predicate, match.end(), denied=bool(denied))


def _own_statement(passage: Passage, start: int, place: int) -> int:
    """Return where the statement of a verb begins: after “and” or “but” with no subject of its own."""
    joined = [m.end() for m in _AND_VERB.finditer(passage.folded, start, place + 1) if m.end() <= place + 1]
    return joined[-1] if joined else start


_AND_VERB = re.compile(r",? (?:and|but) (?:(?:is|it is|it|then|mostly|mainly|so) ?)*(?=[a-z])")
_MORE = re.compile(
    r"(?: (?:readily|easily|freely|poorly|rapidly|quickly))?(?:,| and| or|, and) (?:into |in |by |through |via "
    r")?(?:the "
    r")?(?P<organ>placenta|blood[- –]brain "
    r"barrier|urine|faeces|feces|bile|"
    r"sweat|saliva|stool)\b"
)


def _further_organs(passage: Passage, predicate: str, place: int, *, denied: bool) -> Iterator[Candidate]:
    """“crosses both the blood–brain barrier and the placenta”, “in urine and bile”."""
    while match := _MORE.match(passage.folded, place):
        organ = match.group("organ")
        name = ORGAN_NAMES.get(organ, organ)
        yield Candidate(
            "organs",
            "pharmacokinetics",
            _predicate_of_organ("crosses" if predicate == "crosses" else "excreted", name),
            name,
            "organ",
            passage.at + match.start("organ"),
            passage.at + match.end("organ"),
            polarity="denied" if denied else "affirmed",
            synonyms=(organ,) if organ != name else (),
        )
        place = match.end()


_ACTS = re.compile(
    r"\b(?:the |your )?(?P<organ>liver|kidneys?|gut|lungs) (?:then |mainly |mostly |largely |slowly |quickly |"
    r"also )?(?P<verb>"
    r"breaks? (?:it |(?P<what>[a-z]+) |the (?:drug|medicine) )?down|metaboli[sz]es?|process(?:es)?|handles?|clears?|"
    r"remov(?:e|es)|excret(?:e|es)|turns? (?=(?:it|most|some|part)\b)|converts?|eliminat(?:e|es)|pass(?:es)?|"
    r"get(?:s)? rid of|filter(?:s)?|flush(?:es)?)\b"
)


def _organ_acts(passage: Passage) -> Iterator[Candidate]:
    """“The kidneys remove it”, “your liver breaks it down”."""
    if left_out(passage) or foreign_section(passage):
        return
    for match in _ACTS.finditer(passage.folded):
        _, end = passage.clause_at(match.start())
        rest = passage.folded[match.start() : end]
        if not (passage.own_named(match.start(), end) or re.search(r"\b(?:it|the (?:drug|medicine))\b", rest)):
            continue
        organ = ORGAN_NAMES.get(match.group("organ"), match.group("organ"))
        yield Candidate(
            "organs",
            "pharmacokinetics",
            "metabolisedBy" if organ in ("liver", "gut") else "excretedBy",
            organ,
            "organ",
            passage.at + match.start(),
            passage.at + match.end(),
            synonyms=(match.group("organ"),) if organ != match.group("organ") else (),
        )


def _predicate_of_organ(verb: str, organ: str) -> str:
    if organ in ("urine", "faeces", "bile"):
        return "excretedIn"
    if organ in ("placenta",) or "barrier" in organ:
        return "crosses"
    if verb.startswith(("metaboli", "broken", "processed")):
        return "metabolisedBy"
    if verb.startswith("absorb"):
        return "absorbedFrom"
    if verb.startswith(("distribut", "enters")):
        return "distributedTo"
    return "excretedBy"


RULES = (
    Rule(
        "enzymes and transporters",
        "enzymes with shares and denials",
        ("pharmacokinetics",),
        _enzymes,
        re.compile(
            r"cyp|ugt|cytochrome|p450|p-gp|glycoprotein|mono-?oxygenase|mao|oxidase|dehydrogenase|transferase|"
            r"esterase|comt"
        ),
    ),
    Rule(
        "organs",
        "“the kidneys remove it”",
        ("pharmacokinetics",),
        _organ_acts,
        _ACTS,
    ),
    Rule(
        "organs",
        "“broken down in the liver”",
        ("pharmacokinetics",),
        _organs,
        re.compile(
            r"liver|hepatic|kidney|renal|urin|f[ae]+c|bile|biliary|milk|placenta|barrier|gut|intestin|stomach|stool|"
            r"lungs"
        ),
    ),
)
