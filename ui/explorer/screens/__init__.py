"""The pages. Streamlit runs one of them per address."""
