"""Options that several commands share."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from ontology.errors import UserError
from queries.store.interface import DEFAULT_ROW_LIMIT, DEFAULT_TIMEOUT, Graph, Solutions, Store
from queries.store.opening import is_remote, open_store, where_is


def add_store(parser: argparse.ArgumentParser, what: str = "graph folder, or address of a SPARQL 1.1 endpoint") -> None:
    """Add ``--store``."""
    parser.add_argument("--store", metavar="PLACE", help=f"{what} (default: DRUGKG_STORE, else the user's data folder)")


def add_limits(parser: argparse.ArgumentParser) -> None:
    """Add ``--timeout`` and ``--limit``."""
    parser.add_argument(
        "--timeout", type=_limit, default=DEFAULT_TIMEOUT, metavar="SECONDS",
        help="stop a query after this time; 0 for no limit (default: %(default)g)",
    )  # fmt: skip
    parser.add_argument(
        "--limit", type=_whole_limit, default=DEFAULT_ROW_LIMIT, metavar="ROWS",
        help="cut an answer after so many rows; 0 for no limit (default: %(default)s)",
    )  # fmt: skip


def add_output(parser: argparse.ArgumentParser) -> None:
    """Add ``--output``."""
    parser.add_argument(
        "-o", "--output", default="-", metavar="FILE", help="write to this file; - for stdout (default)"
    )


def add_table(parser: argparse.ArgumentParser) -> None:
    """Add ``--all-columns``."""
    parser.add_argument("--all-columns", action="store_true", help="leave no column out of a table")


def print_answer(answer: Solutions | Graph | bool, options: argparse.Namespace, out: IO[str]) -> None:
    """Write an answer in the format that the options name; a table for people is narrowed, and says so.

    :param answer: what a query gave
    :param options: with ``format`` and ``all_columns``
    :param out: where to write
    """
    from queries.answers.narrowing import readable  # noqa: PLC0415 - only when there is an answer
    from queries.answers.writers import write_answer  # noqa: PLC0415

    if options.format == "table" and isinstance(answer, Solutions) and not options.all_columns:
        answer, notes = readable(answer)
        out.writelines(f"{note}\n" for note in notes)
        if notes:
            out.write("\n")
    write_answer(answer, out, options.format)
    notice = None if isinstance(answer, bool) else answer.notice
    if notice:
        print(f"drugkg: {notice}", file=sys.stderr)


def add_originals(parser: argparse.ArgumentParser) -> None:
    """Add ``--originals``."""
    parser.add_argument(
        "--originals", metavar="DIR", help="folder of the original documents (default: DRUGKG_ORIGINALS, else none)"
    )


def originals_folder(given: str | None) -> Path | None:
    """Return the folder of the originals, or ``None`` when none was named.

    :param given: what stands after ``--originals``
    :raises UserError: if it is no folder
    """
    place = given or os.environ.get("DRUGKG_ORIGINALS")
    if not place:
        return None
    folder = Path(place).expanduser()
    if not folder.is_dir():
        raise UserError(f"{folder} is no folder: name the folder of the original documents by --originals")
    return folder


def store_folder(given: str | None) -> Path:
    """Return the graph folder to build in.

    :param given: what stands after ``--store``
    :raises UserError: if an address is named: a remote store is only read
    """
    place = where_is(given)
    if is_remote(place):
        raise UserError(f"{place} can be queried but not built into: name a folder by --store")
    if "://" in place:
        raise UserError(f"{place} is neither a folder nor an http(s) address: name a folder by --store")
    return Path(place).expanduser()


def opened(options: argparse.Namespace, *, federate: bool = False) -> Store:
    """Open the store that the options name, with their limits."""
    return open_store(
        options.store,
        timeout=getattr(options, "timeout", DEFAULT_TIMEOUT),
        row_limit=getattr(options, "limit", DEFAULT_ROW_LIMIT),
        federate=federate,
    )


@contextmanager
def output(place: str) -> Iterator[IO[str]]:
    """Lend a text file to write to; a file appears, whole, only if nothing went wrong.

    :param place: path, or ``-`` for stdout
    """
    if place == "-":
        yield sys.stdout
        return
    path = Path(place)
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with aside.open("w", encoding="utf-8", newline="") as file:
            yield file
        aside.replace(path)
    except FileNotFoundError as error:
        raise UserError(f"cannot write {path}: there is no folder {path.parent}") from error
    except OSError as error:
        raise UserError(f"cannot write {path}: {error.strerror}") from error
    finally:
        aside.unlink(missing_ok=True)


def _limit(text: str) -> float:
    number = float(text)
    if not 0 <= number < float("inf"):
        raise argparse.ArgumentTypeError("must be 0 or more")
    return number


def _whole_limit(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("must be 0 or more")
    return number
