"""Files in and out: every reader gives plain values, every writer gives bytes; nothing here knows the database or Qt."""
