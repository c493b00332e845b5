"""What all pages share: the open graph, addresses, filters, escaping, the picture of a graph."""
