"""Forms for saved queries, and the SPARQL editor with its examples."""
