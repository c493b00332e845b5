"""The explorer: Streamlit pages over the graph. ``app.py`` is the script that Streamlit runs, ``<name>_page.py`` a page."""
