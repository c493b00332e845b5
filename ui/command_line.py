"""The command ``drugkg``: runs the chosen command, and reports mistakes in one line."""

from __future__ import annotations

import io
import os
import sys

from drugkg_start import check_packages

check_packages()  # before the first import that another project's package could answer

from ontology.errors import UserError  # noqa: E402
from ui.commands.registry import COMMANDS  # noqa: E402

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ui.commands.quick_options import Options

FINE, COULD_NOT_RUN, INTERRUPTED = 0, 2, 130

_LONGEST_LINE = 2000
"""Characters of one line of a message."""


ASKING = ("query", "sparql", "path", "show", "search", "disagreements", "info", "compare")
"""Commands that only ask the graph: they start quickly, and their process may be ended at a time limit."""

MAKING = ("build", "check", "export", "link", "ingest")
"""Commands that give the engine much to do: they run in a copy of this process, whose abort is reported in words."""


def start() -> int:
    """Run the command line as a program: what works on the graph runs in a copy of this process.

    :returns: the exit code
    """
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if command in MAKING:
        from queries.store.guarding import guard  # noqa: PLC0415 - only for these commands

        return guard(main, _complain)
    if command not in ASKING:
        return main()
    from queries.store.supervision import supervise  # noqa: PLC0415 - only for these commands

    return supervise(main, _complain)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    :param arguments: the words after ``drugkg``; the arguments of the process when left out
    :returns: 0 on success, 1 if a check failed, 2 if the command could not run
    :raises UnicodeEncodeError: if a text that is not of the arguments cannot be encoded
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    _never_fail_on_characters()
    try:
        status = _run(words)
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_stdout()
        return FINE
    except KeyboardInterrupt:
        return _complain("interrupted; existing data is unchanged", INTERRUPTED)
    except UserError as error:
        return _complain(str(error), COULD_NOT_RUN)
    except (OSError, MemoryError, ImportError) as error:
        return _complain(_of_system(error), COULD_NOT_RUN)
    except UnicodeEncodeError:
        broken = [word for word in words if any("\ud800" <= character <= "\udfff" for character in word)]
        if not broken:
            raise
        return _complain(f"{broken[0]!a} is not text in UTF-8: set the terminal to UTF-8", COULD_NOT_RUN)
    return status


def _run(words: list[str]) -> int:
    command = next((word for word in words if not word.startswith("-")), None)
    if command is not None and command not in COMMANDS:
        raise UserError(_unknown_command(command))
    if command in ASKING and words[0] == command:
        module = __import__(f"ui.commands.{command}", fromlist=["run"])
        options = _plain_options(module, words[1:])
        if options is not None:
            return int(module.run(options))
    return _with_argparse(command, words)


def _plain_options(module: Any, words: list[str]) -> Options | None:
    """Return the options of a command if its words are plain."""
    from ui.commands.quick_options import NotPlainError, QuickParser  # noqa: PLC0415 - not for every command

    parser = QuickParser()
    try:
        module.add_arguments(parser)
        return parser.read(words)
    except NotPlainError:
        return None


def _with_argparse(command: str | None, words: list[str]) -> int:
    """Run a command whose words need argparse."""
    from ui.commands.parser import UsageError, parser  # noqa: PLC0415 - only for what is not plain

    options, extra = parser(command).parse_known_args(words)
    if extra:
        raise UsageError(f"drugkg {command or ''}".rstrip(), f"unknown argument: {' '.join(extra)}")
    if options.version:
        from importlib.metadata import version  # noqa: PLC0415 - only here

        print("drugkg", version("drugkg"))
        return FINE
    if command is None:
        parser().print_help()
        return FINE
    return int(options.run(options))


def _unknown_command(word: str) -> str:
    import difflib  # noqa: PLC0415 - only for a misspelt command

    near = difflib.get_close_matches(word, COMMANDS, n=1)
    hint = f"did you mean {near[0]}?" if near else f"commands: {', '.join(COMMANDS)}"
    return f"unknown command {word!r}; {hint}"


def _never_fail_on_characters() -> None:
    """Make output escape the characters that a terminal or pipe cannot show, instead of ending in an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _drop_stdout() -> None:
    """Discard what is still unwritten, so that the end of the process does not fail on the closed pipe."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return


def _of_system(error: OSError | MemoryError | ImportError) -> str:
    """Return the message for an error of the system: the file, if there is one, and what is wrong."""
    no_room = "failed to map segment" in str(error)  # of a library
    if isinstance(error, ImportError) and not no_room:
        raise error
    if no_room or not isinstance(error, OSError):
        return "there is not enough memory: close other programs, or raise the limit of the system (ulimit -v)"
    if not error.strerror:
        return str(error)
    return f"{error.filename}: {error.strerror}" if error.filename else error.strerror


def _complain(message: str, status: int) -> int:
    """Print a message on stderr and return the exit code; what could steer the terminal is left out."""
    from queries.display_text import clean  # noqa: PLC0415 - only for a mistake
    from queries.store.limits import MESSAGE_LINES  # noqa: PLC0415 - as above

    lines = (message.rstrip("\n") or "failed").split("\n")
    for line in lines[: MESSAGE_LINES.default]:
        shown = clean(line)
        shown = shown if len(shown) <= _LONGEST_LINE else f"{shown[:_LONGEST_LINE]}…"
        print(f"drugkg: {shown}", file=sys.stderr)
    if len(lines) > MESSAGE_LINES.default:
        print(f"drugkg: … and {len(lines) - MESSAGE_LINES.default} more", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(start())
