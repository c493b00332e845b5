"""The names of a graph as tables: a lookup reads the rows that it needs, however many entities the graph has.

A build writes the tables into a file next to the index; those of an endpoint are made in memory.
"""

from __future__ import annotations

from queries.errors import StoreError

TYPE_CHECKING = False

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Sequence
    from typing import Any

FILE_NAME = "names.sqlite"

_SHORTEST = 3  # letters of a word that the full-text index can find
_KEPT = 5_000  # things that are not looked up again
_LAST = "\U0010ffff"  # behind every name that begins alike
_CONTAINING = "SELECT name, curie FROM name WHERE number IN (SELECT rowid FROM letters WHERE letters MATCH ?)"


class NameTable:
    """Names, things and identifiers; several threads may use them.

    :param connect: opens the tables, when a name is first looked up
    """

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        from _thread import allocate_lock  # noqa: PLC0415 - many queries look no name up
        from functools import lru_cache  # noqa: PLC0415 - as above

        self._connect = connect
        self._connection: sqlite3.Connection | None = None
        self._lock = allocate_lock()
        self.thing = lru_cache(maxsize=_KEPT)(self._thing)

    def _thing(self, curie: str) -> tuple[str, str, int] | None:
        """Return label, class and number of claims of a thing; nothing if there is none."""
        return next(iter(self._rows("SELECT label, class, claims FROM thing WHERE curie = ?", curie)), None)

    def named(self, name: str) -> list[str]:
        """Return what has a name.

        :param name: the name, folded
        :returns: CURIEs
        """
        return self._column("SELECT curie FROM name WHERE name = ? ORDER BY number", name)

    def of_form(self, form: str) -> list[str]:
        """Return what has a name of some normal form.

        :param form: what :func:`queries.index.variants.normal_form` returns
        :returns: CURIEs
        """
        return self._column("SELECT curie FROM name WHERE form = ? ORDER BY number", form)

    def labels_that_begin(self, form: str) -> list[str]:
        """Return what has a label whose normal form begins in some way.

        :param form: the beginning of the normal form
        :returns: CURIEs
        """
        text = "SELECT curie FROM thing WHERE form >= ? AND form < ? ORDER BY curie"
        return self._column(text, form, form + _LAST)

    def with_prefix(self, prefix: str) -> list[str]:
        """Return all things with a prefix.

        :param prefix: such as ``drugkg``
        :returns: CURIEs
        """
        text = "SELECT curie FROM thing WHERE curie >= ? AND curie < ? ORDER BY curie"
        return self._column(text, f"{prefix}:", f"{prefix}:{_LAST}")

    def of_classes(self, classes: Iterable[str] | None) -> list[tuple[str, str, str, int]]:
        """Return all things of some classes.

        :param classes: local names of classes; all classes when nothing is given
        :returns: CURIE, label, class and number of claims of each, by CURIE
        """
        text = "SELECT curie, label, class, claims FROM thing"
        if classes is None:
            return self._rows(f"{text} ORDER BY curie")
        return sorted(row for kind in classes for row in self._rows(f"{text} WHERE class = ?", kind))

    def most_claimed(self, prefixes: Iterable[str], most: int) -> list[tuple[str, str, str, int]]:
        """Return the things with some prefixes of which most claims speak.

        :param prefixes: such as ``drugkg``
        :param most: how many to return
        :returns: CURIE, label, class and number of claims of each, those with most claims first
        """
        text = "SELECT curie, label, class, claims FROM thing WHERE curie LIKE ? ORDER BY claims DESC, curie LIMIT ?"
        found = [row for prefix in prefixes for row in self._rows(text, f"{prefix}:%", most)]
        return sorted(found, key=lambda row: (-row[3], row[0]))[:most]

    def names_of(self, curie: str) -> list[str]:
        """Return the names of a thing.

        :param curie: its CURIE
        :returns: the names, folded, in the order of the alphabet
        """
        return self._column("SELECT name FROM name WHERE curie = ? ORDER BY number", curie)

    def all_names(self) -> list[str]:
        """Return all names, for what looks for similar ones.

        :returns: the names, folded, in the order of the alphabet
        """
        return self._column("SELECT name FROM name ORDER BY number")

    def names_of_classes(self, classes: Collection[str] | None) -> list[tuple[str, str]]:
        """Return the names of all things of some classes.

        :param classes: local names of classes; all classes when nothing is given
        :returns: each name, folded, with a CURIE that has it, in the order of the alphabet
        """
        rows = self._rows("SELECT name, curie, class FROM name JOIN thing USING (curie) ORDER BY number")
        return [(name, curie) for name, curie, kind in rows if classes is None or kind in classes]

    def containing(self, parts: Sequence[str]) -> list[tuple[str, str]]:
        """Return the names that have some words, or parts of words, in them.

        :param parts: the words, folded
        :returns: each name with a CURIE that has it, in the order of the alphabet
        """
        long = [part.replace("\0", " ").replace('"', '""') for part in parts if len(part) >= _SHORTEST]
        if long:
            rows = self._rows(f"{_CONTAINING} ORDER BY number", " AND ".join(f'"{part}"' for part in long))
        else:
            rows = self._rows("SELECT name, curie FROM name ORDER BY number")
        return [(name, curie) for name, curie in rows if all(part in name for part in parts)]

    def forms_with(self, words: Collection[str]) -> list[str]:
        """Return what has a name with all of some words in it.

        :param words: the words of a normal form
        :returns: CURIEs
        """
        condition = " AND ".join(["instr(form, ?)"] * len(words))
        rows = self._rows(f"SELECT form, curie FROM name WHERE {condition} ORDER BY number", *words)  # noqa: S608 - marks
        return list(dict.fromkeys(curie for form, curie in rows if set(words) <= set(form.split())))

    def matches(self, identifier: str) -> list[tuple[str, str]]:
        """Return how things match an identifier of another vocabulary.

        :param identifier: the identifier, as a CURIE
        :returns: kind of match, such as ``exactMatch``, and CURIE, the exact ones first
        """
        return self._rows("SELECT match, curie FROM identifier WHERE identifier = ? ORDER BY number", identifier)

    def matches_of_local_part(self, local: str) -> list[tuple[str, str, str]]:
        """Return how things match an identifier that is given without its prefix.

        :param local: what comes behind the prefix
        :returns: identifier, kind of match and CURIE
        """
        return self._rows("SELECT identifier, match, curie FROM identifier WHERE local = ? ORDER BY number", local)

    def _column(self, text: str, *values: object) -> list[str]:
        return list(dict.fromkeys(value for (value,) in self._rows(text, *values)))

    def _rows(self, text: str, *values: object) -> list[Any]:
        import sqlite3  # noqa: PLC0415 - many queries look no name up

        try:
            with self._lock:
                if self._connection is None:
                    self._connection = self._connect()
                return self._connection.execute(text, values).fetchall()
        except (sqlite3.Error, UnicodeError) as error:
            raise StoreError(f"cannot read the names of the graph ({FILE_NAME}): run `drugkg build`") from error
