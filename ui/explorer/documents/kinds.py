"""What the kinds of documents mean for a reader, in a neutral sentence, with a mark that does not depend on colour."""

from __future__ import annotations

from typing import NamedTuple

from ui.explorer.frame.escaping import escaped


class Kind(NamedTuple):
    """A kind of document.

    :param icon: a Material icon
    :param meaning: what the kind means for a reader
    """

    icon: str
    meaning: str


_KINDS = {
    "marketing page": Kind(
        ":material/campaign:", "Published by a provider for possible clients. Look at what each statement cites."
    ),
    "health article": Kind(
        ":material/article:", "Written for the public. Studies are retold, and seldom named so that they can be found."
    ),
    "encyclopaedia": Kind(
        ":material/menu_book:", "A summary by many hands. Each statement is as good as the work that it cites."
    ),
    "monograph": Kind(
        ":material/medication:",
        "A reference for those who prescribe the drug. It states briefly, without argument.",
    ),
    "clinical answer page": Kind(
        ":material/stethoscope:",
        "A short answer to a question of clinicians. It summarises; the cited works are listed elsewhere.",
    ),
}
_OTHER = Kind(":material/description:", "")


def kind_of(name: str) -> Kind:
    """Return icon and meaning of a kind of document.

    :param name: the kind as in the document's metadata
    :returns: the kind; an unknown one has a plain icon and no meaning
    """
    return _KINDS.get(name, _OTHER)


def kind_badge(name: str) -> str:
    """Return a kind as a badge.

    :param name: the kind
    :returns: Markdown
    """
    return f":gray-badge[{kind_of(name).icon} {escaped(name)}]" if name else ""
