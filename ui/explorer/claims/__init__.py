"""Claims on the page: card, filters, passage, citation and search results."""
