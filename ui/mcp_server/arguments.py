"""The arguments of the tools, as models: the protocol's JSON schemas and the checks of a call come from them."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Annotated, Any, Literal, get_origin

from pydantic import BaseModel, ConfigDict, Field, model_validator

from queries.store.limits import TOOL_ROWS

MOST_ROWS = TOOL_ROWS.largest or TOOL_ROWS.default
Name = Annotated[str, Field(min_length=1, max_length=300)]
Limit = Annotated[int, Field(ge=1, le=MOST_ROWS, description="most rows to return")]
Offset = Annotated[int, Field(ge=0, description="rows to skip: the next_offset of the answer before")]


class Arguments(BaseModel):
    """Arguments of a tool; a name that a tool does not know is an error."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _as_clients_send(cls, given: Any) -> Any:
        """Take null as left out, and a list or an object that is written as JSON text: many clients send these."""
        if not isinstance(given, dict):
            return given
        taken = {name: value for name, value in given.items() if value is not None}
        for name, value in taken.items():
            field = cls.model_fields.get(name)
            if field and isinstance(value, str) and get_origin(field.annotation) in (list, dict):
                with suppress(ValueError, RecursionError):
                    taken[name] = json.loads(value)
        return taken


class FindEntity(Arguments):
    """Arguments of ``find_entity``."""

    words: Name = Field(description="a name, synonym, brand name or identifier, such as 'Lioresal' or 'CHEBI:2972'")
    limit: Limit = 10


class DescribeEntity(Arguments):
    """Arguments of ``describe_entity``."""

    entity: Name = Field(description="identifier from find_entity, such as 'drugkg:baclofen', or an exact name")
    limit: Limit = TOOL_ROWS.default
    offset: Offset = 0


class ListQueries(Arguments):
    """Arguments of ``list_queries``."""

    words: str = Field(default="", max_length=300, description="words that the query must be about; empty for all")
    topic: str = Field(default="", max_length=60, description="a topic, such as 'safety' or 'dose'; empty for all")


class RunQuery(Arguments):
    """Arguments of ``run_query``."""

    name: Name = Field(description="name of a saved query, from list_queries")
    parameters: dict[str, str | list[str]] = Field(
        default_factory=dict,
        description="values of its parameters by name, such as {'drug': 'drugkg:baclofen'}; the defaults when left out",
    )
    view: Literal["summary", "claims"] = Field(
        default="summary",
        description="summary: one row per thing asked for with the word of each document; claims: one row per claim",
    )
    limit: Limit = TOOL_ROWS.default
    offset: Offset = 0


class ExplainPath(Arguments):
    """Arguments of ``explain_path``."""

    start: Name = Field(description="where the path starts: usually a drug or receptor")
    end: Name = Field(description="where it ends: a finding, outcome or activity; its kinds match too")
    joined: bool = Field(default=False, description="also routes whose steps are in several documents")
    limit: Annotated[int, Field(ge=1, le=20, description="most routes to return")] = 5


class Compare(Arguments):
    """Arguments of ``compare``."""

    names: Annotated[list[Name], Field(min_length=2, max_length=6, description="two or more drugs, or documents")]
    topic: str = Field(default="", max_length=60, description="a topic, such as 'adverse_effect'; empty for all")
    limit: Limit = TOOL_ROWS.default
    offset: Offset = 0


class ListDisagreements(Arguments):
    """Arguments of ``list_disagreements``."""

    about: str = Field(default="", max_length=300, description="an entity that they must be about; empty for any")
    type: str = Field(default="", max_length=60, description="a type, such as 'value' or 'polarity'; empty for all")
    document: str = Field(default="", max_length=300, description="a document that must take part; empty for any")
    limit: Annotated[int, Field(ge=1, le=50, description="most disagreements to return")] = 10
    offset: Offset = 0


class OpenClaim(Arguments):
    """Arguments of ``open_claim``."""

    claim: Name = Field(description="identifier of a claim, such as 'claim:monograph-004'")


class RunSparql(Arguments):
    """Arguments of ``run_sparql``."""

    query: str = Field(min_length=1, description="SPARQL 1.1 query that only reads; known prefixes may be left out")
    limit: Limit = TOOL_ROWS.default
    offset: Offset = 0
