"""Show an entity or a claim and everything stated about it.

Examples:
  drugkg show baclofen
  drugkg show "GABA-B receptor"
  drugkg show claim:monograph-004

Claims on the entity come first, then those that have to do with it in another way: as a qualifier of a claim, or about
a kind, a part, an activity or a use of it. Properties that no document mentions are listed separately: silence is not
denial.
"""

from __future__ import annotations

import argparse
import re
from typing import Any

from ontology.namespaces import expand
from queries.errors import UnknownNameError
from queries.index.identifiers import own_curie
from queries.index.name_index import Index
from queries.index.names import TRY_SEARCH
from queries.index.opening import open_index
from queries.store.interface import Store
from ui.commands.options import add_limits, add_reviewed_only, add_store, opened
from ui.commands.output import REPORT, add_output, write_report

_CLAIM_ID = re.compile(r"[a-z][\w-]*-\d+[a-z]?")
USAGE = "drugkg show NAME [options]"

_CLAIMS_SHOWN = 3  # of each related entity
_QUERIES_SHOWN = 2  # for a name that is a topic
_GROUPS_SHOWN = 12  # with more connections, only their counts are printed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg show``.

    :param parser: parser of the command
    """
    parser.add_argument("name", metavar="NAME", help="name or identifier of an entity, or claim:ID for a claim")
    add_reviewed_only(parser)
    add_output(parser, REPORT, default="text")
    add_limits(parser, rows=False)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Look up the name and print what the graph states about it.

    :param options: what the user gave
    :returns: exit code
    """
    index, store = open_index(options.store), opened(options)
    found = _described(index, store, options.name)
    is_claim = "statement" in found
    write_report(
        options,
        data=found,
        rows=lambda: claim_rows(found) if is_claim else entity_rows(found),
        lines=lambda: claim_lines(found) if is_claim else entity_lines(found, reviewed_only=options.reviewed_only),
    )
    return 0


def _described(index: Index, store: Store, name: str) -> dict[str, Any]:
    """Return what the graph says of the entity or the claim with a name or an identifier."""
    from queries.claims.description import describe_claim, describe_entity  # noqa: PLC0415 - after the options are known

    curie = own_curie(name)
    if curie.startswith("claim:"):
        return describe_claim(store, expand(curie))
    try:
        return describe_entity(store, _find(index, name))
    except UnknownNameError as unknown:
        if not _CLAIM_ID.fullmatch(name):
            raise
        try:
            return describe_claim(store, expand(f"claim:{name}"))
        except UnknownNameError:
            raise unknown from None


def _find(index: Index, name: str) -> str:
    """Return the IRI of the entity that has a name; a topic, such as the half-life, is what saved queries are about."""
    try:
        return index.names.find(name)
    except UnknownNameError as error:
        from queries.claims.question_words import find_queries  # noqa: PLC0415 - only for names that nothing has

        told, queries = str(error), map(index.query, index.query_names)
        found = find_queries(queries, name, every_word=True)[:_QUERIES_SHOWN]
        if not found or ":" in name or not told.endswith(TRY_SEARCH):
            raise
        commands = " or ".join(f"`drugkg query {query.name}`" for query in found)
        raise UnknownNameError(f"{told.removesuffix(TRY_SEARCH)}a saved query is about it, see {commands}") from error


def claim_rows(claim: dict[str, Any]) -> list[dict[str, str]]:
    """Return a claim as rows of property and value.

    :param claim: a result of :func:`queries.claims.description.describe_claim`
    :returns: the rows; a property with several values has several rows
    """
    pairs = [("id", claim["id"]), ("statement", claim["statement"])]
    pairs += [(name, value) for name, values in claim["properties"].items() for value in values]
    pairs += [("place", f"{place['start']}–{place['end']}") for place in claim["places"]]
    pairs += [("same proposition", other["claim"]) for other in claim["same_proposition"]]
    return [{"property": name, "value": value} for name, value in pairs]


