"""Uses in a table that gives the status of each: “Gout | Approved”, “Sciatica | Not effective”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.noun_lists import items
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.language.table_rows import cells_after

NAMES_USES = re.compile(
    r"(?:condition|use|indication|disorder|diagnosis|disease)s?(?: studied| treated)?", re.IGNORECASE
)
"""The heading of a column of uses."""

_SAYS_STATUS = re.compile(
    r"(?:status|evidence|approval|approved|licen[cs]ed?|level of evidence|regulatory status|result|outcome|efficacy|"
    r"effective(?:ness)?|verdict)s?\??",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|never|no longer) (?:effective|useful|recommended|indicated|used|helpful|beneficial|superior|better|"
    r"for use)|\bineffective\b|\bno (?:benefit|effect|better|role|evidence)\b|\bnegative\b|\bfailed\b|\bof no use\b|"
    r"\bdoes not work\b|^no\b"
)
_STATUS = (
    ("offLabel", re.compile(r"\boff[- ]label|\bunlicen[sc]ed|\bunapproved|\bnot (?:approved|licen[sc]ed)|\boff\b")),
    ("investigational", re.compile(r"\binvestigational|\bexperimental|\bunder (?:study|investigation)|\bin trials")),
    ("approved", re.compile(r"\bapproved|\blicen[sc]ed|\blabell?ed|\bauthori[sz]ed|^yes\b|\bon-label")),
)
_KINDS = (None, "indication", "off_label", "introduction", "efficacy", "regulatory", "identity")


def statuses_of(passage: Passage) -> list[str]:
    """Return what the row that a cell begins says of the status of a use.

    :param passage: a cell
    :returns: folded text of the cells of such columns
    """
    return [text.lower().strip() for column, text in cells_after(passage) if _SAYS_STATUS.fullmatch(column)]


def _uses(passage: Passage) -> Iterator[Candidate]:
    """The first cell of a row whose columns are uses and their status."""
    if not NAMES_USES.fullmatch(passage.unit.column) or passage.kind not in _KINDS or foreign_section(passage):
        return
    said = statuses_of(passage)
    if not said:
        return
    denied = any(map(_DENIED.search, said))
    status = next((name for name, pattern in _STATUS if any(map(pattern.search, said))), None)
    if status is None and not denied and passage.kind not in ("indication", "off_label"):
        return
    for item in items(passage.text, 0, len(passage.text)):
        known = passage.context.lexicon.lookup(item.text, ("finding",))
        yield Candidate(
            "uses of a table",
            "indication",
            "usedFor",
            item.text,
            "finding",
            passage.at + item.start,
            passage.at + item.end,
            polarity="denied" if denied else "affirmed",
            synonyms=(*item.synonyms, *((known.label,) if known else ())),
            status=None if denied else status,
        )


RULES = (Rule("uses of a table", "“Gout | Approved”, “Sciatica | Not effective”", ("indication",), _uses),)
