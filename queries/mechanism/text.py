"""Mechanism paths in words: a table with a row for each step, and lines of text to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from queries.display_text import counted
from queries.mechanism.counting import NO_TITLES, banner, route_counts, titled
from queries.mechanism.support import basis_words, limit_words, support_words

_ARROWS = {1: "↑", -1: "↓", None: "?"}
_SOME_CLAIMS = 6


def path_rows(paths: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    """Return routes as rows of a table, one for each step.

    :param paths: records of :func:`queries.mechanism.records.path_records`
    :returns: rows, column → text
    """
    return [
        {"path": str(number), "net": _ARROWS[path["net_sign"]], "step": str(at), **step_row(step, path["joined"] or "")}
        for number, path in enumerate(paths, start=1)
        for at, step in enumerate(path["steps"], start=1)
    ]


def step_row(step: Mapping[str, Any], joined: str = "") -> dict[str, str]:
    """Return a step as a row of a table.

    :param step: a record of :func:`queries.mechanism.records.step_record`
    :param joined: from what its route is joined, if it is
    :returns: column → text
    """
    return {
        "subject": step["subject"],
        "predicate": "by definition" if step["definitional"] else step["predicate"],
        "object": step["object"],
        "joined": joined,
        "modality": step["modality"] or "",
        "relation": relation_words(step),
        "seen_in": step["species"],
        "study": ", ".join(step["evidence_types"]),
        "limits": limit_words(step["limits"]),
        "evidence": support_words(step["support"]),
        "claims": " ".join(step["claims"]),
        "against": " ".join([*step["denied_by"], *step["opposed_by"]]),
    }


def relation_words(step: Mapping[str, Any]) -> str:
    """Return whether a step is an effect, an association or a definition.

    :param step: a record of :func:`queries.mechanism.records.step_record`
    :returns: ``effect``, ``association`` or ``definition``
    """
    return "definition" if step["definitional"] else "association" if step["association"] else "effect"


def path_lines(paths: Sequence[dict[str, Any]], titles: Mapping[str, str] = NO_TITLES) -> list[str]:
    """Return routes as lines of text.

    :param paths: records of :func:`queries.mechanism.records.path_records`
    :param titles: short name of a document → its short title; a document without one keeps its name
    :returns: the lines, without line breaks
    """
    lines = [*path_summary(paths), *banner(paths, titles), ""] if paths else []
    for number, path in enumerate(paths, start=1):
        lines += [f"{number}. {path_headline(path)}", f"   {_worth(path, titles)}", f"   {path['start']}"]
        for step in path["steps"]:
            lines += _step_lines(step)
        lines += [f"   stated outcome: {_span(span)}" for span in path["stated_outcome"]]
        lines += [f"   stated directly: {_span(span)}" for span in path["said_at_once"]]
        lines += [f"   stated aim: {path['start']} {aim['phrase']} [{aim['claim']}]" for aim in path["aims"]]
        lines.append("")
    if paths:
        start = paths[0]["start"]
        lines += [f"↑ ↓ raised or lowered, starting from {start}; ? from here on no direction is stated", ""]
    return lines


def path_summary(paths: Sequence[dict[str, Any]]) -> list[str]:
    """Summarise routes: how many lower an end, raise it, or leave the direction open; those of documents first.

    :param paths: records of :func:`queries.mechanism.records.path_records`
    :returns: one line per end
    """
    ends: dict[str, list[dict[str, Any]]] = {}
    for path in paths:
        ends.setdefault(path["outcome"], []).append(path)
    lines = []
    for end, found in ends.items():
        own = _counts([path for path in found if not path["joined"]])
        joined = _counts([path for path in found if path["joined"]])
        parts = [own] if own else []
        parts += [f"joined, said by no document as a whole: {joined}"] if joined else []
        lines.append(f"{found[0]['start']} → {end}: {'; '.join(parts)}")
    return lines


def _counts(paths: Sequence[dict[str, Any]]) -> str:
    words = {-1: "lowered by", 1: "raised by", None: "changed, direction not stated, by"}
    signs = [path["net_sign"] for path in paths]
    return "; ".join(
        f"{words[sign]} {route_counts([path for path in paths if path['net_sign'] == sign])}"
        for sign in words
        if sign in signs
    )


def joined_words(path: Mapping[str, Any], titles: Mapping[str, str] = NO_TITLES) -> str:
    """Return from what a route is joined.

    :param path: a record of :func:`queries.mechanism.records.path_records`
    :param titles: short name of a document → its short title; a document without one keeps its name
    :returns: such as ``joined from passages of monograph, which does not link them``; empty for a document's own route
    """
    names = [
        titled(source["document_id"], titles)
        + (f" ({'; '.join(source['sections'])})" if path["joined"] == "passages" and source["sections"] else "")
        for source in path["joined_from"]
    ]
    if path["joined"] == "passages":
        return f"JOINED from passages of {' and of '.join(names)}, not linked there"
    return f"JOINED from {', '.join(names)}; none states the whole" if path["joined"] else ""


def path_headline(path: Mapping[str, Any]) -> str:
    """Return what a route leads to, and what to know of it as a whole.

    :param path: a record of :func:`queries.mechanism.records.path_records`
    :returns: such as ``baclofen → ↓ relapse · therapeutic``
    """
    words = [f"{path['start']} → {_ARROWS[path['net_sign']]} {path['outcome']}"]
    if path["kind"] != "neither":
        words.append(path["kind"])
    if path["net_sign"] is None:
        words.append(f"direction not stated ({counted(path['unsigned_steps'], 'step')} without sign)")
    if path["opposed"]:
        words.append("another route has the opposite effect")
    elif path["disputed"]:
        words.append("disputed")
    return " · ".join(words)


def _worth(path: dict[str, Any], titles: Mapping[str, str]) -> str:
    """Return which documents state a route and how well its weakest step is supported."""
    by = [titled(name, titles) for name in path["document_ids"]]
    words = [joined_words(path, titles) or f"stated by {', '.join(by)}"]
    if path["weakest_modality"] is None:
        words = ["true by definition"]
    else:
        words.append(f"weakest step: {path['weakest_modality']}, {_evidence(path['weakest_evidence'])}")
    for key, text in (
        ("animal_only_steps", "in animals only"),
        ("association_steps", "by association, no cause stated"),
        ("inferred_steps", "inferred by the reader"),
    ):
        if path[key]:
            words.append(f"{counted(path[key], 'step')} {text}")
    unread = sum(_is_proposed(step) for step in path["steps"])
    if unread:
        words.append(f"{counted(unread, 'step')} proposed, which nobody has reviewed")
    if path["populations"]:
        words.append(f"in {'; '.join(path['populations'])}")
    return " · ".join(words)


def _is_proposed(step: Mapping[str, Any]) -> bool:
    """Return whether a step rests on nothing but claims that nobody has reviewed."""
    phrases = step["phrases"].values()
    return bool(phrases) and all(phrase.endswith("(proposed)") for phrase in phrases)


def _step_lines(step: dict[str, Any]) -> list[str]:
    said = f"{_ARROWS[step['state']]} {step['object']}"
    if step["definitional"]:
        return [f"     by definition → {said}"]
    around = _surroundings(step)
    details = [support_words(step["support"]), *basis_words(step)]
    details += ["an association: no cause is stated"] if step["association"] else []
    details += ["inferred by the reader"] if step["inferred"] else []
    lines = [f"     {step['predicate']} → {said}", f"         {', '.join(details)}: {_claims(step['claims'])}"]
    lines += [f"         {step['object']}: {around}"] if around else []
    lines += [f"         {line}" for line in limit_lines(step)]
    for key, text in (
        ("doubtful_layout", "page layout in doubt:"),
        ("denied_by", "denied by"),
        ("opposed_by", "contradicted by"),
        ("doubted_by", "said to lack evidence by"),
    ):
        if step[key]:
            lines.append(f"         {text} {_claims(step[key])}")
    return lines


def _surroundings(step: Mapping[str, Any]) -> str:
    """Return the transmitters and places of the object that neither its name nor a limit gives."""
    given = " ".join([step["object"], limit_words(step["limits"])]).casefold()
    words = [f"involves {label}" for label in step["transmitters"] if label.casefold() not in given]
    words += [f"takes place in {label}" for label in step["places"] if label.casefold() not in given]
    return ", ".join(words)


def limit_lines(step: Mapping[str, Any]) -> list[str]:
    """Return what limits a step: a line for what limits all its claims, and one for each set of some of them.

    :param step: a record of :func:`queries.mechanism.records.step_record`
    :returns: the lines
    """
    limits = step["limits"]
    always = limit_words(limits)
    lines = [f"limits: {always}"] if always else []
    some: dict[tuple[str, ...], list[str]] = {}
    for limit in limits:
        if not limit["all"]:
            some.setdefault(tuple(limit["claims"]), []).append(f"{limit['label']}: {limit['value']}")
    return lines + [f"limits of {_claims(claims)}: {'; '.join(words)}" for claims, words in some.items()]


def _span(span: dict[str, Any]) -> str:
    words = f"{span['subject']} {span['predicate']} {span['object']}"
    if not span["claims"]:
        return f"DENIED that {words}; {_claims(span['denied_by'])}"
    against = " CONTRADICTS the route" if span["agrees"] is False else ""
    denied = f"; denied by {_claims(span['denied_by'])}" if span["denied_by"] else ""
    said: dict[str, list[str]] = {}
    for claim in span["claims"]:
        said.setdefault(span["phrases"][claim] or f"{span['predicate']} {span['object']}", []).append(claim)
    words = "; ".join(f"{phrase} [{_claims(claims)}]" for phrase, claims in said.items())
    return f"{span['subject']} {words}{against} ({support_words(span['support'])}{denied})"


def _claims(identifiers: Sequence[str]) -> str:
    more = f" and {len(identifiers) - _SOME_CLAIMS} more" if len(identifiers) > _SOME_CLAIMS else ""
    return " ".join(identifiers[:_SOME_CLAIMS]) + more


def _evidence(lines: int) -> str:
    return "1 line of evidence" if lines == 1 else f"{lines} lines of evidence"
