"""A text that is not SPARQL gets a message with its place in the user's own text and what to do."""

from __future__ import annotations

import pytest

from queries.errors import QuerySyntaxError
from queries.sparql.advice import advised, find_slip, readable
from queries.sparql.plain import plain_prologue
from queries.sparql.prefixes import namespace_of, with_prefixes
from queries.sparql.tokenizer import few_tokens
from queries.store.query_check import check_query


@pytest.mark.parametrize(
    ("text", "line", "column", "advice"),
    [
        ("SELECT TOP 10 ?s { ?s ?p ?o }", 1, 8, "SPARQL has no TOP: write LIMIT 10 at the end"),
        ("SELECT ?s {\n  ?s ?p ?o", 1, 11, "the { is not closed: add }"),
        ("SELECT ?s { ?s ?p ?o } }", 1, 24, "} closes nothing"),
        ("SELECT ?s { FILTER(?s = 1 }", 1, 27, "} comes before ), which must close the ( at line 1, column 19"),
        ("ASK {\n ?s rdfs:label “baclofen” }", 2, 16, '“ is a curly quotation mark: write "'),
        ('ASK { ?s rdfs:label "baclofen }', 1, 21, 'the text that begins with " has no end: add "'),
        ("ASK { ?s nobody:knows ?o }", 1, 10, "the prefix nobody: is not declared: begin with PREFIX nobody: <…>"),
        ("ASK { ?s ?p ?o FILTER(?o == 1) }", 1, 26, "== is not an operator: write ="),
        ("ASK { ?s ?p ?o FILTER(?o <> 1) }", 1, 26, "<> is an empty IRI: write != to compare"),
        ("ASK { ?s ?p ?o FILTER(?o = 1 AND ?p = 2) }", 1, 30, "write && in a filter"),
        ('ASK { ?s ?p ?o FILTER(?o LIKE "x%") }', 1, 26, "SPARQL has no LIKE"),
        ("SELECT COUNT(?s) { ?s ?p ?o }", 1, 8, "a computed column needs brackets and a name: (COUNT(…) AS ?name)"),
        ("SELECT ?s, ?o { ?s ?p ?o }", 1, 10, "columns are separated by spaces"),
        ("SELECT ?s { ?s ?p ?o } LIMIT 3;", 1, 31, "SPARQL has no ; at the end: remove it"),
        ("SELECT DISTINCT drug { ?drug ?p ?o }", 1, 17, "the name of a variable begins with ?: write ?drug"),
        ('ASK { ?s ?p ?o FILTER ?o = "x" }', 1, 23, "a condition is in brackets: write FILTER(…)"),
        ("SELECT ?s ?o { ?s ?p ?o } GROUP BY ?s", 1, 11, "?o is not in GROUP BY: add it there"),
        ("SELECT ?s ?o", 1, 13, "the pattern is missing: write WHERE { … }"),
        ("ASK { GRAPH graph:external/hp { ?s ?p ?o } }", 1, 27, "a slash in a prefixed name is written \\\\/"),
        ("ASK { ?s ?p ?o ?x }", 1, 16, "a dot is missing before ?x: a triple pattern has three terms"),
        ("ASK { ?s a dkgo:Drug ; rdfs:label ?l ?s ?p ?o }", 1, 38, "a dot is missing before ?s"),
        ("ASK { ?s dkgo:a/dkgo:b+ ?o , ?n ?s ?p 1 }", 1, 33, "a dot is missing before ?s"),
        ("ASK { ?s ?p ?o . FILTER(CONTAINS(?o 'x')) }", 1, 37, "a comma or an operator is missing before 'x'"),
        ("SELECT ?s { ?s ?p ?o } LIMIT 5 ORDER BY ?s", 1, 32, "ORDER BY comes before LIMIT"),
        ("SELECT ?s { ?s ?p ?o } ORDER BY ?s GROUP BY ?s", 1, 36, "GROUP BY comes before ORDER BY"),
        ("SELECT ?s { ?s ?p ?o } ORDER BY ?s DESC", 1, 36, "write DESC(?s)"),
        ("SELECT ?s { ?s ?p ?o } LIMIT 1, 5", 1, 31, "LIMIT takes one number: write LIMIT … OFFSET …"),
        ("SELECT ?s { ?s ?p ?o } LIMIT -1", 1, 30, "LIMIT needs a whole number"),
        ("SELECT ?s { ?s ?p ?o } LIMIT", 1, 24, "LIMIT needs a whole number"),
        ("SELECT (COUNT(*)) { ?s ?p ?o }", 1, 8, "a computed column needs a name: (COUNT(…) AS ?name)"),
        ("SELECT (COUNT(*) AS n) { ?s ?p ?o }", 1, 21, "the name of a variable begins with ?: write ?n"),
        ("SELECT DISTINCT(?s) { ?s ?p ?o }", 1, 16, "DISTINCT takes no brackets: write SELECT DISTINCT ?name"),
        ("ASK { ?s ?p ?o -- all\n }", 1, 16, "-- begins no comment in SPARQL: write #"),
        ("ASK { https://example.org/x ?p ?o }", 1, 7, "an address is written in <…>"),
        (
            "ASK { ?s causes ?o }",
            1,
            10,
            "causes has no prefix: write dkgo:causes, drugkg:causes or, for a variable, ?causes",
        ),
        (
            "ASK { ?s ?p ?o } UNION { ?s ?p ?x }",
            1,
            18,
            "UNION comes after the pattern: put it within the braces of WHERE",
        ),
        ("ASK { ?s ?p ?o OPTIONAL ?s ?p ?x }", 1, 25, "what follows OPTIONAL is in braces: { … }"),
        ("ASK { ?s a dgko:Drug }", 1, 12, "begin with PREFIX dgko: <…>; did you mean: dkgo:?"),
        ("SELECT ?s { ?s ?p ?o } ORDER ?s", 1, 24, "write ORDER BY"),
        ("SELECT ?s { ?s ?p ?o } GROUP ?s", 1, 24, "write GROUP BY"),
        ("SELECT ?s { ?s ?p ?o } LIMT 3", 1, 24, "LIMT is not expected here; did you mean: LIMIT?"),
        ("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }", 1, 8, "?s is not in GROUP BY: write GROUP BY ?s at the end"),
    ],
)
def test_slip_is_named_with_its_place(text: str, line: int, column: int, advice: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        check_query(text)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert advice.replace("\\\\", "\\") in str(caught.value)
    assert f"line {line}, column {column}: " in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?top ?and { ?top rdfs:label \"“curly” == AND <>\" ; rdfs:comment '''a \" b''' } # “",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(COUNT(?s) > 1 && ?a != ?b || ?c <= 2) }",
        "SELECT ?s (COUNT(?o) AS ?n) WHERE { ?s ?p ?o FILTER NOT EXISTS { ?s a ?o } } GROUP BY $s ORDER BY ?n",
        "CONSTRUCT WHERE { ?s chebi:2972|^Uberon:0000955 ?o }",
        "SELECT DISTINCT (STR(?a) AS ?b) { [ a ?a ; ?p (1 2) ] ?q ?c . VALUES (?x ?y) { (1 2) (UNDEF 'a'@en) } }",
        "SELECT ?s { ?s ?p ?o } GROUP BY ?s HAVING(COUNT(?o) > 1) ORDER BY DESC(STRLEN(STR(?s))) LIMIT 3 OFFSET 1",
        "SELECT (COUNT(*) AS ?n) { ?s obo:CHEBI_2972 ?o . ?o kegg.drug:D1 ?x } VALUES ?s { UNDEF }",
        "SELECT ?s { { SELECT ?s { ?s ?p ?o } LIMIT 5 } ?s ?p 'x'^^xsd:string ; a/rdfs:label* ?n, ?m . } LIMIT 1",
    ],
)
def test_good_text_has_no_slip(text: str) -> None:
    assert find_slip(text) is None


