"""Which sheets of a packet must be printed again: pages compared as they come out of the printer."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

import pypdfium2

_DOTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class ReprintList:
    """Pages of the new packet, counted from 1: `changed` look different, `added` come after the old last page.

    `removed` are pages of the old packet that have no successor.
    """

    changed: tuple[int, ...]
    added: tuple[int, ...]
    removed: tuple[int, ...]

    @property
    def pages(self) -> tuple[int, ...]:
        """Pages of the new packet to print."""
        return self.changed + self.added


def reprint_list(old: bytes, new: bytes) -> ReprintList:
    """Compare two versions of a packet page by page; a folio whose total changed counts, since it is printed."""
    before, after = _pages(old), _pages(new)
    shared = min(len(before), len(after))
    return ReprintList(
        changed=tuple(page + 1 for page in range(shared) if before[page] != after[page]),
        added=tuple(range(shared + 1, len(after) + 1)),
        removed=tuple(range(shared + 1, len(before) + 1)),
    )


def _pages(pdf: bytes) -> list[bytes]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [_look(page) for page in document]


def _look(page: pypdfium2.PdfPage) -> bytes:
    """A digest of the page's size and dots."""
    bitmap = page.render(scale=_DOTS_PER_INCH / 72)
    size = f"{bitmap.width}x{bitmap.height} ".encode()
    return sha256(size + bytes(bitmap.buffer)).digest()
