"""Our classes and predicates in terms of the Biolink Model."""