def entity_rows(entity: dict[str, Any]) -> list[dict[str, Any]]:
    """Return all claims that have to do with an entity as rows.

    :param entity: a result of :func:`queries.claims.description.describe_entity`
    :returns: the rows, each with how the claim is connected with the entity
    """
    rows = [{**claim, "connection": "on it"} for claim in entity["claims"]]
    for group in entity["connected"]:
        about = f": {group['label']}" if group["label"] else ""
        rows += [{**claim, "connection": f"{group['connection']}{about}"} for claim in group["claims"]]
    return rows


def entity_lines(entity: dict[str, Any], *, reviewed_only: bool = False) -> list[str]:
    """Return an entity as lines of text.

    :param entity: a result of :func:`queries.claims.description.describe_entity`
    :param reviewed_only: whether claims were left out, so that their silence is not that of the sources
    :returns: the lines
    """
    lines = [f"{entity['label']}  ({entity['id']})", f"  {', '.join(entity['classes'])}"]
    lines += [f"  {entity['definition']}"] if entity["definition"] else []
    if entity["synonyms"]:
        lines.append(f"  also: {', '.join(entity['synonyms'])}")
    lines += [f"  {name}: {', '.join(values)}" for name, values in entity["relations"].items()]
    lines += [
        f"  {link['match'].removeprefix('skos:')}: {link['notation']} {link['label']} <{link['counterpart']}>"
        for link in entity["links"]
    ]
    own, connected = entity["claims"], entity["connected"]
    nobody = "No reviewed claim" if reviewed_only else "No source"
    nearer = [group for group in connected if not group["above"]]
    if not own and not nearer:
        lines += ["", f"{nobody} states anything about it{' itself' if connected else ''}."]
    if own:
        lines += ["", _count(own)]
        lines += [line for claim in own for line in _claim_lines(claim)]
    shown = _CLAIMS_SHOWN if len(connected) <= _GROUPS_SHOWN else 0
    for group in connected:
        lines += ["", *_group_lines(group, shown if group["entity"] else len(group["claims"]))]
    if entity["unsaid"]:
        lines += ["", f"{nobody} says (which is not a denial): {', '.join(entity['unsaid'])}"]
    return lines


def _group_lines(group: dict[str, Any], shown: int) -> list[str]:
    """Return the claims that are connected with an entity in one way; only the first of those on another entity."""
    about = f": {group['label']} ({group['entity']})" if group["entity"] else ""
    lines = [f"{group['connection']}{about}, {_count(group['claims'])}"]
    lines += [line for claim in group["claims"][:shown] for line in _claim_lines(claim)]
    more = len(group["claims"]) - shown
    return [*lines, f"  … {more} more; `drugkg show {group['entity']}` prints them"] if shown and more > 0 else lines


def _claim_lines(claim: dict[str, Any]) -> list[str]:
    """Return a claim as lines: what it says in plain words, and its details."""
    details = [claim[key] for key in ("value", "qualifiers") if key in claim]
    details += [f"cites {claim['cites']}"] if "cites" in claim else []
    line = f"  {claim['sentence']}  {claim['source']}  {claim['claim']}"
    return [line, f"      {'; '.join(details)}"] if details else [line]


def _count(claims: list[dict[str, Any]]) -> str:
    return f"{len(claims)} claim{'' if len(claims) == 1 else 's'}"


def claim_lines(claim: dict[str, Any]) -> list[str]:
    """Return a claim as lines of text.

    :param claim: a result of :func:`queries.claims.description.describe_claim`
    :returns: the lines
    """
    lines = [claim["id"], f"  {claim['statement']}", ""]
    lines += [f"  {name}: {'; '.join(values)}" for name, values in claim["properties"].items()]
    lines += ["", "Places in the document:"]
    for place in claim["places"]:
        lines.append(f"  {place['start']}–{place['end']}  {place['section'] or '(before the first heading)'}")
        if "quote" in place:
            lines.append(f"      “{place['quote']}”")
    if claim["same_proposition"]:
        lines += ["", "Other claims on the same proposition:"]
        for other in claim["same_proposition"]:
            lines += [
                f"  {other['sentence']}  {other['source']}  {other['claim']}",
                f"      {other['statement']}",
            ]
    return lines
