"""Seals the kept files of an encrypted cooperative: without the key nobody learns what is in them, nor which files they are.

A sealed file is a mark with the version, a random nonce of 12 bytes, and the content under ChaCha20-Poly1305 with mark and
name authenticated too, so that a file can't be put in the place of another. Its name is the HMAC-SHA256 of the content's
hash. Both keys are derived from one random key, which lies in the encrypted database and so opens with the passphrase.
"""

import hmac
import os
import secrets
from typing import Final

MARK: Final = b"sse\x01"
NONCE_BYTES: Final = 12
KEY_BYTES: Final = 32


def new_key() -> bytes:
    """Return a random key."""
    return secrets.token_bytes(KEY_BYTES)


class Seal:
    """Closes and opens the kept files of one cooperative."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError("a key of another length")
        self._names = _derived(key, "names")
        self._contents = _derived(key, "contents")

    def name(self, sha: str) -> str:
        """Return the name under which the content with this hash lies: 64 hexadecimal digits, as those of a hash."""
        return hmac.new(self._names, sha.encode(), "sha256").hexdigest()

    def close(self, data: bytes, name: str) -> bytes:
        """Return the content sealed for this name; never twice the same bytes."""
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        nonce = os.urandom(NONCE_BYTES)
        return MARK + nonce + ChaCha20Poly1305(self._contents).encrypt(nonce, data, MARK + name.encode())

    def open(self, sealed: bytes, name: str) -> bytes | None:
        """Return the content of a sealed file; None when a bit of it or its name was changed, or the key is another."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        nonce, rest = sealed[len(MARK) : len(MARK) + NONCE_BYTES], sealed[len(MARK) + NONCE_BYTES :]
        try:
            return ChaCha20Poly1305(self._contents).decrypt(nonce, rest, MARK + name.encode())
        except (InvalidTag, ValueError):  # the latter: too short to hold a nonce
            return None


def is_sealed(data: bytes) -> bool:
    """Tell whether a file begins like a sealed one."""
    return data.startswith(MARK)


def _derived(key: bytes, purpose: str) -> bytes:
    return hmac.new(key, b"sse-desktop/attachments/1 " + purpose.encode(), "sha256").digest()
