"""Signs what one cooperative hands to another, and tells who signed it: Ed25519, and a fingerprint that people can compare."""

import hashlib
from dataclasses import dataclass
from typing import Final

KEY_BYTES: Final = 32
_GROUPS: Final = 8


@dataclass(frozen=True, slots=True)
class SigningPair:
    """A secret key and the public key that belongs to it, as raw bytes."""

    private: bytes
    public: bytes

    def sign(self, data: bytes) -> bytes:
        """Return the signature of the bytes; the same for the same bytes."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.private).sign(data)


def new_pair() -> SigningPair:
    """Return a random pair."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    return SigningPair(private=key.private_bytes_raw(), public=key.public_key().public_bytes_raw())


def is_signed_by(public: bytes, signature: bytes, data: bytes) -> bool:
    """Tell whether the owner of the public key signed exactly these bytes."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: bytes) -> str:
    """Return the key in eight groups of five digits, which two people can read to each other over the phone.

    Each group is two bytes of the key's SHA-256, so all of it is 128 bits: nobody finds another key with the same groups.
    """
    digest = hashlib.sha256(public).digest()
    return " ".join(f"{int.from_bytes(digest[at : at + 2]):05d}" for at in range(0, 2 * _GROUPS, 2))
