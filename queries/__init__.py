"""From the graph to answers: the store, saved queries and exports."""
