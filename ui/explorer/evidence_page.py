"""Evidence page (placeholder while the frame is built)."""

import streamlit as st
from ui.explorer.loaded import loaded
from ui.explorer.claim_view import show_claim
from ui.explorer.places import parameter


def show() -> None:
    graph = loaded()
    show_claim(graph, graph.claims[parameter("claim") or "encyclopaedia-037"])


if __name__ == "__main__":
    show()
