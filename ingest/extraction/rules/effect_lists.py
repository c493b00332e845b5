"""Effects listed under their heading: bullets, cells and labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from ingest.extraction.language.lead_sentences import denies, of_combination
from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.noun_lists import Item, items
from ingest.extraction.language.polarity import cues, denied_before
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.language.table_rows import compared_with_placebo
from ingest.extraction.rules.effect_items import NO_EFFECT, gerunds, is_group, is_of_the_drug, is_tail
from ingest.extraction.rules.effect_wording import LISTED
from ingest.extraction.rules.effects import effect_candidate, is_finding

_ADVICE = re.compile(
    r"^(?:if you|tell|ask|talk|speak|contact|call|see|seek|stop|avoid|do not|don't|try|take|report|make sure|"
    r"monitor|consult|check|your doctor|you should|patients should|use|watch)\b"
)

_ROW_OF_HEADINGS = re.compile(
    r"\b[nN]\s?=\s?\d|^(?:percentage|percent|number|proportion) of|\bbody system\b|\badverse reactions?\b|"
    r"post-?marketing (?:reports?|experience|data)|^effect\b.*%|\bplacebo %|\bsystem organ class\b|"
    r"\bpreferred term\b|^(?:placebo|none|nothing)\b|^\w[\w ]{2,40} includes? "
)
_ORGAN_CLASS = re.compile(
    r"(?:blood and (?:the )?lymphatic system|immune system|metabolism and nutrition(?:al)?|metabolic and "
    r"nutrition(?:al)?|"
    r"psychiatric|nervous system|central nervous system|eye|ear and labyrinth|cardiac|cardiovascular|vascular|"
    r"respiratory(?:,? thoracic,? and mediastinal)?|gastro-?intestinal|hepatobiliary|hepato-biliary|skin(?: and "
    r"subcutaneous tissue)?|musculoskeletal(?:,? (?:and )?connective tissue(?:,? and bone)?)?|renal and urinary|"
    r"reproductive system and breast|general|general disorders and administration site|endocrine|neurological|"
    r"dermatologic(?:al)?|digestive|urogenital|special senses|body as a whole|pregnancy, puerperium and perinatal|"
    r"congenital, familial and genetic)(?: system)? (?:disorders|conditions|effects|reactions)|infections and "
    r"infestations|investigations|injury, poisoning and procedural complications|neoplasms\b.{0,60}|body as a whole|"
    r"(?:central )?nervous system|digestive system|cardiovascular system|respiratory system|special senses"
)
_DENIED_ASIDE = re.compile(
    r"\s*(?:[–—-]|\()\s*(?:(?:has |have )?(?:not|never)(?: been)? (?:reported|seen|known|observed|described|common|"
    r"found|"
    r"typical)|none|no reports?|no difference|no excess|absent|no evidence|(?:this|it) (?:(?:does|did)(?: not|"
    r"n't)|has not|hasn't|is not|isn't|"
    r"never))\b"
)

_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|may|can|should|must|will|might|could|do|does|did|if|when|no|not|tell|"
    r"call|stop|causes?|produces?|include[sd]?|report(?:ed|s)?|improved?|improves|resolved|brings?|makes?|gives?|"
    r"comes?|occur\w*|seen|observed|"
    r"see|risk|patients|people|you|your|"
    r"points?|suggests?|belongs?|means?|goes|comes|needs?|follows?|shows?|looks?|tends?|lasts?|begins?|starts?|"
    r"peaks?|gets?)\b"
)


def _kind_by_band(passage: Passage) -> str | None:
    """“Rare: hoarseness” and “Skin: rash, itching” list effects under any heading, if most items are findings."""
    organ = passage.unit.kind == "label" and _ORGAN_LABEL.fullmatch(passage.unit.label) and not _opens(passage)
    if not (passage.label.band or organ) or passage.unit.kind == "cell":
        return None
    found = passage.items(0, len(passage.text))
    known = sum(is_finding(passage, item) for item in found)
    return "adverse_effect" if len(found) > bool(organ) and 2 * known >= len(found) else None


_ORGAN_LABEL = re.compile(
    r"(?:CNS|GI|CV|GU|EENT|HEENT|ENT|Respiratory|Gastro-?intestinal|Cardiovascular|Dermatolog(?:ic|ical|y)|Skin|"
    r"Genito-?urinary|Musculoskeletal|Ha?ematolog(?:ic|ical|y)|Metabolic|Endocrine|Hepatic|Renal|Ocular|Ophthalmic|"
    r"Neurolog(?:ic|ical)|Neuromuscular|Psychiatric|(?:Central )?Nervous System|Body as a Whole|Special Senses|"
    r"Urogenital|Autonomic|Allergic|Hypersensitivity)(?: (?:system|effects|reactions|disorders))?",
    re.IGNORECASE,
)
"""A part of the body whose effects a label of a product label opens: “CNS: yawning, tremor”."""


def _opens(passage: Passage) -> bool:
    """Say whether a section is about something whose parts of the body are not those of side effects."""
    return passage.section.kind in (
        "indication",
        "off_label",
        "contraindication",
        "interaction",
        "mechanism",
        "disease",
    )


def _listed(passage: Passage) -> Iterator[Candidate]:
    """Bullets and cells of a section about effects: where they stand makes them findings."""
    unit = passage.unit
    kind = passage.kind if passage.kind in LISTED else _kind_by_band(passage) or passage.kind
    if kind not in LISTED or foreign_section(passage):
        return
    if of_combination(passage) is not None:
        return
    family = LISTED[kind]
    if unit.kind == "sentence":
        yield from _bare_list(passage, family)
        return
    if unit.kind not in ("item", "cell", "label") or _is_cell_without_effect(passage):
        return
    if _answers_its_label(passage):
        yield from _labelled(passage, family)
        return
    if _is_not_a_list(passage) or _is_heading_of_rows(passage) or is_of_the_drug(passage):
        return
    if (
        unit.label
        and unit.kind == "item"
        and not (passage.label.band or passage.label.kind or passage.label.serious or _ORGAN.search(unit.label))
        and len(unit.label.split()) <= 5
        and not denies(passage)
    ):
        yield from _labelled(passage, family)
        return
    length = _list_length(passage)
    if length is None:
        return
    found = gerunds(passage, length) or _items(passage, length)
    if not found and unit.kind == "item":
        found = [
            Item(passage.text[m.start : m.end], m.start, m.end)
            for m in passage.mentions
            if m.entry.category == "finding" and m.end <= length + 1
        ][:2]
    compared = compared_with_placebo(passage)
    if compared == "equal":
        return
    no_more = denies(passage) or compared == "below"
    for item in found:
        if is_tail(passage, item) or NO_EFFECT.match(item.text.lower()) or is_group(passage, item):
            continue
        denied = (
            item.denied
            or no_more
            or denied_before(passage.folded, max(0, item.start - 60), item.start, reach=60)
            or bool(_DENIED_ASIDE.match(passage.folded, item.end))
        )
        near = _band_before(passage, item.start)
        yield effect_candidate(passage, "effects listed under their heading", family, item, denied=denied, near=near)


def _band_before(passage: Passage, place: int) -> str:
    """Return the last frequency that stands with a colon before a place: “common: cough; rare: hives”."""
    found = [match.group() for match in _INLINE_BAND.finditer(passage.folded, 0, place)]
    return found[-1] if found else ""


_INLINE_BAND = re.compile(
    r"\b(?:(?:very |un)?(?:common|rare|frequent)(?:ly)?|(?:frequency )?not (?:known|defined))(?: \([^()]{1,40}\))?:"
)


def _items(passage: Passage, length: int) -> list[Item]:
    """Return the items of a list; a frequency inside it, such as “not known:”, belongs to none of them."""
    if not _INLINE_BAND.search(passage.folded):
        return passage.items(0, length)
    text = list(passage.text)
    for match in _INLINE_BAND.finditer(passage.folded):
        text[match.start() : match.end()] = [*" " * (match.end() - match.start() - 1), ";" if match.start() else " "]
    return items("".join(text), 0, length, passage.whole_names)


def _is_heading_of_rows(passage: Passage) -> bool:
    """Say whether an item is the head of a table, the name of a class of organs, or explains a row."""
    words = passage.folded.strip(" .:*")
    return bool(_ROW_OF_HEADINGS.search(words) or _ORGAN_CLASS.fullmatch(words))


def _bare_list(passage: Passage, family: str) -> Iterator[Candidate]:
    """A sentence without a verb whose parts are findings; one in four may be unknown to the lexicon."""
    head = _HEAD_BEFORE_DASH.match(passage.folded)
    if passage.section.own_kind not in LISTED or _VERB.search(
        passage.folded, 0, head.end("head") if head else len(passage.folded)
    ):
        return
    found = passage.items(0, head.end("head") if head else len(passage.text))
    if (
        (len(found) > 1 or (len(found) == 1 and _is_term(passage, found[0])))
        and not passage.own_named()
        and not any(m.entry.category in ("drug", "drug_class") for m in passage.mentions)
        and all(len(item.text.split()) < 6 for item in found)
        and sum(not is_finding(passage, item) for item in found) <= len(found) // 4
        and all(map(partial(_is_mostly_finding, passage), found))
    ):
        for item in found:
            yield effect_candidate(passage, "effects listed under their heading", family, item, denied=item.denied)


_HEAD_BEFORE_DASH = re.compile(r"(?P<head>[^.:;]{3,60}?) [–—-] (?=[a-z])")
"""“Diarrhoea - drink plenty of water”: an effect, and advice about it."""


def _is_term(passage: Passage, item: Item) -> bool:
    """Say whether an item alone in its line is a term: one that the lexicon knows, or “hepatic enzymes increased”."""
    if len(passage.text.split()) > 6 + 8 * bool(_HEAD_BEFORE_DASH.match(passage.folded)):
        return False
    known = any(m.entry.category == "finding" and m.start < item.end and m.end > item.start for m in passage.mentions)
    return known or bool(_CHANGED.search(item.text))


_CHANGED = re.compile(r"\w (?:increased|decreased|abnormal|prolonged|impaired|elevated|reduced|disorder|disturbance)$")


def _is_mostly_finding(passage: Passage, item: Item) -> bool:
    """Say whether an item has few words in front of a finding that the lexicon knows, and few behind it."""
    known = [m for m in passage.mentions if m.entry.category == "finding" and m.start < item.end and m.end > item.start]
    if not known:
        return True
    inside = max(len(passage.text[m.start : m.end].split()) for m in known)
    return len(item.text.split()) - inside <= 2


def _is_cell_without_effect(passage: Passage) -> bool:
    """Say whether a unit is a cell that only has numbers, figures of a control group, or the name of a group."""
    unit = passage.unit
    if unit.kind != "cell":
        return False
    if re.fullmatch(r"[\s\d.,%<>≥≤()/–-]*", passage.text) or re.search(r"placebo|control", unit.column, re.IGNORECASE):
        return True
    return not unit.label and bool(re.search(r"system|class|frequency|organ", unit.column, re.IGNORECASE))


def _answers_its_label(passage: Passage) -> bool:
    """Say whether the label is the effect, and the unit only gives its frequency or a remark."""
    unit = passage.unit
    if unit.label and re.fullmatch(
        r"\W*(?:very |un)?(?:common|frequent|rare)(?:ly)?\W*(?:\(.{0,60}\))?|[\d\s.,%<>–-]+(?:%|percent)?\.?",
        passage.text.strip(),
        re.IGNORECASE,
    ):
        return True
    return (
        unit.kind == "label"
        and passage.context.lexicon.lookup(unit.label, ("finding",)) is not None
        and not _ORGAN_CLASS.fullmatch(unit.label.lower())
        and not cues(passage.folded)
        and not _ADVICE.match(passage.folded)
    )


def _is_not_a_list(passage: Passage) -> bool:
    """Say whether a unit is a remark, advice, a long sentence, or explains the effect above it."""
    unit, text = passage.unit, passage.text
    if unit.kind == "label" and not (
        passage.label.band
        or passage.label.kind
        or passage.label.keeps
        or passage.label.serious
        or _ORGAN.search(unit.label)
        or re.fullmatch(r"(?:signs?|symptoms?|features|effects|signs and symptoms)", unit.label, re.IGNORECASE)
        or _is_plain_list(passage)
    ):
        return True
    inside = unit.parent is not None and unit.depth > 1 and _is_finding_label(passage) and not passage.label.band
    if inside and not all(is_finding(passage, item) for item in items(text, 0, len(text))):
        return True
    if len(text) > 160 and re.search(r"\b(?:is|are|was|were|has|have|should|may|can)\b", text[:120]):
        return True
    return bool(
        _ADVICE.match(passage.folded)
        or re.fullmatch(r"\W*(?:no|none|not known|unknown|no data|nil|n/a|not applicable)\W*", passage.folded)
    )


def _is_plain_list(passage: Passage) -> bool:
    """Say whether a label of a group, such as “IV” or “Postoperative”, has nothing but a list behind it."""
    if passage.section.own_kind != "adverse_effect" or _VERB.search(passage.folded):
        return False
    found = passage.items(0, len(passage.text))
    known = sum(is_finding(passage, item) for item in found)
    return len(found) > 1 and 2 * known >= len(found) and all(len(item.text.split()) <= 6 for item in found)


def _list_length(passage: Passage) -> int | None:
    """Return where the list ends and an aside begins; ``None`` for a sentence, which the sentence rules read."""
    aside = re.search(r"[;.]\s+(?:this|these|it|they|you|if|in)\b|\s[–—-]\s", passage.folded)
    length = aside.start() if aside else len(passage.text)
    verb = re.search(r"\b(?:is|are|was|were|may|can|should|occurs?|has been|have been)\b", passage.folded[:length])
    if (
        verb
        and not re.search(r"\b(?:that|which|when|if|where)\b", passage.folded[: verb.start()])
        and not passage.folded.startswith("if ")
    ):
        return None
    return length


_ORGAN = re.compile(
    r"\b(?:disorders?|system|nervous|gastro\w*|cardi\w+|psychiatric|skin|dermatolog\w*|respiratory|vascular|"
    r"metabol\w+|musculo\w+|renal|urinary|eye|ear|blood|immune|hepat\w+|general|endocrine|reproductive|"
    r"investigations|infections|cns|gi|digestive|other|mental|mood|sexual|physical|cognitive|body|stomach|heart|"
    r"kidney|liver|common|frequent|men|women|dental|oral|mouth|hormon\w+|muscular|neurologic\w*|visual|auditory|"
    r"haematolog\w*|hematolog\w*|ophthalm\w*|pulmonary|genito\w*|allergic|local|injection|vision|sleep)\b",
    re.IGNORECASE,
)


def _is_finding_label(passage: Passage) -> bool:
    above = (
        passage.context.view.units[passage.unit.parent]
        if passage.unit.parent is not None and passage.unit.parent >= 0
        else None
    )
    if above is None:
        return False
    words = passage.context.view.words(above)
    return any(m.entry.category == "finding" for m in passage.context.lexicon.mentions(words)) and ":" not in words[-2:]


def _labelled(passage: Passage, family: str) -> Iterator[Candidate]:
    """“Drowsiness: common” and “Headache | 12 %”: the label is the finding."""
    label = passage.unit.label.split(": ")[-1]
    place = passage.context.view.text.rfind(label, max(0, passage.at - 300), passage.at)
    found = items(label, 0, len(label))
    if place < 0 or not 1 <= len(found) <= 6:
        return
    for item in found:
        candidate = effect_candidate(
            passage,
            "effects as labels of a list or a table",
            family,
            item,
            denied=denies(passage),
            near=passage.text[:80],
        )
        yield Candidate(**{**vars(candidate), "start": place + item.start, "end": place + item.end})


RULES = (
    Rule(
        "effects listed under their heading",
        "lists and tables in a section about effects",
        ("adverse_effect", "withdrawal", "overdose_toxicity"),
        _listed,
    ),
)
