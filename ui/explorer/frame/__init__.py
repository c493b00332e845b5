"""What all pages share: the open graph, addresses, filters, escaping, and the picture of a graph."""
