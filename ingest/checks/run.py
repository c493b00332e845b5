"""The checks of ``drugkg check``: each reports what it looked at, how much of it, and what it found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store, Triple, parse

from ingest import anchor_verification as anchors
from ingest.assembly import Inputs, base_quads, inferred_quads, read_inputs, shape_problems
from ingest.checks.curation import curation_check
from ingest.checks.mappings import mapping_checks
from ingest.checks.outcome import Check
from ingest.checks.wording import wording_check
from ingest.graphs.facts import fact_count, unsupported_facts
from ingest.graphs.writer import graph
from ingest.problems import InvalidInputError, Problem
from ingest.progress import Progress
from ingest.sources import SOURCES_FOLDER
from ontology.declared_terms import undeclared
from ontology.errors import MissingExtraError, UserError
from ontology.files import check_rdf, read_bytes
from ontology.reasoning.consistency import ReasonerError, check_consistency
from ontology.shapes import validate_by_pyshacl
from ontology.vocabulary import ontology_triples
from queries.saved_queries.reading import CATALOG_FOLDER, lint_folder, query_files


def run_checks(
    *,
    originals: Path | None = None,
    sources: Path = SOURCES_FOLDER,
    extra: Path | None = None,
    vocabularies: Path | None = None,
) -> Iterator[Check]:
    """Run all checks one after the other without writing anything.

    :param originals: folder of the original documents; without it the anchors are not verified
    :param sources: folder of the source folders
    :param extra: an RDF file whose statements are checked as if they were in the ontology
    :param vocabularies: folder of label tables, to verify the mappings
    :yields: the outcome of each check as soon as it is done
    :returns: the outcome of each check, as it is done
    """
    added = read_triples(extra) if extra else []
    try:
        inputs = read_inputs(None, Progress(), sources)  # anchors have a check of their own below
    except UserError as error:
        yield Check("claims", "the entity and claim files", tuple(str(error).splitlines()))
        return
    claims = sum(len(item.claims) for item in inputs.sources)
    yield Check("claims", f"{claims} claims of {len(inputs.sources)} documents, {len(inputs.entities)} entities")
    quads = base_quads(inputs)
    axioms = [*ontology_triples(), *added]
    yield _declared_check(quads)
    yield _facts_check(quads)
    yield _shapes_check(quads, inputs)
    yield _rules_check(quads, axioms)
    yield _consistency_check(quads, axioms)
    yield _catalog_check()
    yield from mapping_checks(inputs.entities, vocabularies)
    yield from _anchor_checks(inputs, originals)


def read_triples(path: Path) -> list[Triple]:
    """Read an RDF file; its extension decides the format.

    :param path: such as ``extra.ttl``
    :returns: its triples
    :raises UserError: if it cannot be read
    """
    form = RdfFormat.from_extension(path.suffix.lstrip("."))
    if form is None:
        raise UserError(f"{path}: unknown RDF format; name it .ttl, .nt, .rdf, .trig, .nq or .jsonld")
    try:
        data = read_bytes(path)
        check_rdf(data, form.name)
        triples = [quad.triple for quad in parse(data, format=form)]
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror or error}") from error
    except (SyntaxError, ValueError) as error:
        reason = " ".join(str(error).lstrip(": ").split())
        raise UserError(f"{path}: cannot be read as {form.name}: {reason}") from error
    if any(isinstance(triple.object, Triple) for triple in triples):
        raise UserError(f"{path}: has triple terms, which OWL does not know: leave them out")
    return triples


def _declared_check(quads: list[Quad]) -> Check:
    unknown = undeclared(quads)
    problems = tuple(f"dkgo:{name} is used and not declared in ontology/drugkg.ttl" for name in unknown)
    return Check("declared terms", f"{len(quads)} statements", problems)


def _facts_check(quads: list[Quad]) -> Check:
    store = Store()
    store.extend(quads)
    problems = tuple(f"no claim makes {triple} true on its own" for triple in unsupported_facts(store))
    checked = f"{fact_count(store)} facts; 'drugkg query facts' shows each with its claims and its rule"
    return Check("facts", checked, problems)


def _shapes_check(quads: list[Quad], inputs: Inputs) -> Check:
    checked, problems = shape_problems(quads, inputs, validate_by_pyshacl)
    return Check("shapes (SHACL)", f"{checked} statements", tuple(map(str, problems)))


def _rules_check(quads: list[Quad], axioms: list[Triple]) -> Check:
    try:
        new = inferred_quads(quads, axioms)
    except InvalidInputError as error:
        return Check("rules (OWL 2 RL)", "ontology, entities and facts", tuple(p.message for p in error.problems))
    return Check("rules (OWL 2 RL)", f"{len(new)} new statements follow")


def _consistency_check(quads: list[Quad], axioms: list[Triple]) -> Check:
    data = [quad.triple for quad in quads if quad.graph_name in {graph("entities"), graph("facts")}]
    checked = f"{len(axioms)} statements of the ontology, {len(data)} of entities and facts"
    try:
        report = check_consistency(axioms, data)
    except MissingExtraError as error:
        return Check("consistency (HermiT)", f"not run: needs drugkg[{error.extra}]", not_run=True)
    except ReasonerError as error:
        return Check("consistency (HermiT)", checked, (str(error),))
    return Check("consistency (HermiT)", checked, report.explanation or (() if report else ("inconsistent",)))


def _catalog_check() -> Check:
    count = len(query_files(CATALOG_FOLDER))
    return Check("saved queries", f"{count} queries", tuple(map(str, lint_folder(CATALOG_FOLDER))))


def _anchor_checks(inputs: Inputs, originals: Path | None) -> Iterator[Check]:
    total = sum(len(claim.record.places) for item in inputs.sources for claim in item.claims)
    if originals is None:
        yield wording_check(inputs.sources)
        note = "no originals given: name their folder by --originals or DRUGKG_ORIGINALS"
        yield Check("anchors", f"0 of {total} anchors", notes=(note,))
        yield curation_check(inputs.sources, {})
        return
    report = anchors.verify(originals, inputs.sources)
    yield wording_check(inputs.sources, report.texts)
    problems = list(map(str, report.problems))
    if report.verified != report.total and not problems:
        problems.append(str(Problem(str(originals), 0, f"only {report.verified} of {report.total} anchors verified")))
    yield Check("anchors", f"{report.verified} of {report.total} anchors", tuple(problems))
    yield curation_check(inputs.sources, report.texts)
    notes = []
    covered = characters = 0
    for item in inputs.sources:
        text = report.texts.get(item.source.slug)
        if text is None:
            continue
        passages = anchors.uncovered(text, item.claims)
        notes += [f"{item.source.file}:{passage.line}: {passage.text}" for passage in passages]
        characters += len(text)
        covered += len(text) - sum(len(passage.text) for passage in passages)
    yield Check("uncovered passages", f"claims cover {covered} of {characters} characters", notes=tuple(notes))
