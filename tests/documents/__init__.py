"""Documents, read back from the bytes that were made."""
