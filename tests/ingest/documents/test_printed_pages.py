"""Running heads of printed pages."""

from __future__ import annotations

from ingest.documents.reading import text_of
from ingest.documents.structure import view_of
from ingest.documents.view import DocumentView


def _view(text: str) -> DocumentView:
    return view_of(text_of(text.encode(), "page.txt"), ["zelopram"])


def _sentences(text: str) -> list[str]:
    view = _view(text)
    return [" ".join(view.words(unit).split()) for unit in view.units]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    page = "J. Invented Med. 2020, 12, 345\n\n{} of 17\n\n"
    text = (
        f"Zelopram\n\nThe drug eased the pain of most of the people who had been given it for the\n\n"
        f"{page.format(5)}whole of a month. It did not cause hiccups in any of them.\n\n{page.format(6)}"
        "Another paragraph follows here.\n"
    )
    found = _sentences(text)
    assert found[-2:] == ["It did not cause hiccups in any of them.", "Another paragraph follows here."]
    assert not any("of 17" in sentence or "Invented" in sentence for sentence in found)
