"""Forms that read the whole graph for a small answer are found, and their fast counterparts are not."""

from __future__ import annotations

import pytest

from queries.saved_queries.reading import CATALOG_FOLDER, query_files
from queries.saved_queries.slow_forms import slow_forms
from queries.sparql.tokenizer import tokenize, values_blocks

DRUG = "VALUES ?drug { drugkg:baclofen }"


def messages(text: str, *parameters: str) -> list[str]:
    tokens = tokenize(text)
    return [form.message for form in slow_forms(tokens, values_blocks(tokens), parameters)]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { GRAPH ?g { ?c a dkgo:Claim . OPTIONAL { ?c dkgo:note ?n } } }",
        "SELECT * { GRAPH ?g { { ?c a dkgo:Claim } UNION { ?c a ?x OPTIONAL { ?c dkgo:note ?n } } } }",
        "select * { graph ?g { ?c a dkgo:Claim . optional { ?c dkgo:note ?n } } }",
    ],
)
def test_an_optional_inside_a_graph_is_slow(text: str) -> None:
    assert len(messages(text)) == 1
    assert messages(text)[0].startswith("OPTIONAL inside GRAPH ?g is evaluated for every claim of the graph")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { GRAPH ?g { ?c a dkgo:Claim } OPTIONAL { GRAPH ?g { ?c dkgo:note ?n } } }",
        "SELECT * { GRAPH graph:entities { ?e a dkgo:Drug OPTIONAL { ?e skos:altLabel ?n } } }",
        "SELECT ?optional { GRAPH ?g { ?c dkgo:note 'OPTIONAL { }' } } # GRAPH ?g { OPTIONAL { } }",
    ],
)
def test_an_optional_elsewhere_is_not(text: str) -> None:
    assert messages(text) == []


def test_counting_in_a_sub_select_needs_the_parameter() -> None:
    inner = "SELECT ?p (COUNT(DISTINCT ?s) AS ?n) WHERE { %s GRAPH ?g { ?c dkgo:proposition ?p } } GROUP BY ?p"
    slow = f"SELECT * {{ {DRUG} {{ {inner % ''} }} }}"
    fast = f"SELECT * {{ {DRUG} {{ {inner % DRUG} }} }}"
    assert messages(slow, "drug") == [
        "GROUP BY in a sub-SELECT without a parameter counts over the whole graph: repeat VALUES ?drug in it"
    ]
    assert messages(fast, "drug") == messages(slow) == []


SUBJECT, OBJECT = "GRAPH ?g { ?c rdf:subject ?drug }", "GRAPH ?g { ?c rdf:object ?drug }"


@pytest.mark.parametrize(
    "branches",
    [
        f"{{ {DRUG} {SUBJECT} }} UNION {{ {OBJECT} }}",
        f"{{ {SUBJECT} }} UNION {{ {DRUG} {OBJECT} }}",
        f"{{ {DRUG} {SUBJECT} }} union {{ {DRUG} {OBJECT} }} union {{ GRAPH ?g {{ ?c a dkgo:Claim }} }}",
        f"{{ SELECT ?c {{ {{ {DRUG} {SUBJECT} }} UNION {{ {OBJECT} }} }} LIMIT 9 }}",
    ],
)
def test_a_branch_of_a_union_without_the_parameter_that_others_have_is_slow(branches: str) -> None:
    found = messages(f"SELECT * {{ {branches} }}", "drug")
    assert len(found) == 1
    assert "repeat VALUES ?drug in each branch" in found[0]


@pytest.mark.parametrize(
    "branches",
    [
        f"{{ {DRUG} {SUBJECT} }} UNION {{ {DRUG} {OBJECT} }}",
        f"{DRUG} {{ {SUBJECT} }} UNION {{ {OBJECT} }}",
        f"{DRUG} {{ {DRUG} {SUBJECT} }} UNION {{ {OBJECT} }}",
        f"{{ {DRUG} {SUBJECT} }} UNION {{ GRAPH graph:entities {{ ?c a dkgo:Drug }} }}",
        f"{{ {SUBJECT} }} UNION {{ {OBJECT} }}",
    ],
)
def test_a_union_with_the_parameter_around_it_or_in_each_branch_is_not(branches: str) -> None:
    assert messages(f"SELECT * {{ {branches} }}", "drug") == []


def test_the_catalogue_has_no_optional_inside_a_graph() -> None:
    files = query_files(CATALOG_FOLDER)
    assert len(files) > 60
    assert [path.name for path in files if messages(path.read_text(encoding="utf-8"))] == []
