"""What follows from the ontology: closure by rules, and consistency by a complete reasoner."""
