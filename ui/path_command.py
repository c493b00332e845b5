"""Follow the mechanism from one node to another, step by step, with the claims behind each step.

Examples:
  drugkg path baclofen "alcohol craving"
  drugkg path baclofen spasticity --source monograph
  drugkg path baclofen relapse -f mermaid -o relapse.mmd
  drugkg path "GABA-B receptor" anxiety -f json

A route is shown when one document states each of its steps; steps that only join several documents are asked for by
--joined. A claim that skips steps is shown with the route that spells them out, not as a route of its own. The kinds of
the end count as ends. No route is no error.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import IO, Any

from queries.index import open_index
from queries.results import clean
from ui.options import add_output, add_store, opened, output

FORMATS = ("text", "table", "json", "mermaid", "dot")

_ARROWS = {1: "↑", -1: "↓", None: "?"}
_SOME_CLAIMS = 6


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg path``."""
    parser.add_argument("start", help="label, synonym or CURIE of a drug, receptor, activity, exposure or finding")
    parser.add_argument("end", help="label, synonym or CURIE of an activity, finding or outcome; or any other node")
    parser.add_argument("-f", "--format", choices=FORMATS, default="text", help="default: %(default)s")
    parser.add_argument("--max-steps", type=_steps, default=8, metavar="N", help="longest route (default: %(default)s)")
    parser.add_argument(
        "--source", action="append", default=[], metavar="DOCUMENT",
        help="let only claims of this document make a step; may be given several times",
    )  # fmt: skip
    parser.add_argument("--asserted-only", action="store_true", help="let only asserted claims make a step")
    parser.add_argument("--joined", action="store_true", help="show also routes that no single document states")
    parser.add_argument(
        "--any-people", action="store_true", help="join also steps that were said of different groups of people"
    )
    parser.add_argument("--proposed", action="store_true", help="use also claims that nobody has reviewed")
    parser.add_argument("--exact", action="store_true", help="end at the node itself and not at its kinds")
    add_output(parser)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Find the routes and print them."""
    from queries.paths import PathOptions, find_paths  # noqa: PLC0415 - after the options are known

    names = open_index(options.store).names
    start, end = names.find(options.start), names.find(options.end)
    wanted = PathOptions(
        max_steps=options.max_steps,
        sources=frozenset(names.find(name, "Document") for name in options.source),
        asserted_only=options.asserted_only,
        proposed=options.proposed,
        joined=options.joined,
        any_people=options.any_people,
        exact=options.exact,
    )
    found = find_paths(opened(options), start, end, wanted)
    with output(options.output) as out:
        _write(found.paths, options.format, out)
        beside = out if options.format == "text" else sys.stderr
        for line in found.hints:
            print(clean(line), file=beside)
    return 0


def _write(paths: Sequence[dict[str, Any]], form: str, out: IO[str]) -> None:
    """Write the routes in a format of :data:`FORMATS`."""
    if form == "json":
        json.dump(paths, out, ensure_ascii=False, indent=2)
        out.write("\n")
    elif form == "table":
        from queries.results import write_table  # noqa: PLC0415 - only here
        from queries.store import Solutions  # noqa: PLC0415 - only here

        rows = path_rows(paths)
        cells = [{name: {"type": "literal", "value": text} for name, text in row.items()} for row in rows]
        if rows:
            write_table(Solutions(list(rows[0]), cells), out)
    elif form == "text":
        out.writelines(f"{clean(line)}\n" for line in path_lines(paths))
    else:
        from queries.path_drawing import dot, mermaid  # noqa: PLC0415 - only here

        out.write(mermaid(paths) if form == "mermaid" else dot(paths))


def path_rows(paths: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    """Return routes as rows of a table, one for each step.

    :param paths: records of :func:`queries.path_records.path_records`
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
            "studies": "" if step["definitional"] else str(step["studies"]),
            "claims": " ".join(step["claims"]),
            "against": " ".join(step["denied_by"] + step["opposed_by"]),
        }
        for number, path in enumerate(paths, start=1)
        for at, step in enumerate(path["steps"], start=1)
    ]


def path_lines(paths: Sequence[dict[str, Any]]) -> list[str]:
    """Return routes as lines of text.

    :param paths: records of :func:`queries.path_records.path_records`
    """
    lines = [*_summary(paths), ""] if paths else []
    for number, path in enumerate(paths, start=1):
        lines += [f"{number}. {_headline(path)}", f"   {_worth(path)}", f"   {path['start']}"]
        for step in path["steps"]:
            lines += _step_lines(step)
        lines += [f"   stated outcome: {_span(span)}" for span in path["stated_outcome"]]
        lines += [f"   said at once: {_span(span)}" for span in path["said_at_once"]]
        lines.append("")
    if paths:
        lines += [f"↑ ↓ what becomes of it under {paths[0]['start']}; ? from here on no direction is stated", ""]
    return lines


def _summary(paths: Sequence[dict[str, Any]]) -> list[str]:
    """Return a line for each end: how many routes lower it, raise it, or leave the direction open."""
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
    """Return who states a route and how much its weakest step bears."""
    by = [name.partition(":")[2] for name in path["document_ids"]]
    words = [f"stated by {', '.join(by)}" if by else "joined from several documents; none states the whole"]
    if path["weakest_modality"] is None:
        words = ["holds by definition"]
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


def _steps(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number
