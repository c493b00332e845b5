"""The command ``drugkg``: finds the subcommand, imports only what it needs, and turns mistakes into one line."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from ontology.errors import UserError

COMMANDS: dict[str, str] = {
    "build": "build the graph from the sources",
    "explore": "open the explorer in the browser",
    "query": "run a saved query, or list them",
    "sparql": "run a SPARQL query of your own; it can only read",
    "path": "follow the mechanism from one node to another",
    "show": "print an entity or a claim with all that is said of it",
    "disagreements": "list what the documents disagree on, what weighs most first",
    "search": "find entities, claims and saved queries by words",
    "info": "print what the graph holds",
    "check": "check the ontology, the shapes, the saved queries and the anchors",
    "export": "write the claims or the whole graph to a file",
    "link": "load external ontologies beside the claims, and check the mappings against them",
    "anchor": "turn draft claims with quotes into claim records with offsets and checksums",
}
"""Each command and what it does; the module is ``ui.commands.<command>``."""

FINE, COULD_NOT_RUN = 0, 2

MOST_LINES = 40
"""Lines of a message that are printed; a broken file can have thousands."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    :param arguments: what stands after ``drugkg``; the process's own arguments when left out
    :returns: 0 when all is fine, 1 when a check failed, 2 when the command could not run
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] not in COMMANDS:
        return _without_command(words)
    module = importlib.import_module(f"ui.commands.{words[0]}")
    parser = argparse.ArgumentParser(
        prog=f"drugkg {words[0]}", description=module.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    module.add_arguments(parser)
    options = parser.parse_args(words[1:])
    try:
        status = int(module.run(options))
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        return _complain("stopped; what existed before is unchanged", 130)
    except (UserError, OSError) as error:
        return _complain(str(error), COULD_NOT_RUN)
    return status


def _complain(message: str, status: int) -> int:
    lines = message.splitlines() or ["failed"]
    for line in lines[:MOST_LINES]:
        print(f"drugkg: {line}", file=sys.stderr)
    if len(lines) > MOST_LINES:
        print(f"drugkg: … and {len(lines) - MOST_LINES} more", file=sys.stderr)
    return status


def _without_command(words: list[str]) -> int:
    width = max(map(len, COMMANDS))
    parser = argparse.ArgumentParser(
        prog="drugkg",
        usage="drugkg [--version] COMMAND …",
        description="What documents say about a drug, as a graph in which every claim is traced to its words.\n"
        "It reports what documents state and is not medical advice.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="commands:\n"
        + "\n".join(f"  {name:<{width}}  {text}" for name, text in COMMANDS.items())
        + "\n\n`drugkg COMMAND --help` tells more. The graph lies in the user's data folder, or where --store or\n"
        "DRUGKG_STORE says: a folder or the address of a SPARQL 1.1 endpoint.",
    )
    parser.add_argument("--version", action="store_true", help="print the version")
    if not words:
        parser.print_help()
        return FINE
    if words[0] == "--version":
        from importlib.metadata import version  # noqa: PLC0415 - only here

        print("drugkg", version("drugkg"))
        return FINE
    if not words[0].startswith("-"):
        import difflib  # noqa: PLC0415 - only for a misspelt command

        near = difflib.get_close_matches(words[0], COMMANDS, n=1)
        hint = f"did you mean {near[0]}?" if near else f"commands: {', '.join(COMMANDS)}"
        return _complain(f"there is no command {words[0]!r}; {hint}", COULD_NOT_RUN)
    parser.parse_args(words)
    return FINE


if __name__ == "__main__":
    sys.exit(main())
