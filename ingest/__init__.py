"""From documents to the graph: sources, claim records, their validation, and the build."""

# This package belongs to drugkg.
