"""Files of others are read within limits, and never make a reader crash."""

from __future__ import annotations

import gzip
import os
import threading
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.external.reading import read_ontology
from ontology.external.terms import ExternalOntologyError
from ontology.file_sizes import MIB
from ontology.files import check_xml, check_yaml, read_bytes, read_text, unpack
from tests.support.generated import GENERATED

RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x/">'


def test_a_device_and_a_pipe_are_refused_unread(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.owl")
    for path in (Path("/dev/zero"), tmp_path / "pipe.owl"):
        with pytest.raises(OSError, match="is not a regular file"):
            read_bytes(path)
    with pytest.raises(ExternalOntologyError, match=r"cannot read .*pipe.owl: is not a regular file"):
        read_ontology(tmp_path / "pipe.owl")


def test_a_file_has_a_largest_size(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"a\r\nb\r" + b"x" * 2 * MIB)
    with pytest.raises(OSError, match="is larger than the limit of 2 MiB"):
        read_bytes(path, 2 * MIB)
    assert read_text(path, 3 * MIB).startswith("a\nb\nxx")


def test_a_packed_file_may_grow_so_much_and_no_more(tmp_path: Path) -> None:
    bomb = gzip.compress(b"0" * 100 * MIB)
    with pytest.raises(OSError, match="is larger than the limit of 64 MiB when unpacked"):
        unpack(bomb)
    (tmp_path / "bomb.owl.gz").write_bytes(bomb)
    with pytest.raises(ExternalOntologyError, match=r"bomb.owl.gz: it is larger than the limit of 64 MiB"):
        read_ontology(tmp_path / "bomb.owl.gz")
    assert unpack(gzip.compress(b"a") + gzip.compress(b"b") + b"\0\0") == b"ab"
    for broken in (gzip.compress(b"abc" * 100)[:-9], gzip.compress(b"abc") + b"rest", b"\x1f\x8b"):
        with pytest.raises(OSError, match="is not a complete gzip file"):
            unpack(broken)


USE = f"{RDF}<x:a><x:p>&a;</x:p></x:a></rdf:RDF>"
HOSTILE_XML = {
    "entities in entities": f'<!DOCTYPE r [<!ENTITY b "xx"><!ENTITY a "&b;&b;">]>{USE}',
    "a long entity": f'<!DOCTYPE r [<!ENTITY a "{"x" * 1000}">]>{USE}',
    "a parameter entity": f'<!DOCTYPE r [<!ENTITY % a "x">]>{RDF}</rdf:RDF>',
    "a file as an entity": f'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>{USE}',
    "deep elements": RDF + "<x:a><x:p>" * 100_000 + "</x:p></x:a>" * 100_000 + "</rdf:RDF>",
    "deep elements, closed in comments": RDF + "<x:a><x:p><!-- </x:p></x:a> -->" * 100_000,
    "no end": RDF + "<x:a",
}


@pytest.mark.parametrize("name", HOSTILE_XML)
def test_hostile_xml_is_one_line_with_its_place(name: str, tmp_path: Path) -> None:
    path = tmp_path / "hostile.owl"
    path.write_text(HOSTILE_XML[name], encoding="utf-8")
    with pytest.raises(ExternalOntologyError, match=r"hostile.owl:1: not valid RDF/XML: ") as caught:
        read_ontology(path)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 500


def test_entities_that_abbreviate_namespaces_are_read(tmp_path: Path) -> None:
    (tmp_path / "good.owl").write_text(
        '<!DOCTYPE r [<!ENTITY owl "http://www.w3.org/2002/07/owl#"><!ENTITY rdfs "http://www.w3.org/2000/01/rdf-schema#">]>'
        + RDF.replace(">", ' xmlns:owl="&owl;" xmlns:rdfs="&rdfs;">')
        + '<owl:Class rdf:about="http://x/1"><rdfs:label>one</rdfs:label></owl:Class></rdf:RDF>',
        encoding="utf-8",
    )
    assert [term.label for term in read_ontology(tmp_path / "good.owl").terms] == ["one"]


def test_deep_triple_terms_are_refused(tmp_path: Path) -> None:
    term = "<<( <http://a> <http://b> " * 200_000 + "1" + " )>>" * 200_000
    (tmp_path / "deep.ttl").write_text(f"<http://a> <http://b> {term} .", encoding="utf-8")
    with pytest.raises(ExternalOntologyError, match=r"deep.ttl: not valid Turtle: more than 1,000 triple terms"):
        read_ontology(tmp_path / "deep.ttl")


def test_deep_json_is_refused(tmp_path: Path) -> None:
    (tmp_path / "deep.json").write_text('{"graphs": ' + "[" * 200_000, encoding="utf-8")
    with pytest.raises(ExternalOntologyError, match=r"deep.json:1: not valid JSON: nested too deeply"):
        read_ontology(tmp_path / "deep.json")


@pytest.mark.parametrize(
    "text",
    ["- " * 100_000 + "a", "[" * 100_000, "{a: " * 100_000, "".join(" " * level + "a:\n" for level in range(300))],
)
def test_deep_yaml_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        check_yaml(text)
    assert caught.value.problem == "nested more than 100 levels deep"
    assert caught.value.problem_mark is not None


@pytest.mark.parametrize("character", ["\0", "\x0b", "\x7f", "\ufffe"])
def test_a_character_that_yaml_cannot_have_is_refused_with_its_line(character: str) -> None:
    with pytest.raises(yaml.MarkedYAMLError, match=f"the character U\\+{ord(character):04X} is not allowed") as caught:
        check_yaml(f"a: 1\nb: {character}\n")
    assert caught.value.problem_mark is not None
    assert caught.value.problem_mark.line == 1


def test_aliases_are_refused_and_plain_yaml_is_not() -> None:
    with pytest.raises(yaml.MarkedYAMLError, match="an alias"):
        check_yaml("a: &x [1]\nb: [*x, *x]")
    check_yaml("a:\n  b: [1, {c: d}]\n")


STARTS = {"owl": RDF.encode(), "json": b'{"graphs": [', "ttl": b"<http://a> <http://b> ", "obo": b"[Term]\nid: A:1\n"}


@settings(GENERATED, max_examples=200)
@given(suffix=st.sampled_from([*STARTS, "owl.gz"]), data=st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_bytes_of_an_ontology_are_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / f"fuzz.{suffix}"
    for content in (data, STARTS.get(suffix, b"") + data, gzip.compress(data)):
        path.write_bytes(content)
        with pytest.raises(ExternalOntologyError):
            read_ontology(path)


def test_a_pipe_with_a_writer_is_refused_too(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    def write() -> None:
        with suppress(BrokenPipeError):
            pipe.write_bytes(b"x")

    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    with pytest.raises(OSError, match="is not a regular file"):
        read_bytes(pipe)


def test_xml_that_is_not_xml_names_its_line() -> None:
    with pytest.raises(ValueError, match=r"^:2: "):
        check_xml(b"<a>\n<b></a>")


def test_an_element_may_not_have_so_many_attributes_that_comparing_them_takes_long() -> None:
    with pytest.raises(ValueError, match=r"^:2: an element with more than 5,000 attributes$"):
        check_xml(b"<a>\n<b " + b" ".join(b"xmlns:n%d='x'" % number for number in range(5001)) + b"/></a>")
