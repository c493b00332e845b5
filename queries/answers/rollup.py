"""Rolls claim rows up: one row per thing asked for, with one column per document.

A saved query names in its head, under ``rows``, the columns that name the thing: the effect, the condition, the drug
that interacts. The cell of a document holds what its claims say in a word or two (``common``, ``denied``, ``may``); it
is empty where the document is silent. Denials, doubts and limits are part of the word, so no column needs to be hidden.
"""

from __future__ import annotations

from ontology.evidence import count_evidence
from ontology.modality_words import SHORT_WORDS
from queries.store.interface import Solutions, Term

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence


SOURCES = "independent_sources"
"""The column that counts independent sources: documents that cite the same work count once."""

NEEDED = ("source", "answer", "claim")
"""The columns that claim rows must have to be rolled up."""

DOUBTS = {"doubtfulLayout": "doubtful layout", "proposed": "proposed", "rejected": "rejected"}
"""Readings and review statuses that a cell shows, since the answer of the claim does not name them."""

_NOT_YES = (*SHORT_WORDS.values(), "denied", "not ", "under study")
"""How an answer begins that does not affirm what was asked."""


def can_roll_up(answer: Solutions, by: Sequence[str]) -> bool:
    """Return whether an answer has the columns that a roll-up needs.

    :param answer: the claim rows
    :param by: the columns that name the thing
    :returns: whether :func:`roll_up` can be called
    """
    return bool(by) and {*by, *NEEDED} <= set(answer.variables)


def roll_up(answer: Solutions, by: Sequence[str], documents: Mapping[str, str], *, count: bool = False) -> Solutions:
    """Return one row per thing asked for, those with the most independent sources first.

    :param answer: claim rows with the columns :data:`NEEDED`, and ``works`` (keys of the cited works, separated by
        blanks) where the query has it
    :param by: the columns that name the thing
    :param documents: IRI of each document to the name of its column; only documents that say something get one
    :param count: show in each cell how many claims there are, in place of what they say
    :returns: the columns ``by``, each with its identifier where the answer has one (``effect_id`` for ``effect``), one
        column per document, and :data:`SOURCES`
    """
    names = _with_identifiers(answer.variables, by)
    groups: dict[tuple[str, ...], list[dict[str, Term]]] = {}
    for row in answer.rows:
        key = tuple(str(row[name]["value"]) if name in row else "" for name in names)
        groups.setdefault(key, []).append(row)
    columns = _columns(answer, documents, {*names, SOURCES})
    rolled = [_row(rows, names, columns, count=count) for rows in groups.values()]
    rolled.sort(key=lambda row: -int(row[SOURCES]["value"]))
    return Solutions([*names, *columns.values(), SOURCES], rolled, answer.notice)


def rows_behind(answer: Solutions, by: Sequence[str], rolled: Mapping[str, Term]) -> list[dict[str, Term]]:
    """Return the claim rows behind a row of a roll-up.

    :param answer: the claim rows that were rolled up
    :param by: the columns that name the thing
    :param rolled: the row of the roll-up
    :returns: its claim rows, in their order
    """
    names = _with_identifiers(answer.variables, by)
    return [row for row in answer.rows if all(row.get(name) == rolled.get(name) for name in names)]


def _with_identifiers(variables: Sequence[str], by: Sequence[str]) -> list[str]:
    """Return the columns that name the thing, each followed by the column of its identifier."""
    pairs = ((name, f"{name}_id") for name in by)
    return list(dict.fromkeys(name for pair in pairs for name in pair if name in variables))


def _columns(answer: Solutions, documents: Mapping[str, str], taken: set[str]) -> dict[str, str]:
    """Return each document that says something and the name of its column, which no other column has."""
    speaking = {str(row["source"]["value"]) for row in answer.rows if "source" in row}
    columns: dict[str, str] = {}
    for iri in [*(iri for iri in documents if iri in speaking), *sorted(speaking - documents.keys())]:
        short = iri.rsplit("/", 1)[-1]
        name = documents.get(iri, short)
        columns[iri] = f"{name} ({short})" if name in taken else name
        taken.add(columns[iri])
    return columns


def _row(
    rows: Sequence[Mapping[str, Term]], names: Sequence[str], columns: Mapping[str, str], *, count: bool
) -> dict[str, Term]:
    made = {name: rows[0][name] for name in names if name in rows[0]}
    named = {str(term["value"]) for term in made.values()}
    by_document: dict[str, list[Mapping[str, Term]]] = {}  # of hundreds of documents, few speak of one thing
    for row in rows:
        if "source" in row:
            by_document.setdefault(str(row["source"]["value"]), []).append(row)
    for iri, own in by_document.items():
        said = [_counted(own)] if count else _distinct(_said(row, named) for row in own if "answer" in row)
        if said:
            made[columns[iri]] = {"type": "literal", "value": "; ".join(said)}
    claims = (
        (str(row["source"]["value"]), str(row["works"]["value"]).split() if "works" in row else ())
        for row in rows
        if "source" in row and _text(row, "review") != "rejected"
    )
    lines = count_evidence(claims).lines
    made[SOURCES] = {"type": "literal", "value": str(lines), "datatype": "http://www.w3.org/2001/XMLSchema#integer"}
    return made


