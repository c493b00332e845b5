"""Print an entity or a claim with all that is said of it.

Examples:
  drugkg show baclofen
  drugkg show "GABA-B receptor"
  drugkg show claim:monograph-004

What a document denies is told apart from what no document says.
"""

from __future__ import annotations

import argparse
import json
from typing import Any

from ontology.namespaces import PREFIXES, expand
from queries.display_text import clean
from queries.index.opening import open_index
from ui.commands.options import add_output, add_store, opened, output


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg show``."""
    parser.add_argument("name", help="label, synonym, brand name or CURIE of an entity; or claim:ID")
    parser.add_argument("-f", "--format", choices=("text", "json"), default="text", help="text (default) or json")
    add_output(parser)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Look the name up and print what the graph says of it."""
    from queries.claims.description import describe_claim, describe_entity  # noqa: PLC0415 - after the options are known

    is_claim = options.name.startswith(("claim:", PREFIXES["claim"]))
    if is_claim:
        iri = options.name if "://" in options.name else expand(options.name)
    else:
        iri = open_index(options.store).names.find(options.name)
    store = opened(options)
    found = describe_claim(store, iri) if is_claim else describe_entity(store, iri)
    with output(options.output) as out:
        if options.format == "json":
            json.dump(found, out, ensure_ascii=False, indent=2)
            out.write("\n")
        else:
            lines = claim_lines(found) if is_claim else entity_lines(found)
            out.writelines(f"{clean(line)}\n" for line in lines)
    return 0


def entity_lines(entity: dict[str, Any]) -> list[str]:
    """Return an entity as lines of text.

    :param entity: what :func:`queries.claims.description.describe_entity` returned
    """
    lines = [f"{entity['label']}  ({entity['id']})", f"  {', '.join(entity['classes'])}", f"  {entity['definition']}"]
    if entity["synonyms"]:
        lines.append(f"  also: {', '.join(entity['synonyms'])}")
    lines += [f"  {name}: {', '.join(values)}" for name, values in entity["relations"].items()]
    lines += [
        f"  {link['match'].removeprefix('skos:')}: {link['notation']} {link['label']} <{link['counterpart']}>"
        for link in entity["links"]
    ]
    claims = entity["claims"]
    count = f"{len(claims)} claim{'s' if len(claims) > 1 else ''}"
    lines += ["", count if claims else "No source says anything of it."]
    proposition = None
    for claim in claims:
        if claim["proposition"] != proposition:
            proposition = claim["proposition"]
            lines += ["", proposition]
        lines.append(f"  {_standing(claim)}  {claim['source']}  {claim['claim']}")
        details = [claim[key] for key in ("value", "qualifiers") if key in claim]
        details += [f"cites {claim['cites']}"] if "cites" in claim else []
        if details:
            lines.append(f"      {'; '.join(details)}")
    if entity["unsaid"]:
        lines += ["", "No source says (which is not a denial):", *(f"  {label}" for label in entity["unsaid"])]
    return lines


def claim_lines(claim: dict[str, Any]) -> list[str]:
    """Return a claim as lines of text.

    :param claim: what :func:`queries.claims.description.describe_claim` returned
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
            lines += [f"  {_standing(other)}  {other['source']}  {other['claim']}", f"      {other['statement']}"]
    return lines


def _standing(claim: dict[str, Any]) -> str:
    """Return polarity, modality and status in a few words, such as ``DENIED, hedged``."""
    words = ["DENIED" if claim["polarity"] == "denied" else "affirmed", claim["modality"]]
    return ", ".join([*words, claim["status"]] if "status" in claim else words)
