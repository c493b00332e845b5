"""Mechanism paths in words: a table with a row for each step, and lines of text to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_ARROWS = {1: "↑", -1: "↓", None: "?"}
_SOME_CLAIMS = 6


def path_rows(paths: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    """Return routes as rows of a table, one for each step.

    :param paths: records of :func:`queries.mechanism.records.path_records`
    :returns: rows, column → text
    """
    return [
        {
            "path": str(number),
            "net": _ARROWS[path["net_sign"]],
            "step": str(at),
            "subject": step["subject"],
            "predicate": "by definition" if step["definitional"] else step["predicate"],
            "object": step["object"],
            "modality": step["modality"] or "",
            "evidence": "" if step["definitional"] else str(step["studies"]),
            "claims": " ".join(step["claims"]),
            "against": " ".join(step["denied_by"] + step["opposed_by"]),
        }
        for number, path in enumerate(paths, start=1)
        for at, step in enumerate(path["steps"], start=1)
    ]


def path_lines(paths: Sequence[dict[str, Any]]) -> list[str]:
    """Return routes as lines of text.

    :param paths: records of :func:`queries.mechanism.records.path_records`
    :returns: the lines, without line breaks
    """
    lines = [*path_summary(paths), ""] if paths else []
    for number, path in enumerate(paths, start=1):
        lines += [f"{number}. {_headline(path)}", f"   {_worth(path)}", f"   {path['start']}"]
        for step in path["steps"]:
            lines += _step_lines(step)
        lines += [f"   stated outcome: {_span(span)}" for span in path["stated_outcome"]]
        lines += [f"   stated directly: {_span(span)}" for span in path["said_at_once"]]
        lines.append("")
    if paths:
        lines += [f"↑ ↓ what becomes of it under {paths[0]['start']}; ? from here on no direction is stated", ""]
    return lines


def path_summary(paths: Sequence[dict[str, Any]]) -> list[str]:
    """Summarise routes: how many lower an end, raise it, or leave the direction open.

    :param paths: records of :func:`queries.mechanism.records.path_records`
    :returns: one line per end
    """
    signs: dict[str, list[int | None]] = {}
    for path in paths:
        signs.setdefault(path["outcome"], []).append(path["net_sign"])
    words = {-1: "lowered by", 1: "raised by", None: "changed, direction not stated, by"}
    return [
        f"{paths[0]['start']} → {end}: "
        + "; ".join(f"{words[sign]} {_count(found.count(sign), 'route')}" for sign in words if sign in found)
        for end, found in signs.items()
    ]


def _headline(path: dict[str, Any]) -> str:
    words = [f"{path['start']} → {_ARROWS[path['net_sign']]} {path['outcome']}"]
    if path["kind"] != "neither":
        words.append(path["kind"])
    if path["net_sign"] is None:
        words.append(f"direction not stated ({_count(path['unsigned_steps'], 'step')} without sign)")
    if path["opposed"]:
        words.append("another route has the opposite effect")
    elif path["disputed"]:
        words.append("disputed")
    return " · ".join(words)


def _worth(path: dict[str, Any]) -> str:
    """Return which documents state a route and how well its weakest step is supported."""
    by = [name.partition(":")[2] for name in path["document_ids"]]
    words = [f"stated by {', '.join(by)}" if by else "joined from several documents; none states the whole"]
    if path["weakest_modality"] is None:
        words = ["true by definition"]
    else:
        words.append(f"weakest step: {path['weakest_modality']}, {_evidence(path['weakest_evidence'])}")
    if path["animal_only_steps"]:
        words.append(f"{_count(path['animal_only_steps'], 'step')} in animals only")
    if path["association_steps"]:
        words.append(f"{_count(path['association_steps'], 'step')} by association, no cause stated")
    if path["populations"]:
        words.append(f"in {'; '.join(path['populations'])}")
    return " · ".join(words)


def _step_lines(step: dict[str, Any]) -> list[str]:
    if step["definitional"]:
        return [f"     by definition → {_ARROWS[step['state']]} {step['object']}"]
    details = [step["modality"], _evidence(step["studies"])]
    details += ["animals only"] if step["animal_only"] else []
    lines = [
        f"     {step['predicate']} → {_ARROWS[step['state']]} {step['object']}",
        f"         {', '.join(details)}; {_claims(step['claims'])}",
    ]
    for key, text in (("denied_by", "denied by"), ("opposed_by", "contradicted by"), ("doubted_by", "doubted by")):
        if step[key]:
            lines.append(f"         {text} {_claims(step[key])}")
    return lines


def _span(span: dict[str, Any]) -> str:
    words = f"{span['subject']} {span['predicate']} {span['object']}"
    if not span["claims"]:
        return f"DENIED that {words}; {_claims(span['denied_by'])}"
    against = " CONTRADICTS the route" if span["agrees"] is False else ""
    denied = f"; denied by {_claims(span['denied_by'])}" if span["denied_by"] else ""
    return f"{words}{against} ({span['modality']}, {_evidence(span['studies'])}; {_claims(span['claims'])}{denied})"


def _claims(identifiers: Sequence[str]) -> str:
    more = f" and {len(identifiers) - _SOME_CLAIMS} more" if len(identifiers) > _SOME_CLAIMS else ""
    return " ".join(identifiers[:_SOME_CLAIMS]) + more


def _evidence(lines: int) -> str:
    return "1 line of evidence" if lines == 1 else f"{lines} lines of evidence"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