def test_a_prefix_without_its_colon_is_named() -> None:
    slip = find_slip("PREFIX x <https://example.org/> ASK { ?s ?p ?o }")
    assert slip == (7, "the name of a prefix ends in a colon: PREFIX x: <…>")


def test_a_prefix_that_nobody_declares_for_the_user_is_named_with_its_namespace() -> None:
    raw = QuerySyntaxError("the query is not valid SPARQL at line 2, column 11: a prefix is not declared", 2, 11)
    found = advised(raw, "ASK {\n ?x ?p chebi:2972 }")
    assert str(found) == (
        "the query is not valid SPARQL at line 2, column 8: the prefix chebi: is not declared: "
        "begin with PREFIX chebi: <http://purl.obolibrary.org/obo/CHEBI_>"
    )
    assert (found.line, found.column) == (2, 8)


@pytest.mark.parametrize("text", ["", " \n", "# no query"])
def test_nothing_is_called_nothing(text: str) -> None:
    assert find_slip(text) == (0, "the query is empty")


def test_odd_spaces_are_read_as_spaces_outside_strings() -> None:
    text, notes = readable('\ufeffASK\u00a0{ ?s\u2009?p "a\u00a0b" }')
    assert text == 'ASK { ?s ?p "a\u00a0b" }'
    assert notes == [
        "ignored the byte-order mark at the start",
        "read the no-break space (U+00A0) at line 1, column 4 as a space",
        "read the thin space (U+2009) at line 1, column 9 as a space",
    ]
    assert readable("ASK { }") == ("ASK { }", [])


@pytest.mark.parametrize(
    "prefix",
    ["CHEBI", "chebi", "ChEBI", "MESH", "mesh", "rxnorm", "RXCUI", "GO", "uberon", "skos", "obo", "pubchem.compound"],
)
def test_prefixes_of_mapped_vocabularies_need_no_declaration(prefix: str) -> None:
    assert namespace_of(prefix).startswith("http")
    check_query(f"ASK {{ ?s ?p {prefix}:1 }}")


def test_prefix_that_the_text_declares_stays_its_own() -> None:
    text = "PREFIX chebi: <http://example.org/> ASK { chebi:1 ?p ?o }"
    assert with_prefixes(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p " + "a-" * 5001 + "}",
        'ASK { VALUES ?x { dkgo:Drug "a"\u00a0' + '"a"\u00a0' * 5000 + "} }",
        "&" * 100_000,
        "#\n" * 100_000 + "ASK {}",
        ":" * 100_001,
    ],
)
def test_a_text_that_nobody_typed_is_not_read_for_advice_as_no_time_limit_would_count(text: str) -> None:
    assert few_tokens(text) is None
    assert find_slip(text) is None
    assert readable(text) == (text, [])
    assert with_prefixes(text) == plain_prologue(text) + text
    assert ("PREFIX dkgo:" in with_prefixes(text)) == ("dkgo:" in text)


def test_the_place_where_the_engine_gave_up_is_named_in_a_long_text_too() -> None:
    with pytest.raises(QuerySyntaxError, match="not valid SPARQL at line 1, column") as error:
        check_query("SELECT * { ?s ?p " + "a-" * 5001 + "}")
    assert error.value.line == 1
