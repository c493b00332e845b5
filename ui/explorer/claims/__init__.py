"""Claims on the page: card, filters, passage, citation, search results."""
