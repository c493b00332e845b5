"""The editor of the Query page: what it completes, and how text and mistakes pass between it and the page."""
