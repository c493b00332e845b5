"""What is wrong with the input of a build: one line per problem, with file and line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ontology.errors import UserError


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that keeps the graph from being built.

    :param file: path as the user knows it
    :param line: 1-based line, 0 for the file as a whole
    :param message: what is wrong and, where it is not plain, what to do
    """

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        """Return ``file:line: message``, a form that editors recognise.

        :returns: one line
        """
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


class InvalidInputError(UserError, ValueError):
    """The input is inconsistent; nothing was built.

    :param problems: everything found, at least one
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))
