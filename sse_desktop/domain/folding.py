"""Text as it is compared in a search: this file takes off accents and case."""

import unicodedata


def fold(text: str) -> str:
    """Return the text in lower case, without accents and with single spaces: "  Nuñez  PÉREZ" is "nunez perez".

    Hangul stays whole; what was folded once does not change when folded again.
    """
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    folded = unicodedata.normalize("NFKD", plain.casefold())
    kept = "".join(mark for mark in folded if not unicodedata.combining(mark))
    return " ".join(unicodedata.normalize("NFC", kept).split())


def words(text: str) -> list[str]:
    """Return the folded words of a query, each once, in the order typed."""
    return list(dict.fromkeys(fold(text).split()))
