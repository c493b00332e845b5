"""From a name to the IRI it refers to: labels, synonyms, brand names and identifiers, in any case."""

from __future__ import annotations

from ontology.namespaces import compact
from queries.errors import AmbiguousNameError, UnknownNameError, did_you_mean, near
from queries.index.identifiers import (
    OWN,
    as_iri,
    external_term,
    is_one_identifier,
    of_no_page,
    of_no_vocabulary,
    own_curie,
    plain,
    split_identifier,
)

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from queries.index.name_table import NameTable


_DASHES = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212), "-")
_MOST_LISTED = 8
_IN_ABBREVIATIONS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")
EXACT = "exactMatch"
_CLOSENESS = 0.75
"""How similar a name must be to be offered: one letter wrong, left out or swapped in a word of four letters or more."""

NO_CLAIM = "; no claim speaks of it by that name"
TRY_SEARCH = "try `drugkg search`"
"""How the message on a name ends that is like nothing in the graph."""

_NOUNS = ("receptor", "route", "agent", "drug", "disease", "syndrome", "therapy")
"""What a person leaves out of a name: *oral*, *GABA-B*, *Parkinson's*, *alcohol withdrawal*."""

_LENGTHS_OF_ATC_CLASSES = tuple(map(len, ("ATC:N05BA", "ATC:N05B", "ATC:N05")))
_MATCHES = {
    "broadMatch": "narrower than it",
    "narrowMatch": "broader than it",
    "closeMatch": "close to it",
    "relatedMatch": "related to it",
}
_NEARBY = {"broader": "broader than it", "narrower": "narrower than it", "related": "related to it"}


def fold(name: str) -> str:
    """Normalise a name for comparison: no case, one kind of dash, single spaces.

    :param name: any name
    :returns: the normalised name

    >>> fold("GABA-B  Receptor")
    'gaba-b receptor'
    """
    if not name.isascii():
        import unicodedata  # noqa: PLC0415 - for few names

        name = unicodedata.normalize("NFKC", name).translate(_DASHES)
    return " ".join(name.casefold().split())


