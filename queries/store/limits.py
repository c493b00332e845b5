"""Registry of limits: every limit with its name, default, unit and meaning.

The code reads the values from here, and so do the help of the commands, the documentation and the explorer.
A limit is a named tuple because importing dataclasses would slow the start of every command.
"""

from __future__ import annotations

import os

from ontology.errors import UserError
from ontology.file_sizes import FILE_SIZE, LONGEST_TEXT, MIB, ONTOLOGY_SIZE
from ontology.light_types import Generic, NamedTuple

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeVar

    Number = TypeVar("Number", bound=float)
else:
    Number = float

_MOST_SECONDS = 10**8
"""About three years; clocks of the system take no time without end."""
_MOST = 2**53


class Limit(NamedTuple, Generic[Number]):
    """A limit and what it means.

    :param name: name in the documentation
    :param default: value unless the user sets another
    :param unit: what the value counts, such as ``s`` or ``rows``
    :param meaning: what the limit does, as a phrase
    :param option: option of the commands that sets it, if any
    :param variable: environment variable that sets it, if any
    :param largest: largest value that a form accepts, if a form sets it
    :param smallest: smallest value that makes sense, apart from 0
    """

    name: str
    default: Number
    unit: str
    meaning: str
    option: str = ""
    variable: str = ""
    largest: Number | None = None
    smallest: int = 0

    def value(self, environment: Mapping[str, str] = os.environ) -> Number:
        """Return the value in force: that of the environment variable, else the default.

        :param environment: the environment variables
        :returns: the value; 0 means no limit
        :raises UserError: if the variable is not a number of 0 or more

        >>> TIMEOUT.value({"DRUGKG_TIMEOUT": "5"})
        5.0
        >>> ROW_LIMIT.value({})
        100000
        """
        text = environment.get(self.variable, "") if self.variable else ""
        return self.parse(text, self.variable) if text else self.default

    def parse(self, text: str, place: str) -> Number:
        """Return the number that a text means.

        :param text: what the user wrote
        :param place: option or variable where it was written, for the message
        :returns: the number
        :raises UserError: if it is not a number of 0 or more, or far too large or small

        >>> ROW_LIMIT.parse("200", "--limit")
        200
        """
        try:
            number = type(self.default)(text)
        except ValueError:
            number = type(self.default)(-1)
        if not 0 <= number < float("inf"):
            whole = "a whole number" if isinstance(self.default, int) else "a number"
            raise UserError(f"{place}: {text[:40]!r} is not {whole} of 0 or more")
        if number > (most := _MOST_SECONDS if self.unit == "s" else _MOST):
            raise UserError(f"{place}: {text[:40]!r} is too large: the largest value is {most}; 0 means no limit")
        if 0 < number < self.smallest:
            least = f"{self.smallest} {self.unit}"
            raise UserError(f"{place}: {text[:40]!r} is too small: the smallest value is {least}; 0 means no limit")
        return number

    def shown(self) -> str:
        """Return the default with its unit, as documentation shows it.

        :returns: the text

        >>> TIMEOUT.shown(), ROW_LIMIT.shown(), ANSWER_SIZE.shown()
        ('10 s', '100,000 rows', '512 MiB')
        """
        if self.unit == "bytes" and self.default >= MIB:
            return f"{self.default // MIB:,} MiB"
        return f"{self.default:,g} {self.unit}" if isinstance(self.default, float) else f"{self.default:,} {self.unit}"


