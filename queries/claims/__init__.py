"""Claims as the store holds them: reading, searching, describing and exporting them as triples."""
