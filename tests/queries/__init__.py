"""Tests of the room from the graph to answers."""