class Names:
    """The names of an index.

    :param table: the names, what has them, and the identifiers of other vocabularies
    :param superclasses: class → the classes above it, all by local name
    """

    def __init__(self, table: NameTable, superclasses: Mapping[str, Sequence[str]]) -> None:
        self._table = table
        self._superclasses = superclasses

    def find(self, name: str, entity_class: str = "", *, external: bool = False) -> str:
        """Return the thing that a name refers to.

        :param name: a label, a synonym, a brand name, a variant of one of them in number or spelling, the local part of
            one of our own identifiers, or an identifier, of ours or of a term that is mapped exactly, in any registered
            spelling or as an address
        :param entity_class: local name of the class that it must have, itself or a subclass
        :param external: whether a term of another vocabulary will do itself; its IRI is returned then
        :returns: its IRI
        :raises UnknownNameError: if nothing has this name, or only a thing of another class; the message offers what
            is near
        :raises AmbiguousNameError: if several things have it; the message lists them
        """
        text = plain(name)
        if not text:
            raise UnknownNameError("the name is empty: give a label, a synonym or an identifier")
        if external and (iri := external_term(text)):
            return iri
        folded, kind = fold(text), entity_class.rpartition(":")[2]
        found: list[str] = []
        for candidates in self._candidates(text, folded):
            fitting = [curie for curie in candidates if self._is_a(curie, kind)]
            labelled = [curie for curie in fitting if fold(self.about(curie)[0]) == folded]
            if len(fitting) == 1 or len(labelled) == 1:
                return as_iri((labelled or fitting)[0])
            if fitting:
                message = f"{name!r} may mean {self._listed(fitting)}: give one of these identifiers"
                raise AmbiguousNameError(message, [as_iri(curie) for curie in fitting])
            found.extend(candidates)
        if found:
            classes = ", ".join(dict.fromkeys(self.about(curie)[1] for curie in found))
            raise UnknownNameError(f"no {kind} has the name {name!r}; it names a thing of class {classes}")
        hint = (
            self._related(name, kind)
            or self._nearby(folded, kind)
            or of_no_vocabulary(text)
            or self._hint(folded, kind)
        )
        raise UnknownNameError(f"no {kind or 'entity'} has the name {name!r}{hint}")

    def of_class(self, kind: str) -> list[str]:
        """Return all things of a class.

        :param kind: local name of the class; things of its subclasses count too
        :returns: their IRIs, sorted
        """
        return sorted(as_iri(curie) for curie, *_ in self.things_of_class(kind))

    def things_of_class(self, kind: str) -> list[tuple[str, str, str, int]]:
        """Return all things of a class with what the index knows of them.

        :param kind: local name of the class, or an empty text for all; things of its subclasses count too
        :returns: CURIE, label, class and number of claims of each, by CURIE
        """
        return self._table.of_classes(self._classes(kind))

    def most_claimed(self, most: int) -> list[tuple[str, str, str, int]]:
        """Return the entities and documents of which most claims speak.

        :param most: how many to return
        :returns: CURIE, label, class and number of claims of each
        """
        return self._table.most_claimed(("drugkg", "source"), most)

    def names_of(self, curie: str) -> list[str]:
        """Return all names of a thing.

        :param curie: its CURIE
        :returns: the names, folded, in the order of the alphabet
        """
        return self._table.names_of(curie)

    def similar(self, words: str, *, cutoff: float = 0.5) -> list[str]:
        """Return names with a spelling similar to some words, or to one of them.

        :param words: the words
        :param cutoff: how similar a name must be, from 0 to 1
        :returns: the names, folded, the nearest first
        """
        folded, known = fold(words), self._table.all_names()
        whole = near(folded, known, cutoff=cutoff)
        return whole or [name for word in folded.split() for name in near(word, known, cutoff=cutoff)[:1]]

    def with_prefix(self, prefix: str) -> list[str]:
        """Return all things with a prefix.

        :param prefix: such as ``drugkg``
        :returns: CURIEs
        """
        return self._table.with_prefix(prefix)

    def named(self, name: str) -> list[str]:
        """Return what has a name.

        :param name: the name, folded
        :returns: CURIEs
        """
        return self._table.named(name)

    def matching(self, words: Sequence[str]) -> dict[str, str]:
        """Return what has some words in its name, or has them as an identifier.

        :param words: folded words, or parts of words, that a name must have all of; plurals find the singular
        :returns: CURIE → the name that matched, those whose name begins with the words first
        """
        from queries.index.variants import singular  # noqa: PLC0415 - only a search needs it

        wanted = [word if len(singular(word)) < 4 else singular(word) for word in words]
        beginning = " ".join(words)
        found: dict[str, str] = {}
        for name, curie in sorted(self._table.containing(wanted), key=lambda row: not row[0].startswith(beginning)):
            found.setdefault(curie, name)
        if len(words) == 1 or any(map(str.isdigit, beginning)):  # RxCUI 1292
            for curie in self._by_identifier(beginning):
                found.setdefault(curie, beginning)
        if not found:
            for match, curie in self._mapped_otherwise(beginning):
                found.setdefault(curie, f"{beginning}, and this is {_MATCHES[match]}")
        if not found:
            for term, match, curie in self._related_terms(" ".join(words)):
                found.setdefault(curie, f"{' '.join(words)} is a name of {term}, and this is {_MATCHES[match]}")
        if not found:
            for curie, how in self._nearby_things(" ".join(words)):
                found.setdefault(curie, f"nothing is called {' '.join(words)}, and this is {how}")
        return found

    def _related_terms(self, name: str) -> list[tuple[str, str, str]]:
        """Return each term that has a name and that things are mapped to, but not exactly: term, match, CURIE."""
        from ontology.mappings.related_names import terms_named  # noqa: PLC0415 - only for names that nothing has

        found = [(term, match, curie) for term in terms_named(name) for match, curie in self._matches(term)]
        return [(term, match, curie) for term, match, curie in found if match in _MATCHES and self.label(curie)]

    def _matches(self, term: str) -> list[tuple[str, str]]:
        """Return how entities match a term; a drug that none is mapped to is narrower than its ATC class."""
        found = self._table.matches(term)
        for length in _LENGTHS_OF_ATC_CLASSES if term.startswith("ATC:") else ():
            found = found or [("narrowMatch", curie) for _, curie in self._table.matches(term[:length])]
        return found

    def _related(self, name: str, kind: str) -> str:
        """Return the end of the message on a name that a related term has, such as the gene of a subunit."""
        told: dict[str, list[str]] = {}
        for term, match, curie in self._related_terms(name):
            if self._is_a(curie, kind):
                told.setdefault(f"{curie} ({self.about(curie)[0]}) is {_MATCHES[match]}", []).append(term)
        if not told:
            return ""
        terms = list(dict.fromkeys(term for of_one in told.values() for term in of_one))
        return f"; it is a name of {', '.join(terms[:_MOST_LISTED])}: {'; '.join(list(told)[:_MOST_LISTED])}"

    def _nearby_things(self, name: str) -> list[tuple[str, str]]:
        """Return what is near a name of something that is no entity: CURIE, and how it relates to it."""
        from ontology.mappings.related_names import load_nearby_names  # noqa: PLC0415 - as above
        from queries.index.variants import normal_form  # noqa: PLC0415 - as above

        wanted = (normal_form(name), name.removesuffix("s"))  # an abbreviation such as SSRIs is in no list of plurals
        rows = [row for row in load_nearby_names() if normal_form(fold(row.name)) in wanted]
        found = ((row.entity, _NEARBY[row.match]) for row in rows if self.label(row.entity) is not None)
        return list(dict.fromkeys(found))

    def _nearby(self, folded: str, kind: str) -> str:
        """Return the end of the message on a name of something that no claim speaks of by that name."""
        told: dict[str, list[str]] = {}
        for curie, how in self._nearby_things(folded):
            if self._is_a(curie, kind):
                told.setdefault(how, []).append(curie)
        near_it = [f"{how}: {self._listed(curies)}" for how, curies in told.items()]
        return f"{NO_CLAIM}; {'; '.join(near_it)}" if near_it else ""

    def _by_identifier(self, word: str) -> list[str]:
        """Return the things with an identifier, or mapped exactly to it; none if the word is not an identifier."""
        try:
            word = plain(word)
            return self._by_local_part(word) or self._identified(word)
        except UnknownNameError:
            return []

    def _mapped_otherwise(self, identifier: str) -> list[tuple[str, str]]:
        """Return what is mapped to an identifier, but not exactly: the match, and the CURIE."""
        from ontology.mappings.identifiers import as_curie  # noqa: PLC0415 - few names need the table

        curie = as_curie(identifier) if any(map(str.isdigit, identifier)) else None
        return [found for found in self._table.matches(curie) if found[0] in _MATCHES] if curie else []

    def find_entity(self, name: str) -> str:
        """Return the thing that a name refers to, as one of which documents speak.

        :param name: as for :meth:`find`
        :returns: its IRI
        :raises UnknownNameError: if nothing has this name, or it is the name of a document or of a reference
        """
        iri = self.find(name)
        kind = self.about(compact(iri))[1]
        if kind in ("Document", "Reference"):
            message = f"{name!r} is the name of a {kind.lower()}: name an entity here, and documents with `source`"
            raise UnknownNameError(message)
        return iri

    def about(self, curie: str) -> tuple[str, str, int]:
        """Return what the index knows of a thing.

        :param curie: its CURIE
        :returns: its label, its class and the number of claims that speak of it
        :raises KeyError: if the index does not know it
        """
        found = self._table.thing(curie)
        if found is None:
            raise KeyError(curie)
        return found

    def label(self, curie: str) -> str | None:
        """Return the label of a thing.

        :param curie: its CURIE
        :returns: its label; nothing if the index does not know it
        """
        found = self._table.thing(curie)
        return None if found is None else found[0]

    def _candidates(self, text: str, folded: str) -> Iterator[Sequence[str]]:
        """Yield what a text may mean, the likeliest first: an identifier, a name, the variant of a name."""
        if is_one_identifier(text):
            yield self._identified(text)
        yield self._table.named(folded)
        yield self._table.named(f"people with {folded}")
        slug = "drugkg:" + folded.replace(" ", "-")
        yield [slug] if self.label(slug) is not None else []
        yield self._by_local_part(text)
        from queries.index.variants import normal_form  # noqa: PLC0415 - only for names that are not found as they are

        form = normal_form(folded)
        yield self._table.of_form(form)
        yield self._table.of_form(normal_form(f"people with {folded}"))
        for noun in _NOUNS:
            yield self._table.of_form(f"{form} {noun}")
        yield self._table.labels_that_begin(f"{form} of ")
        if len(text) > 2 and text[-1] == "s" and text[0].isupper() and set(text[:-1]) <= _IN_ABBREVIATIONS:
            yield self._table.named(folded[:-1])
        if any(map(str.isdigit, text)):  # RxCUI 1292, CID2284
            yield self._identified(text)

    def _identified(self, text: str) -> list[str]:
        """Return the things that a CURIE or an address refers to; none if it is neither."""
        from ontology.mappings.identifiers import as_curie  # noqa: PLC0415 - few names need the table

        own = own_curie(text)
        prefix, _, local = own.partition(":")
        if own and self.label(own) is not None:
            return [own]
        if prefix in OWN:
            known = {curie.partition(":")[2]: curie for curie in self._table.with_prefix(prefix)}
            if local.casefold() in known:
                return [known[local.casefold()]]
            offered = [known[name] for name in near(local, list(known), cutoff=_CLOSENESS)]
            raise UnknownNameError(f"no entity has the identifier {text!r}{did_you_mean(offered)}")
        curie = as_curie(text)
        if curie is None:
            if "://" in text:
                raise UnknownNameError(f"no entity has the identifier {text!r}{of_no_page(text)}")
            prefix, mark, local = split_identifier(text)
            family = f"{prefix.upper()}."  # CHEMBL:CHEMBL701 is one of CHEMBL.COMPOUND and CHEMBL.TARGET
            return self._by_local_part(local, family) if mark else []
        if self.label(curie) is not None:
            return [curie]
        matches = self._table.matches(curie)
        exact = [entity for match, entity in matches if match == EXACT]
        if not exact:
            raise UnknownNameError(f"no entity is the same as {curie}{self._matched(matches)}")
        return exact

    def _by_local_part(self, text: str, prefix: str = "") -> list[str]:
        """Return the things that are mapped exactly to an identifier given without its prefix, such as ``DB00181``."""
        if text.isdigit() or " " in text:
            return []
        matches = self._table.matches_of_local_part(text.upper())
        return list(
            dict.fromkeys(
                curie for known, match, curie in matches if match == EXACT and known.upper().startswith(prefix)
            )
        )

    def _matched(self, matches: Iterable[Sequence[str]]) -> str:
        """Return the end of the message on an identifier to which no entity is mapped exactly."""
        told = [f"{curie} ({self.about(curie)[0]}) is {_MATCHES[match]}" for match, curie in matches]
        return f"; {'; '.join(told[:_MOST_LISTED])}" if told else ", nor mapped to it"

    def _classes(self, kind: str) -> set[str] | None:
        """Return a class and those below it; nothing where any class will do."""
        wanted = kind.rpartition(":")[2]
        return {wanted, *(name for name, above in self._superclasses.items() if wanted in above)} if wanted else None

    def _is_a(self, curie: str, wanted: str) -> bool:
        """Return whether a thing has a class, or one below it; every thing is of the empty class."""
        kind = self.about(curie)[1]
        return not wanted or kind == wanted or wanted in self._superclasses.get(kind, ())

    def _hint(self, folded: str, kind: str) -> str:
        """Return the end of the message on an unknown name: what has it as a word of its name, or a similar name."""
        from queries.index.variants import are_alike, normal_form  # noqa: PLC0415 - as above

        words = set(normal_form(folded).split())
        containing = [
            curie
            for curie in (self._table.forms_with(words) if words else ())
            if self._is_a(curie, kind) and self.about(curie)[1] not in ("Document", "Reference")
        ]
        if containing:
            return f"; it is part of the name of {self._listed(containing)}"
        known = list(dict.fromkeys(name for name, _ in self._table.names_of_classes(self._classes(kind))))
        offered: dict[str, str] = {}
        for name in near(folded, known, cutoff=_CLOSENESS):
            if are_alike(folded, name, _CLOSENESS):
                offered.setdefault(self._table.named(name)[0], name)
        return did_you_mean(list(offered.values())) or f"{NO_CLAIM}: {TRY_SEARCH}"

    def _listed(self, curies: Sequence[str]) -> str:
        """Return things in words, those with most claims first."""
        ranked = sorted(curies, key=lambda curie: (-self.about(curie)[2], curie))
        told = []
        for curie in ranked[:_MOST_LISTED]:
            label, kind, claims = self.about(curie)
            told.append(f"{curie} ({label}, {kind}, {claims} claim{'' if claims == 1 else 's'})")
        more = f" and {len(ranked) - _MOST_LISTED} more" if len(ranked) > _MOST_LISTED else ""
        return f"{', '.join(told)}{more}"
