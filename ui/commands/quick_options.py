"""Reads the words of a command as argparse does, if they are as plain as they are most often.

The commands declare their options once, to this parser or to that of argparse, whose import and set-up take longer than
the rest of a short command. What is not plain (help, a mistake, an abbreviation) is left to argparse.
"""

from __future__ import annotations

from ontology.errors import UserError

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any


class NotPlainError(UserError):
    """The words, or the options of the command, need argparse."""


class Options:
    """The options of a command, as ``argparse.Namespace`` holds them."""

    def __getattr__(self, name: str) -> Any:
        """Report an option that a command does not have.

        :param name: its name
        :returns: nothing
        :raises AttributeError: always
        """
        raise AttributeError(name)


class _Option:
    """An option or a positional argument.

    :param names: its names, such as ``-f`` and ``--format``
    :param settings: the arguments of ``add_argument``
    :raises NotPlainError: if it needs argparse
    """

    def __init__(self, names: Sequence[str], settings: dict[str, Any]) -> None:
        action, self.number = settings.get("action"), settings.get("nargs")
        numbers = (None,) if names[0].startswith("-") else (None, "?", "+")
        if settings.get("required") or action not in (None, "store_true", "append") or self.number not in numbers:
            raise NotPlainError
        long = next((name for name in names if name.startswith("--")), names[0])
        self.dest: str = settings.get("dest") or long.lstrip("-").replace("-", "_")
        self.is_flag, self.repeats = action == "store_true", action == "append"
        self.default = settings.get("default", False if self.is_flag else None)
        self._choices = settings.get("choices")
        self._convert: Callable[[str], Any] = settings.get("type") or str

    def value(self, word: str) -> Any:
        """Return the value that a word gives.

        :param word: the word
        :returns: the value
        :raises NotPlainError: if it is none
        """
        try:
            value = self._convert(word)
        except (TypeError, ValueError) as error:
            raise NotPlainError from error
        if self._choices is not None and value not in self._choices:
            raise NotPlainError
        return value


class QuickParser:
    """The parser of one command, with the part of the interface of argparse that the commands use."""

    def __init__(self) -> None:
        self._options: dict[str, _Option] = {}
        self._positionals: list[_Option] = []

    def add_argument(self, *names: str, **settings: Any) -> None:
        """Declare an option or a positional argument, as in argparse.

        :param names: its names
        :param settings: as in argparse
        :raises NotPlainError: if it needs argparse
        """
        option = _Option(names, settings)
        if names[0].startswith("-"):
            self._options |= dict.fromkeys(names, option)
        else:
            self._positionals.append(option)

    def add_argument_group(self, *_title: str, **_settings: str) -> QuickParser:
        """Return what takes the options of a group, which matters for help only.

        :param _title: the title
        :param _settings: further arguments
        :returns: this parser
        """
        return self

    def __getattr__(self, name: str) -> Any:
        """Leave the rest of the interface to argparse.

        :param name: what is asked for
        :returns: nothing
        :raises NotPlainError: always
        """
        raise NotPlainError(name)

    def read(self, words: Sequence[str]) -> Options:
        """Return the options that some words give.

        :param words: the words after the name of the command
        :returns: the options
        :raises NotPlainError: if argparse must read them
        """
        found = Options()
        for option in (*self._options.values(), *self._positionals):
            default = option.default
            setattr(found, option.dest, option.value(default) if isinstance(default, str) else default)
        groups: list[list[str]] = [[]]  # positional arguments; options begin a new group
        rest = iter(words)
        for word in rest:
            if not _is_option(word):
                groups[-1].append(word)
                continue
            self._take_option(found, word, rest)
            if groups[-1]:
                groups.append([])
        self._take_positionals(found, [group for group in groups if group])
        return found

    def _take_option(self, found: Options, word: str, rest: Iterator[str]) -> None:
        name, equals, value = word.partition("=")
        option = self._options.get(name)
        if option is None or (equals and (option.is_flag or not name.startswith("--"))):
            raise NotPlainError
        if option.is_flag:
            setattr(found, option.dest, True)
            return
        if not equals:
            value = next(rest, "--")
            if _is_option(value):
                raise NotPlainError
        given = option.value(value)
        setattr(found, option.dest, [*(getattr(found, option.dest) or ()), given] if option.repeats else given)

    def _take_positionals(self, found: Options, groups: list[list[str]]) -> None:
        words = [word for group in groups for word in group]
        for option in self._positionals:
            if option.number == "+":
                if len(groups) != 1 or not words:  # argparse lets no option stand among them
                    raise NotPlainError
                setattr(found, option.dest, [option.value(word) for word in words])
                words = []
            elif words:
                setattr(found, option.dest, option.value(words.pop(0)))
            elif option.number is None:
                raise NotPlainError
        if words:
            raise NotPlainError


def _is_option(word: str) -> bool:
    """Return whether argparse might take a word for an option."""
    return word.startswith("-") and word != "-"