def _counted(rows: Sequence[Mapping[str, Term]]) -> str:
    """Return how many claims there are, and how many of them nobody has reviewed.

    >>> _counted([{"claim": {"value": "c/1"}}, {"claim": {"value": "c/1"}}]), _counted([])
    ('1 claim', '0 claims')
    >>> _counted([{"claim": {"value": "c/1"}, "review": {"value": "proposed"}}, {"claim": {"value": "c/2"}}])
    '2 claims, 1 of them proposed'
    """
    claims = {row["claim"]["value"]: _text(row, "review") for row in rows}
    proposed = list(claims.values()).count("proposed")
    words = f"{len(claims)} claim{'' if len(claims) == 1 else 's'}"
    if not proposed:
        return words
    return f"{words}, {'' if proposed == len(claims) else f'{proposed} of them '}proposed"


def _said(row: Mapping[str, Term], named: Collection[str] = ()) -> str:
    """Return the answer of a claim, with what the reader doubts of it, and without limits that the row names.

    >>> _said({"answer": {"value": "yes [high dose]"}, "review": {"value": "proposed"}})
    'yes [high dose; proposed]'
    >>> _said({"answer": {"value": "yes [children; high dose]"}}, ["children"])
    'yes [high dose]'
    """
    said, bracket, rest = _text(row, "answer").partition(" [")
    limits = [limit for limit in rest.removesuffix("]").split("; ") if limit and not _is_named(limit, named)]
    said = f"{said} [{'; '.join(limits)}]" if bracket and limits else said
    doubts = "; ".join(DOUBTS[text] for text in (_text(row, "reading"), _text(row, "review")) if text in DOUBTS)
    if not doubts:
        return said
    return f"{said[:-1]}; {doubts}]" if said.endswith("]") else f"{said} [{doubts}]"


def _is_named(limit: str, named: Collection[str]) -> bool:
    """Return whether the names of a row say a limit: as such, or as in ``spasticity in stroke``."""
    return limit in named or any(name.endswith(f" in {limit}") for name in named)


def _text(row: Mapping[str, Term], name: str) -> str:
    return str(row[name]["value"]) if name in row else ""


def _distinct(answers: Iterable[str]) -> list[str]:
    """Return the answers, each once; a plain *yes* is left out next to an answer that says so and more.

    >>> _distinct(["yes", "common", "common"]), _distinct(["yes", "may"]), _distinct(["denied", "yes"])
    (['common'], ['yes', 'may'], ['denied', 'yes'])
    """
    found = list(dict.fromkeys(answers))
    if any(answer != "yes" and not answer.startswith(_NOT_YES) and "[" not in answer for answer in found):
        found = [answer for answer in found if answer != "yes"]
    return _with_limits_joined(found)


def _with_limits_joined(answers: Sequence[str]) -> list[str]:
    """Return the answers; those that differ only in their limits become one, with each limit in its own brackets.

    >>> _with_limits_joined(["yes", "more [with alcohol]", "rare", "more [high dose; with opioids]"])
    ['yes', 'more [with alcohol] [high dose; with opioids]', 'rare']
    >>> _with_limits_joined(["yes [oral route]", "yes", "denied"])
    ['yes, also [oral route]', 'denied']
    >>> _with_limits_joined(["yes [with opioid; proposed]", "yes [proposed]"])
    ['yes, also [with opioid] [proposed]']
    """
    limits: dict[tuple[str, str], list[str]] = {}
    for answer in answers:
        said, _, rest = answer.partition(" [")
        limit, doubt = _without_doubt(rest.removesuffix("]"))
        limits.setdefault((said, doubt), []).append(limit)
    return [_joined(said, doubt, found) for (said, doubt), found in limits.items()]


def _without_doubt(limits: str) -> tuple[str, str]:
    """Return the limits of an answer, and what the reader doubts of it."""
    parts = limits.split("; ")
    doubts = [part for part in parts if part in DOUBTS.values()]
    return "; ".join(part for part in parts if part not in doubts), "; ".join(doubts)


def _joined(said: str, doubt: str, limits: Sequence[str]) -> str:
    """Return an answer with its limits; *also* where it is given without a limit too."""
    limited = [limit for limit in limits if limit]
    if len(limited) == len(limits) == 1:
        return f"{said} [{'; '.join(filter(None, (limited[0], doubt)))}]"
    brackets = " ".join(f"[{limit}]" for limit in (*limited, doubt) if limit)
    return f"{said}{', also' if limited and len(limited) < len(limits) else ''} {brackets}".strip()
