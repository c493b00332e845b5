"""The pages, one module per address."""
