"""Runs an export of any kind and gives back all that it wrote."""

from __future__ import annotations

import io
from pathlib import Path

from queries.exports.registry import FOLDERS, export, export_folder
from queries.store.interface import Store


def exported(store: Store, kind: str, folder: Path) -> tuple[int, str]:
    """Return the count that an export gives, and its text; that of several files one after the other."""
    if kind in FOLDERS:
        place = folder / kind
        count = export_folder(store, kind, place)
        return count, "".join((place / name).read_text(encoding="utf-8") for name in FOLDERS[kind])
    out = io.StringIO()
    return export(store, kind, out), out.getvalue()
