"""From rows to documents: each function reads what a document needs and returns its PDF."""
