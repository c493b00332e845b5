"""Words that look like an item of a list and name nothing: headings, advice, groups of a trial, remainders."""

from __future__ import annotations

import re

_NEVER = re.compile(
    r"\b(?:placebo|respectively|been|noticed|disappears?|"
    r"chinese|korean|japanese|asians?|europeans?|caucasians?|"
    r"differences?|scores?|groups?|rates|trials?|study|studies|participants?|users?|doctors?|"
    r"pharmacists?|prescrib\w+|adjustments?|considerations?|assessments?|requirements?|information|tips|overview|"
    r"summary|conclusions?|introduction|questions?|guidelines?|guide|include[sd]?|including|"
    r"whether|therefore|however|although|given|taken|taking|these|those|"
    r"what|why|how|variety|options?|purposes?|following|initially|continued|suddenly|abruptly|required|"
    r"recommended|dose[- ]related|dose[- ]dependent|of the drug|of the medicine)\b"
)
"""Words of which a name of a finding or a condition has none."""

_ORGAN_CLASS = re.compile(
    r"(?:(?:blood|cardiac|cardiovascular|congenital|ear|endocrine|eye|gastrointestinal|general|genitourinary|"
    r"hepatobiliary|immune system|infections|injury|investigations|metabolism|metabolic|musculoskeletal|neoplasms|"
    r"nervous system|psychiatric|renal|reproductive|respiratory|skin|subcutaneous tissue|surgical|vascular|"
    r"administration site|lymphatic|urinary|connective tissue|mediastinal|thoracic|breast|labyrinth|nutrition)"
    r"(?:(?:,| and| &| or) (?:[a-z]+ ){0,2}[a-z]+)*,? (?:disorders|conditions|infestations|procedures|system|"
    r"complications)(?: and [a-z ]{3,40})?|infections and infestations)"
)
"""The name of a class of effects by organ, as tables of effects head their parts."""

_BEGINS = re.compile(
    r"(?:allow|understanding|managing|avoiding|starting|treating|using|communicate|talk|speak|"
    r"learn|requires?|decline[sd]?(?! in)|lowers|raises?|slightly|mostly|largely|similar|different|certain|"
    r"various|such|generally|typically|usually|often|"
    r"improve[sd]?|suspect\w*|experienc\w+|seeing$|hearing$|sensing|rapid$|forceful$|"
    r"valued|used|reported|seen|called|named|based|related|associated|linked|if|when|as|so|not|"
    r"role|uses|overview|types?|forms?|kinds?|degrees?|number|range|part|result|"
    r"case|way|need|lack of (?:evidence|data)|safety|efficacy|effectiveness(?! of hormonal)|benefits?|"
    r"advantages?)\b(?!-)"
)
"""Words with which no such name begins."""

_ENDS = re.compile(
    r"\b(?:most|least|more|less|common|frequent|rare|likely|possible|related|dependent|required|"
    r"recommended|suddenly|effective|safe|available|unknown|unclear|uses|used|therapy|treatment|"
    r"profile|management|monitoring|evidence|research|data)$"
)
"""Words with which no such name ends."""


def is_plausible_name(name: str) -> bool:
    """Say whether words that no vocabulary knows can be the name of a finding or a condition.

    :param name: the words, as the document has them
    :returns: whether nothing in them speaks against it

    >>> [is_plausible_name(words) for words in ("puffy ankles", "talk to the clinic", "most common")]
    [True, False, False]
    """
    words = name.lower().replace("’", "'")
    if _NEVER.search(words) or _BEGINS.match(words):
        return False
    return _ENDS.search(words) is None


def names_organ_class(name: str) -> bool:
    """Say whether words name a class of effects by organ, and no effect.

    :param name: the words, as the document has them
    :returns: whether they do

    >>> names_organ_class("Nervous system disorders"), names_organ_class("bipolar disorder")
    (True, False)
    """
    return _ORGAN_CLASS.fullmatch(name.lower()) is not None
