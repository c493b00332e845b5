"""Parts of a graph: statements that are made from one input each, and kept by the content of that input."""
