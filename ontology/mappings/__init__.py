"""Mappings of our entities to other vocabularies: the SSSOM file, its checks and the prefixes."""
