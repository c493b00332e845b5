"""Writes answers as tables, CSV, TSV, JSON and Markdown."""

from __future__ import annotations

from ontology.lazy_exports import lazy_exports

TYPE_CHECKING = False

if TYPE_CHECKING:
    from queries.answers.frames import Records, Rows
    from queries.answers.narrowing import readable
    from queries.answers.rollup import roll_up
    from queries.answers.table import write_table
    from queries.answers.writers import write_answer

__all__ = ["Records", "Rows", "readable", "roll_up", "write_answer", "write_table"]

__getattr__ = lazy_exports(
    __name__,
    {
        "frames": ["Records", "Rows"],
        "narrowing": ["readable"],
        "rollup": ["roll_up"],
        "table": ["write_table"],
        "writers": ["write_answer"],
    },
)
