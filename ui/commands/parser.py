"""The parser of the command line. Only the module of the chosen command is imported."""

from __future__ import annotations

import argparse
import importlib
from typing import Any, NoReturn

from ontology.errors import UserError
from ui.commands.registry import COMMANDS


class UsageError(UserError):
    """The arguments of a command are wrong.

    :param program: the command as it was called, such as ``drugkg query``
    :param message: what is wrong
    """

    def __init__(self, program: str, message: str) -> None:
        super().__init__(f"{message}; see `{program} --help`")
        self.program = program


class Formatter(argparse.HelpFormatter):
    """Help that reads the same in every version of Python, with examples as they are written.

    :param prog: name of the command
    """

    width: int | None = None
    """Columns of the help; those of the terminal if not set."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=self.width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        """Wrap each paragraph, but not those with indented lines."""
        paragraphs = text.strip().split("\n\n")
        return "\n\n".join(
            part if "\n  " in part else super(Formatter, self)._fill_text(part, width, indent) for part in paragraphs
        )

    def _format_action_invocation(self, action: argparse.Action) -> str:
        if not action.option_strings or action.nargs == 0:
            return super()._format_action_invocation(action)
        value = action.metavar or "|".join(map(str, action.choices or ())) or action.dest.upper()
        return f"{', '.join(action.option_strings)} {value}"

    def _format_action(self, action: argparse.Action) -> str:
        if not isinstance(action, argparse._SubParsersAction):
            return super()._format_action(action)
        names = max(map(len, action.choices))
        return "".join(f"  {choice.dest:<{names}}  {choice.help}\n" for choice in action._choices_actions)


class Parser(argparse.ArgumentParser):
    """A parser that raises an error in place of printing the usage and ending the process.

    :param settings: arguments of :class:`argparse.ArgumentParser`
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(formatter_class=Formatter, **settings)

    def error(self, message: str) -> NoReturn:
        """Raise the error.

        :param message: what is wrong
        :raises UsageError: always
        """
        raise UsageError(self.prog, " ".join(message.split()))


def parser(command: str | None = None) -> Parser:
    """Return the parser of all commands, with the options of one of them.

    :param command: the command of which the module is imported, if any
    :returns: the parser
    """
    root = Parser(
        prog="drugkg",
        usage="drugkg [--version] COMMAND [options]",
        description="A knowledge graph of what documents state about a drug. Every claim links to the passage that "
        "states it.\n\ndrugkg reports what documents state. It is not medical advice.",
        epilog="Run `drugkg COMMAND --help` for details. The graph is stored in the user data directory. To use "
        "another graph, set --store or DRUGKG_STORE to a directory or to the URL of a SPARQL 1.1 endpoint.",
    )
    root.add_argument("--version", action="store_true", help="print the version and exit")
    commands = root.add_subparsers(title="commands", dest="command", metavar="COMMAND", prog="drugkg")
    for name, text in COMMANDS.items():
        if name == command:
            module = importlib.import_module(f"ui.commands.{name}")
            chosen = commands.add_parser(name, help=text, description=module.__doc__, usage=module.USAGE)
            module.add_arguments(chosen)
            chosen.set_defaults(run=module.run)
        elif command is None:
            commands.add_parser(name, help=text)
    return root
