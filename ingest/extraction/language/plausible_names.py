"""Words that look like an item of a list and name nothing: headings, advice, groups of a trial, remainders."""

from __future__ import annotations

import re

_NEVER = re.compile(
    r"\b(?:placebo|respectively|differences?|scores?|groups?|rates|trials?|study|studies|participants?|users?|doctors?|"
    r"pharmacists?|prescrib\w+|adjustments?|considerations?|assessments?|requirements?|information|tips|overview|"
    r"summary|conclusions?|introduction|questions?|guidelines?|guide|include[sd]?|including|"
    r"whether|therefore|however|although|given|taken|taking|these|those|"
    r"what|why|how|variety|options?|purposes?|following|initially|continued|suddenly|abruptly|required|"
    r"recommended|dose[- ]related|dose[- ]dependent|of the drug|of the medicine)\b"
)
"""Words of which a name of a finding or a condition has none."""

_BEGINS = re.compile(
    r"(?:allow|understanding|managing|avoiding|starting|treating|using|communicate|talk|speak|"
    r"learn|requires?|decline[sd]?(?! in)|lowers|raises?|slightly|mostly|largely|similar|different|certain|"
    r"various|such|generally|typically|usually|often|"
    r"improve[sd]?|suspect\w*|experienc\w+|seeing$|hearing$|sensing|rapid$|forceful$|valued|used|reported|seen|called|named|based|related|associated|linked|if|when|as|so|not|"
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
