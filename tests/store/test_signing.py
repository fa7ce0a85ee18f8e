"""Who signed what can be checked, and nothing passes that was changed."""

from sse_desktop.store.signing import SigningPair, fingerprint, is_signed_by, new_pair


def test_a_signature_holds_for_its_bytes_and_its_key_only() -> None:
    ours, other = new_pair(), new_pair()
    signature = ours.sign(b"200 kg")

    assert is_signed_by(ours.public, signature, b"200 kg")
    assert not is_signed_by(ours.public, signature, b"201 kg")
    assert not is_signed_by(other.public, signature, b"200 kg")
    assert not is_signed_by(b"short", signature, b"200 kg")
    assert not is_signed_by(ours.public, b"", b"200 kg")


def test_the_fingerprint_is_eight_groups_of_five_digits() -> None:
    pair = SigningPair(private=bytes(32), public=bytes(range(32)))

    groups = fingerprint(pair.public).split()

    assert len(groups) == 8
    assert all(len(group) == 5 and group.isdigit() for group in groups)
    assert fingerprint(pair.public) == fingerprint(bytes(range(32))) != fingerprint(bytes(32))
