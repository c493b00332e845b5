"""Names, labels and saved queries of a graph, found without asking the store."""
