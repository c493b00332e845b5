"""The quads of each named graph, one module per graph."""
