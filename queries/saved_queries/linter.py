"""Checks saved queries, and reads those that pass.

A file begins with ``#+`` lines with YAML: ``summary``, ``description``, ``tags``, ``parameters`` (name →
description, type, class, default, choices), ``rows`` (the columns that name the thing asked for) and ``columns``
(column → description). Then comes the SPARQL with all its
prefixes. Each parameter is in it as ``VALUES ?name { <default> }``, in every group or sub-select that needs it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

from ontology.files import read_bytes
from ontology.namespaces import PREFIXES
from queries.errors import ParameterError, QueryRefusedError, QuerySyntaxError, StoreError
from queries.saved_queries.binding import make_term
from queries.saved_queries.claim_columns import hidden_limits, unread_limits
from queries.saved_queries.federation import Service, answer_services, find_services, read_endpoints
from queries.saved_queries.head import Entry, HeadError, read_head, split_head
from queries.saved_queries.head_model import Head, check_head
from queries.saved_queries.model import ROLL_UP_NEEDS, Parameter, SavedQuery
from queries.saved_queries.slow_forms import slow_forms
from queries.sparql.terms import term_text
from queries.sparql.tokenizer import (
    Token,
    ValuesBlock,
    declared_prefixes,
    line_of,
    query_form,
    tokenize,
    values_blocks,
    values_lists,
)
from queries.store.interface import Solutions
from queries.store.limits import QUERY_SIZE
from queries.store.query_check import check_query, run_on_nothing

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class LintProblem(NamedTuple):
    """Something wrong in a saved query.

    :param path: the file
    :param line: the line, counted from 1
    :param message: what is wrong and what is wanted
    """

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        """Return the problem in a form that editors recognise.

        :returns: one line
        """
        return f"{self.path}:{self.line}: {self.message}"


def lint(path: str | os.PathLike[str]) -> list[LintProblem]:
    """Check a saved query.

    :param path: the ``.rq`` file
    :returns: the problems, in order of lines
    """
    return Linter(path).problems


class _Silence:
    """An endpoint that answers nothing, so that a query can be checked without calling anybody.

    :param address: its address
    """

    def __init__(self, address: str) -> None:
        self.location = address

    def select(self, query: str) -> Solutions:
        """Parse the query that would be sent, and return no rows.

        :param query: SPARQL
        :returns: an empty answer
        """
        return Solutions(run_on_nothing(query).variables, [])


class Linter:
    """Reads one file and notes all that is wrong with it.

    :param path: the ``.rq`` file
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self.problems: list[LintProblem] = []
        self.entries: dict[str, Entry] = {}
        self.head: Head | None = None
        self.parameters: list[Parameter] = []
        self.text = self.body = ""
        self.tokens: list[Token] = []
        self.blocks: list[ValuesBlock] = []
        self.known_endpoints = read_endpoints()
        try:
            self.text = read_bytes(self.path, QUERY_SIZE.default).decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            self._note(1, f"cannot be read as UTF-8: {error}")
            return
        self._check()
        self.problems.sort(key=lambda problem: problem.line)

    def query(self) -> SavedQuery:
        """Return the query; only allowed if the file has no problems.

        :returns: the query
        """
        assert self.head is not None  # noqa: S101 - without problems there is a head
        shift = len(self.text) - len(self.body)
        names = {parameter.name for parameter in self.parameters}
        return SavedQuery(
            name=self.path.stem,
            summary=self.head.summary,
            description=self.head.description,
            tags=self.head.tags,
            form=query_form(self.tokens) or "",
            parameters=tuple(self.parameters),
            rows=self.head.rows,
            cells=self.head.cells,
            columns=self.head.columns,
            text=self.body,
            blocks=tuple(
                (b.variable, b.inner_start - shift, b.end - 1 - shift) for b in self.blocks if b.variable in names
            ),
            endpoints=tuple(service.address for service in self._services()),
        )

    def _services(self) -> list[Service]:
        """Return the SERVICE clauses of the query."""
        prefixes = {name: iri for name, (iri, _) in declared_prefixes(self.tokens).items()}
        return find_services(self.text, self.tokens, prefixes)

    def _note(self, line: int, message: str) -> None:
        """Keep a problem."""
        self.problems.append(LintProblem(str(self.path), line, message))

    def _check(self) -> None:
        """Check the whole file."""
        if not _NAME.fullmatch(self.path.stem):
            self._note(1, f"the file's name {self.path.stem!r} must be small letters, digits and hyphens")
        for number, line in enumerate(self.text.splitlines(), 1):
            if "\t" in line:
                self._note(number, "a tab: use spaces")
        head, self.body = split_head(self.text)
        # Tokens are counted from the start of the file, whose head is a comment, so that they know their line in it.
        self.tokens = tokenize(self.text)
        self.blocks = values_blocks(self.tokens)
        if not head:
            self._note(1, "no head: the file must begin with `#+ summary: …`")
        elif not self.problems:
            try:
                self.entries = read_head(head)
            except HeadError as error:
                self._note(error.line, str(error))
            else:
                self._check_head()
        self._check_prefixes()
        if not any(token.is_word("GRAPH") for token in self.tokens):
            self._note(self._first_line(), "no GRAPH clause: a saved query must name its graphs")
        variables = self._run_on_nothing()
        if variables is not None and self.head is not None:
            self._check_columns(variables)
            self._check_rows(self.head, variables)
            self._check_limits(self.head, variables)
        elif query_form(self.tokens) in ("CONSTRUCT", "DESCRIBE") and (message := unread_limits(self.tokens)):
            self._note(self._first_line(), message)
        self._check_blocks()
        chosen = [parameter.name for parameter in self.parameters if parameter.type in ("entity", "source")]
        for form in slow_forms(self.tokens, self.blocks, chosen):
            self._note(line_of(self.text, form.position), form.message)

    def _first_line(self) -> int:
        """Return the line of the first token."""
        return line_of(self.text, self.tokens[0].start) if self.tokens else 1

    def _check_head(self) -> None:
        """Check the keys of the head and what they hold, and keep the parameters."""
        self.head, problems = check_head(self.entries)
        for line, message in problems:
            self._note(line, message)
        if self.head is None:
            return
        for name, given in self.head.parameters.items():
            parameter = Parameter(name, **dict(given))
            line = self.entries["parameters"].value[name].line
            try:
                for value in (*parameter.default, *parameter.choices):
                    make_term(parameter, value)
            except ParameterError as error:
                self._note(line, str(error))
                continue
            if parameter.choices and not set(parameter.default) <= set(parameter.choices):
                line = self.entries["parameters"].value[name].value["choices"].line
                self._note(line, f"the default of parameter {name} is not among its choices")
            self.parameters.append(parameter)

    def _check_prefixes(self) -> None:
        """Check that every prefix is declared, as the namespaces table has it."""
        declared = declared_prefixes(self.tokens)
        for prefix, (iri, token) in declared.items():
            if PREFIXES.get(prefix) != iri:
                wanted = f"<{PREFIXES[prefix]}>" if prefix in PREFIXES else "no such prefix"
                self._note(
                    line_of(self.text, token.start), f"PREFIX {prefix}: differs from ontology/namespaces.py: {wanted}"
                )
        missing = set()
        for token in self.tokens:
            prefix = token.text.partition(":")[0]
            if token.kind == "name" and prefix not in declared and prefix not in missing:
                missing.add(prefix)
                self._note(line_of(self.text, token.start), f"no PREFIX line declares {prefix}:")

    def _run_on_nothing(self) -> list[str] | None:
        """Run the query on an empty store; return its columns, or None for another form or an invalid query."""
        try:
            local = answer_services(self.text, self.known_endpoints, _Silence)
            form = query_form(tokenize(local))
            if form == "SELECT":
                return run_on_nothing(local).variables
            check_query(local)
            for key in ("columns", "rows", "cells"):
                if self.entries.get(key):
                    self._note(self.entries[key].line, f"only a SELECT query has {key}")
        except QueryRefusedError as error:
            self._note(self._first_line(), str(error))
        except QuerySyntaxError as error:
            if not self.problems:
                self._note(error.line or 1, str(error))
        except StoreError as error:
            self._note(self._first_line(), f"the query cannot be run: {error}")
        return None

    def _check_columns(self, variables: list[str]) -> None:
        """Check that the head describes the columns of the answer, all of them and no others."""
        select = next(at for at, token in enumerate(self.tokens) if token.is_word("SELECT"))
        if any(token.text == "*" for token in self.tokens[select + 1 : select + 3]):
            self._note(
                line_of(self.text, self.tokens[select].start),
                "SELECT *: name the columns, engines order them as they like",
            )
        entry = self.entries.get("columns", Entry({}, 1))
        for name in variables:
            if name not in entry.value:
                self._note(entry.line, f"column {name!r} of the answer is not described under columns")
        for name, column in entry.value.items():
            if name not in variables:
                self._note(column.line, f"column {name!r} is described, but the query does not project it")

    def _check_rows(self, head: Head, variables: list[str]) -> None:
        """Check that the rows of the head can be made from the answer."""
        if not head.rows:
            if "cells" in self.entries:
                self._note(self.entries["cells"].line, "cells are those of a roll-up: name its rows")
            return
        line = self.entries["rows"].line
        for name in head.rows:
            if name not in variables:
                self._note(line, f"rows names {name!r}, which is not a column of the answer")
        missing = [name for name in ROLL_UP_NEEDS if name not in variables]
        if missing:
            self._note(line, f"a query with rows needs the columns {', '.join(ROLL_UP_NEEDS)}; missing: "
                             f"{', '.join(missing)}")  # fmt: skip

    def _check_limits(self, head: Head, variables: list[str]) -> None:
        """Check that the query hides nothing that reverses or limits a claim."""
        select = next(token for token in self.tokens if token.is_word("SELECT"))
        for token, message in hidden_limits(self.tokens, variables, head.rows):
            self._note(line_of(self.text, (token or select).start), message)

    def _check_blocks(self) -> None:
        """Check that every parameter is in the text as a VALUES block with its default."""
        for start, names in values_lists(self.tokens):
            for parameter in self.parameters:
                if parameter.name in names:
                    self._note(
                        line_of(self.text, start),
                        f"parameter {parameter.name} must be written as VALUES ?{parameter.name} {{ … }}",
                    )
        for parameter in self.parameters:
            blocks = [block for block in self.blocks if block.variable == parameter.name]
            if not blocks:
                self._note(
                    self.entries["parameters"].value[parameter.name].line,
                    f"parameter {parameter.name} has no block VALUES ?{parameter.name} {{ … }} in the text",
                )
            wanted = [make_term(parameter, value) for value in parameter.default] or ["UNDEF"]
            for block in blocks:
                found = self._terms(block)
                if found is not None and found != wanted:
                    self._note(
                        line_of(self.text, block.start),
                        f"VALUES ?{block.variable} holds {' '.join(found) or 'nothing'}, "
                        f"but the default of the parameter is {' '.join(wanted)}",
                    )

    def _terms(self, block: ValuesBlock) -> list[str] | None:
        """Return the terms of a block as the engine reads them; None if it cannot."""
        prologue = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, (iri, _) in declared_prefixes(self.tokens).items())
        inner = self.text[block.inner_start : block.end]
        try:
            rows = run_on_nothing(f"{prologue}SELECT ?x {{ VALUES ?x {{ {inner} }}").rows
        except StoreError:
            return None
        return [term_text(row["x"]) if "x" in row else "UNDEF" for row in rows]
