"""The parts of a workspace that a build reads: sources, entities, mappings, and the text of each document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.sources import SourceFolder, read_sources
from ontology.mappings.sssom import MappingSet, load_mapping_set

TEXT_FILE = "text.txt"
"""Name of the text of each document, in a directory of its own under ``documents``."""


@dataclass(frozen=True)
class WorkspaceParts:
    """What a build takes from a workspace.

    :param folder: the workspace; ``None`` without one
    :param sources: its documents with their claims
    :param entity_folders: the folder of its entities, if it has one
    """

    folder: Path | None = None
    sources: tuple[SourceFolder, ...] = ()
    entity_folders: tuple[Path, ...] = ()
    text_file: str = field(default=TEXT_FILE)

    def joined(self, packaged: Iterable[SourceFolder]) -> tuple[SourceFolder, ...]:
        """Return the packaged sources and those of the workspace.

        :param packaged: the packaged sources
        :returns: all sources, in the order of their files' names
        """
        return tuple(sorted((*packaged, *self.sources), key=lambda item: item.source.file))

    def documents(self, slug: str) -> Path:
        """Return the folder of the text of a document.

        :param slug: the source
        :returns: the folder
        """
        return (self.folder or Path()) / "documents" / slug

    def mappings(self) -> MappingSet:
        """Return the packaged mappings together with those of the workspace.

        :returns: one set, with the head of the packaged one
        """
        packaged = load_mapping_set()
        file = self.folder / "mappings.sssom.tsv" if self.folder is not None else None
        if file is None or not file.is_file():
            return packaged
        return replace(packaged, mappings=(*packaged.mappings, *load_mapping_set(file).mappings))


def workspace_parts(folder: Path | None) -> WorkspaceParts:
    """Read what a build takes from a workspace.

    :param folder: the workspace; a folder without sources adds nothing
    :returns: its parts
    """
    if folder is None:
        return WorkspaceParts()
    found = (folder / "sources").glob("*/source.yaml")
    if all(path.parent.name.startswith(".") for path in found):  # what a killed process left
        return WorkspaceParts()
    entities = folder / "entities"
    return WorkspaceParts(folder, read_sources(folder / "sources"), (entities,) if entities.is_dir() else ())
