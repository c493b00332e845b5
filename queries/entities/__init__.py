"""One entity with all that the graph states in connection with it, and the picture of its neighbours."""