TIMEOUT: Limit[float] = Limit(
    "query time", 10.0, "s", "time after which a query is stopped", "--timeout", "DRUGKG_TIMEOUT"
)
ROW_LIMIT: Limit[int] = Limit(
    "rows", 100_000, "rows", "rows or triples after which an answer is cut", "--limit", "DRUGKG_ROW_LIMIT"
)
MEMORY_LIMIT: Limit[int] = Limit(
    "query memory", 4096 * MIB, "bytes", "memory that the process of a query may use", "", "DRUGKG_MEMORY_LIMIT",
    smallest=16 * MIB,
)  # fmt: skip
QUERY_SIZE: Limit[int] = Limit("query text", MIB, "bytes", "size of the text of a query")
INPUT_SIZE: Limit[int] = Limit(
    "input file", FILE_SIZE, "bytes", "size of a file of sources, entities, mappings or saved queries"
)
ONTOLOGY_FILE: Limit[int] = Limit("ontology file", ONTOLOGY_SIZE, "bytes", "size of an external ontology, unpacked")
TEXT_LENGTH: Limit[int] = Limit(
    "input text", LONGEST_TEXT, "characters", "length of one text in these files, such as a label or a statement"
)
ANSWER_SIZE: Limit[int] = Limit("answer size", 512 * MIB, "bytes", "size of the answer to a query")
ENDPOINT_ANSWER: Limit[int] = Limit("endpoint answer", 64 * MIB, "bytes", "size of an answer of `drugkg serve`")
ENDPOINT_TIMEOUT: Limit[float] = Limit(
    "endpoint query time", 10.0, "s", "time after which `drugkg serve` stops a query", "--timeout", "DRUGKG_TIMEOUT"
)
ENDPOINT_RUNNING: Limit[int] = Limit(
    "endpoint queries", 4, "queries", "queries that `drugkg serve` runs at the same time", "--workers"
)
ENDPOINT_WAITING: Limit[int] = Limit(
    "endpoint queue", 100, "queries", "queries that may wait in `drugkg serve`; further ones get 503", "--queue"
)
ENDPOINT_SENDING: Limit[int] = Limit(
    "endpoint answers",
    512 * MIB,
    "bytes",
    "answers that wait for clients of `drugkg serve`; further ones get 503",
)
SERVICE_WAIT: Limit[float] = Limit(
    "SERVICE wait", 60.0, "s", "time that a busy endpoint of a SERVICE clause may ask to wait before the query fails"
)
SERVICE_TRIES: Limit[int] = Limit("SERVICE attempts", 3, "attempts", "times that the endpoint of a SERVICE is asked")
PATH_STEPS: Limit[int] = Limit("path steps", 8, "steps", "steps of the longest route that is searched", "--max-steps")
PATH_CHAINS: Limit[int] = Limit("path chains", 2000, "chains", "chains of steps after which a search for routes ends")
SEARCH_SHOWN: Limit[int] = Limit(
    "search results", 20, "results of each kind", "results that `drugkg search` prints; --all prints the rest", "--all"
)
DISAGREEMENTS_SHOWN: Limit[int] = Limit(
    "disagreements", 25, "disagreements", "disagreements that are printed; --all prints the rest", "--all"
)
TOOL_ROWS: Limit[int] = Limit(
    "tool rows", 25, "rows", "rows of an answer to a client with a language model, unless it asks for more", largest=200
)
TOOL_ANSWER_SIZE: Limit[int] = Limit(
    "tool answer", 40_000, "characters", "characters of an answer to a client with a language model"
)
MESSAGE_LINES: Limit[int] = Limit("message", 40, "lines", "lines of an error message that are printed")
EDITOR_TIMEOUT: Limit[int] = Limit(
    "SPARQL editor: time", 10, "s", "time after which a query of the explorer's editor is stopped", largest=120
)
EDITOR_ROWS: Limit[int] = Limit(
    "SPARQL editor: rows", 10_000, "rows", "rows after which an answer in the explorer's editor is cut", largest=50_000
)
DRAWN_NODES: Limit[int] = Limit("drawn nodes", 60, "nodes", "nodes of a CONSTRUCT answer that the explorer draws")
DRAWN_NEIGHBOURS: Limit[int] = Limit(
    "drawn neighbours", 12, "neighbours", "neighbours of a node that the Mechanism page draws"
)
CHART_BARS: Limit[int] = Limit("chart bars", 40, "bars", "bars of a chart in the explorer")
PAGE_RESULTS: Limit[int] = Limit(
    "Search page", 25, "results of each kind", "results that the Search page shows before it offers all"
)
TEXT_SHOWN: Limit[int] = Limit("shown text", 20_000, "characters", "characters of a Turtle answer that a page shows")

LIMITS: tuple[Limit[int] | Limit[float], ...] = (
    TIMEOUT,
    ROW_LIMIT,
    MEMORY_LIMIT,
    QUERY_SIZE,
    INPUT_SIZE,
    ONTOLOGY_FILE,
    TEXT_LENGTH,
    ANSWER_SIZE,
    ENDPOINT_ANSWER,
    ENDPOINT_TIMEOUT,
    ENDPOINT_RUNNING,
    ENDPOINT_WAITING,
    ENDPOINT_SENDING,
    SERVICE_WAIT,
    SERVICE_TRIES,
    PATH_STEPS,
    PATH_CHAINS,
    SEARCH_SHOWN,
    DISAGREEMENTS_SHOWN,
    TOOL_ROWS,
    TOOL_ANSWER_SIZE,
    MESSAGE_LINES,
    EDITOR_TIMEOUT,
    EDITOR_ROWS,
    DRAWN_NODES,
    DRAWN_NEIGHBOURS,
    CHART_BARS,
    PAGE_RESULTS,
    TEXT_SHOWN,
)
"""All limits that are in force, as the documentation lists them."""
