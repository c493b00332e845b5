"""Sentences about pharmacokinetics below a heading about interactions: “The half-life is about 12 hours.”."""

from __future__ import annotations

import re

from ingest.extraction.language.model import Passage

_KINETICS = re.compile(
    r"\b(?:half-li(?:fe|ves)|bioavailability|bound to (?:plasma |serum )?proteins?|protein[- ]bound|protein "
    r"binding|volume of "
    r"distribution|metaboli[sz]ed (?:by|in|mainly|mostly|chiefly)|metabolism is|(?:excreted|leaves?|"
    r"eliminated|recovered)\b[^.;]{0,40}"
    r"\b(?:urine|faeces|feces|kidneys?)|peak (?:levels?|concentrations?|comes|is)|well absorbed)\b"
)
_CHANGED = re.compile(
    r"\b(?:rais|increas|reduc|lower|prolong|shorten|doubl|halv|taken|together|combin|affect|inhibit|induc|interact|alter|"
    r"chang|co-?administ|concomit|avoid|slow|hasten|displac|delay|when given|boost)\w*"
)


def is_plain_kinetics(passage: Passage) -> bool:
    """Say whether a passage only describes what becomes of the drug, and no interaction.

    :param passage: a passage of a section about interactions
    :returns: whether it does
    """
    return (
        passage.unit.kind == "sentence"
        and bool(_KINETICS.search(passage.folded))
        and not _CHANGED.search(passage.folded)
    )
