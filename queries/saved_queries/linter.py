"""Checks saved queries, and reads those that pass.

A file begins with ``#+`` lines that hold YAML: ``summary``, ``description``, ``tags``, ``parameters`` (name →
description, type, class, default, choices) and ``columns`` (column → description). Then comes the SPARQL with all its
prefixes. Each parameter stands in it as ``VALUES ?name { <default> }``, in every group or sub-select that needs it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

import pyoxigraph

from ontology.namespaces import PREFIXES
from queries.errors import ParameterError, QueryRefusedError, syntax_error
from queries.saved_queries.binding import make_term
from queries.saved_queries.federation import Service, answer_services, find_services, read_endpoints
from queries.saved_queries.head import Entry, HeadError, read_head, split_head
from queries.saved_queries.model import PARAMETER_TYPES, Parameter, SavedQuery
from queries.sparql.read_only import check_read_only
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

KEYS = ("summary", "description", "tags", "parameters", "columns")
PARAMETER_KEYS = ("description", "type", "class", "default", "choices")
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
        """Return the problem as one line that editors can jump to."""
        return f"{self.path}:{self.line}: {self.message}"


def lint(path: str | os.PathLike[str]) -> list[LintProblem]:
    """Return what is wrong in a saved query, in the order of its lines.

    :param path: the ``.rq`` file
    """
    return Linter(path).problems


class _Silence:
    """An endpoint that answers nothing, so that a query can be checked without calling anybody.

    :param address: its address
    """

    def __init__(self, address: str) -> None:
        """Keep the address."""
        self.location = address

    def select(self, query: str) -> Solutions:
        """Parse the query that would be sent, and return no row."""
        result = pyoxigraph.Store().query(query)
        names = (
            [variable.value for variable in result.variables] if isinstance(result, pyoxigraph.QuerySolutions) else []
        )
        return Solutions(names, [])


class Linter:
    """Reads one file and notes all that is wrong with it.

    :param path: the ``.rq`` file
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Read the file and check it."""
        self.path = Path(path)
        self.problems: list[LintProblem] = []
        self.entries: dict[str, Entry] = {}
        self.parameters: list[Parameter] = []
        self.text = self.body = ""
        self.tokens: list[Token] = []
        self.blocks: list[ValuesBlock] = []
        self.known_endpoints = read_endpoints()
        try:
            self.text = self.path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            self._note(1, f"cannot be read as UTF-8: {error}")
            return
        self._check()
        self.problems.sort(key=lambda problem: problem.line)

    def query(self) -> SavedQuery:
        """Return the query; only for a file without problems."""
        value = {key: entry.value for key, entry in self.entries.items()}
        shift = len(self.text) - len(self.body)
        names = {parameter.name for parameter in self.parameters}
        return SavedQuery(
            name=self.path.stem,
            summary=value["summary"].strip(),
            description=value.get("description", "").strip(),
            tags=tuple(tag.value for tag in value.get("tags", [])),
            form=query_form(self.tokens) or "",
            parameters=tuple(self.parameters),
            columns={name: entry.value for name, entry in value.get("columns", {}).items()},
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
        if variables is not None and self.entries:
            self._check_columns(variables)
        self._check_blocks()

    def _first_line(self) -> int:
        """Return the line of the first token."""
        return line_of(self.text, self.tokens[0].start) if self.tokens else 1

    def _check_head(self) -> None:
        """Check the keys of the head and what they hold."""
        for key, entry in self.entries.items():
            if key not in KEYS:
                self._note(entry.line, f"unknown key {key!r}; known: {', '.join(KEYS)}")
        self._text_of(self.entries, "summary", 1, "the head")
        summary = self.entries.get("summary")
        if summary and isinstance(summary.value, str) and "\n" in summary.value.strip():
            self._note(summary.line, "the summary must be one line")
        if "description" in self.entries:
            self._text_of(self.entries, "description", 1, "the head")
        tags = self.entries.get("tags", Entry([], 1))
        if not isinstance(tags.value, list) or not all(isinstance(tag.value, str) and tag.value for tag in tags.value):
            self._note(tags.line, "tags must be a list of words")
        columns = self._mapping_of(self.entries, "columns")
        for name in columns:
            self._text_of(columns, name, columns[name].line, "columns")
        for name, entry in self._mapping_of(self.entries, "parameters").items():
            self._check_parameter(name, entry)

    def _text_of(self, entries: dict[str, Entry], key: str, line: int, where: str) -> str:
        """Return the text of a key that must be there and not be empty; note it otherwise."""
        entry = entries.get(key)
        if entry is None or not isinstance(entry.value, str) or not entry.value.strip():
            self._note(entry.line if entry else line, f"{where} needs a text for {key!r}")
            return ""
        return entry.value.strip()

    def _mapping_of(self, entries: dict[str, Entry], key: str) -> dict[str, Entry]:
        """Return the mapping of a key; note it if it is something else."""
        entry = entries.get(key)
        if entry is None:
            return {}
        if not isinstance(entry.value, dict):
            self._note(entry.line, f"{key} must be `name: …` lines")
            entries.pop(key)
            return {}
        mapping: dict[str, Entry] = entry.value
        return mapping

    def _check_parameter(self, name: str, entry: Entry) -> None:
        """Check one parameter of the head and keep it."""
        if not isinstance(entry.value, dict):
            self._note(entry.line, f"parameter {name} needs a description and a type")
            return
        fields: dict[str, Entry] = entry.value
        for key, field in fields.items():
            if key not in PARAMETER_KEYS:
                self._note(field.line, f"unknown key {key!r} of parameter {name}; known: {', '.join(PARAMETER_KEYS)}")
        description = self._text_of(fields, "description", entry.line, f"parameter {name}")
        kind = self._text_of(fields, "type", entry.line, f"parameter {name}")
        if kind and kind not in PARAMETER_TYPES:
            self._note(fields["type"].line, f"unknown type {kind!r}; known: {', '.join(PARAMETER_TYPES)}")
            return
        if "class" in fields and kind != "entity":
            self._note(
                fields["class"].line, f"only a parameter of type entity has a class, and {name} is of type {kind}"
            )
        entity_class = self._text_of(fields, "class", entry.line, f"parameter {name}") if "class" in fields else ""
        default, choices = self._values(fields, "default"), self._values(fields, "choices")
        parameter = Parameter(name, description, kind, entity_class, default, choices)
        for value in (*default, *choices):
            try:
                make_term(parameter, value)
            except ParameterError as error:
                self._note(entry.line, str(error))
                return
        if choices and not set(default) <= set(choices):
            self._note(fields["choices"].line, f"the default of parameter {name} is not among its choices")
        self.parameters.append(parameter)

    def _values(self, fields: dict[str, Entry], key: str) -> tuple[str, ...]:
        """Return the value or the list of values of a key."""
        entry = fields.get(key)
        if entry is None:
            return ()
        items = entry.value if isinstance(entry.value, list) else [entry]
        if not items or not all(isinstance(item.value, str) for item in items):
            self._note(entry.line, f"{key} must be a value or a list of values")
            return ()
        return tuple(item.value for item in items)

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
            check_read_only(local)
            result = pyoxigraph.Store().query(local)
        except QueryRefusedError as error:
            self._note(self._first_line(), str(error))
        except SyntaxError as error:
            found = syntax_error(str(error))
            if not self.problems:
                self._note(found.line or 1, str(found))
        except (OSError, RuntimeError, ValueError) as error:
            self._note(self._first_line(), f"the query cannot be run: {error}")
        else:
            if isinstance(result, pyoxigraph.QuerySolutions):
                return [variable.value for variable in result.variables]
            if self.entries.get("columns"):
                self._note(self.entries["columns"].line, "only a SELECT query has columns")
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

    def _check_blocks(self) -> None:
        """Check that every parameter stands in the text as a VALUES block with its default."""
        for start, names in values_lists(self.tokens):
            for parameter in self.parameters:
                if parameter.name in names:
                    self._note(
                        line_of(self.text, start),
                        f"parameter {parameter.name} must stand as VALUES ?{parameter.name} {{ … }}",
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
            result = pyoxigraph.Store().query(f"{prologue}SELECT ?x {{ VALUES ?x {{ {inner} }}")
        except (SyntaxError, ValueError, OSError):
            return None
        if not isinstance(result, pyoxigraph.QuerySolutions):
            return None
        return [str(row[0]) if row[0] is not None else "UNDEF" for row in result]
