"""The explorer: Streamlit pages over a graph. Streamlit runs ``app.py``; each page is a module of ``screens``."""
