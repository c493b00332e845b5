"""Effects that a verb and a part of the body name: “can damage the liver”, “does not raise blood pressure”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.noun_lists import Item
from ingest.extraction.language.polarity import denied_before
from ingest.extraction.language.subjects import foreign_section, owner
from ingest.extraction.rules.effect_wording import LISTED
from ingest.extraction.rules.effects import effect_candidate, family_of

_READ = frozenset(
    {*LISTED, None, "caution", "introduction", "driving", "efficacy", "population", "dependence", "monitoring"}
)
_YOUR = r"(?:the |your |a person's |people's |their |his or her )?"
_PARTS = "liver|kidneys?|heart|stomach|nerves?|lungs?|brain|eyes?|hearing|eyesight|teeth|organs|bones?|skin"
_RISING = (
    "blood pressure|heart rate|pulse|blood sugar|blood glucose|total cholesterol|cholesterol|triglycerides|ldl|lipids|"
    "prolactin(?! levels?)|"
    "creatinine|transaminases|liver function tests|body temperature|temperature|"
    "liver enzymes|prolactin levels?|potassium levels?|appetite|eye pressure|intraocular pressure|sodium levels?"
)
_FALLING = (
    "blood pressure|heart rate|pulse|blood sugar|sex drive|libido|sodium levels?|white (?:blood )?cell count|"
    "seizure threshold|appetite|fertility|bone density|body temperature|platelet count|alertness"
)
_IMPAIRED = (
    "memory|cognition|cognitive function|coordination|concentration|judge?ment|balance|thinking|attention|reaction "
    "times?|reactions|vision|"
    "sexual function|alertness|driving ability|ability to drive|motor skills|mental alertness|ability to exercise"
)
_KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            rf"\b(?:damag(?:e|es|ed|ing)|harm(?:s|ed|ing)?|injur(?:e|es|ed|ing)|hurt(?:s|ing)?) "
            rf"{_YOUR}(?P<what>{_PARTS})\b"
        ),
        "{} damage",
    ),
    (
        re.compile(
            rf"\b(?:rais(?:e|es|ed|ing)|increas(?:e|es|ed|ing)|elevat(?:e|es|ed|ing)|push(?:es|ed)? up|put(?:s)? up) "
            rf"{_YOUR}"
            rf"(?P<what>{_RISING})\b"
        ),
        "increased {}",
    ),
    (
        re.compile(
            rf"\b(?:lower(?:s|ed|ing)?|reduc(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|drop(?:s|ped)?|bring(?:s)? down) "
            rf"{_YOUR}"
            rf"(?P<what>{_FALLING})\b"
        ),
        "decreased {}",
    ),
    (
        re.compile(rf"\b(?:slow(?:s|ed|ing)?(?: down)?) {_YOUR}(?P<what>breathing|heart rate|heart|pulse|reactions)\b"),
        "slow {}",
    ),
    (
        re.compile(
            rf"\b(?:impair(?:s|ed|ing)?|affect(?:s|ed)?|cloud(?:s|ed)?|dull(?:s|ed)?|blur(?:s|red)?) {_YOUR}"
            rf"(?P<what>{_IMPAIRED})\b"
        ),
        "impaired {}",
    ),
    (
        re.compile(r"\b(?:prolong(?:s|ed|ing)?|lengthen(?:s|ed|ing)?) the (?P<what>qtc?(?: interval)?)\b"),
        "{} prolongation",
    ),
    (
        re.compile(
            r"\b(?:ma(?:ke|kes|de|king)|caus(?:e|es|ed|ing)) (?:you|people|patients|users|someone|them) (?:to )?"
            r"(?:gain|put on|lose) (?P<what>weight)\b"
        ),
        "{} gain",
    ),
)
_MODAL = re.compile(r"\b(?:can|may|might|could|sometimes|rarely|often|will|does|do|did|has|have|had|not|n't)\b|n't\b")
_NAMES = {
    "blood pressure": {"increased": "high blood pressure", "decreased": "low blood pressure"},
    "heart rate": {"increased": "increased heart rate", "decreased": "slow heart rate", "slow": "slow heart rate"},
    "heart": {"slow": "slow heart rate"},
    "sex drive": {"decreased": "loss of libido"},
}
_RETURNS = re.compile(
    r"\b(?:bring(?:s|ing)? (?:your |the )?(?P<first>[a-z ]{4,30}?) back|(?P<second>[a-z][a-z' -]{3,40}?) (?:may |can "
    r"|could |"
    r"might |will |often )+(?:come back|return|get worse|recur|be worse|flare up|reappear))\b"
)


def _by_verb(passage: Passage) -> Iterator[Candidate]:
    """“It can raise your blood pressure”: verb and noun together are the effect."""
    if passage.kind not in _READ or foreign_section(passage):
        return
    if passage.unit.kind == "item" and passage.kind == "caution":
        return
    for pattern, form in _KINDS:
        for match in pattern.finditer(passage.folded):
            start, _ = passage.clause_at(match.start())
            before = passage.folded[start : match.start()]
            if owner(passage, match.start()) != "own" or _is_wanted(passage, before, match.start()):
                continue
            what = match.group("what")
            if what == "weight" and "lose" in match.group():
                form = "{} loss"  # noqa: PLW2901
            name = form.format(what)
            name = _NAMES.get(what, {}).get(form.split()[0], name)
            yield effect_candidate(
                passage,
                "effects that a verb names",
                family_of(passage, (start, match.end()), match.start()),
                Item(name, match.start(), match.end()),
                denied=denied_before(passage.folded, start, match.start(), reach=90),
                near=before[-40:],
            )


def _is_wanted(passage: Passage, before: str, place: int) -> bool:
    """Say whether the effect may be the aim, is about a combination, or whose it is is not said."""
    if re.search(r"\b(?:to|by|used|and thereby|which|that|aims?|helps?|together with|combin\w+|mixed) $", before[-18:]):
        return True
    if re.search(r"\b(?:together|combin\w+|with alcohol|alcohol|mixed|both|if you)\b", before):
        return True
    named = passage.own_named(0, place) or re.search(r"\b(?:it|this (?:medicine|drug|medication)|the drug)\b", before)
    if not named and not (
        before.strip(" -•") in ("", "may", "can", "also", "may also") and passage.kind in (*LISTED, "caution")
    ):
        return True
    if not before.strip(" -•") and passage.kind == "caution":
        return False
    return passage.kind not in LISTED and not _MODAL.search(before[-40:])


def _returns(passage: Passage) -> Iterator[Candidate]:
    """“Stopping suddenly may bring your insomnia back”: what returns after stopping."""
    if passage.kind != "withdrawal" or foreign_section(passage):
        return
    for match in _RETURNS.finditer(passage.folded):
        group = "first" if match.group("first") else "second"
        start, end = match.span(group)
        for item in passage.items(start, end):
            known = [m for m in passage.mentions if m.entry.category == "finding" and item.start <= m.start < item.end]
            if known:
                yield effect_candidate(
                    passage, "what returns after stopping", "withdrawal", item, denied=False, near=match.group()
                )


RULES = (
    Rule(
        "effects that a verb names",
        "“can damage the liver”, “does not raise blood pressure”",
        ("adverse_effect", "overdose_toxicity"),
        _by_verb,
        re.compile("|".join(pattern.pattern.replace("?P<what>", "?:") for pattern, _ in _KINDS)),
    ),
    Rule("what returns after stopping", "“may bring your insomnia back”", ("withdrawal",), _returns, _RETURNS),
)
