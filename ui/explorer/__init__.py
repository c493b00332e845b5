"""The explorer: Streamlit pages over the graph. Streamlit runs ``app.py``; ``<name>_page.py`` is a page."""
