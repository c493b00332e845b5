"""Graphs as SVG: elements, layout, shapes, colours and legend."""
