"""The mechanism page: its controls, and the panel of claims next to the picture."""
