"""The attachments of an encrypted cooperative say nothing without its passphrase, and come back byte by byte with it."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.commands.cooperative import choose
from sse_desktop.commands.undo import CannotUndo, undo_last
from sse_desktop.store.attachments import AttachmentDamaged, AttachmentMissing, Attachments
from sse_desktop.store.backup import check_backup, restore_backup
from sse_desktop.store.database import Actor
from sse_desktop.store.kept_files import KEY
from sse_desktop.store.sealing import MARK, NONCE_BYTES, Seal, new_key
from sse_desktop.workspace import Workspace
from tests.conftest import PASSPHRASE

PAPER = b"%PDF-1.7 Certificado de Familia Quishpe " * 50
SHA = hashlib.sha256(PAPER).hexdigest()


@pytest.fixture
def sealed(tmp_path: Path) -> Attachments:
    return Attachments(tmp_path / "attachments", new_key())


@pytest.fixture
def secret(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path / "secret", "Demo", "ec", passphrase=PASSPHRASE)
    yield made
    made.close()


def only_file(attachments: Attachments) -> Path:
    [path] = attachments.folder.iterdir()
    return path


# ---------------------------------------------------------------- one file


@given(data=st.binary(max_size=300))
def test_what_is_sealed_comes_back_byte_by_byte(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    kept = Attachments(tmp_path_factory.mktemp("kept"), new_key())

    assert kept.read(kept.put(data)) == data
    assert kept.damaged() == []


def test_neither_content_nor_hash_is_seen_in_the_folder(sealed: Attachments) -> None:
    assert sealed.put(PAPER) == SHA

    path = only_file(sealed)
    assert path.name != SHA
    assert b"Quishpe" not in path.read_bytes()
    assert len(path.read_bytes()) == len(MARK) + NONCE_BYTES + len(PAPER) + 16


def test_the_same_file_is_kept_once_and_never_sealed_alike_by_two_cooperatives(
    sealed: Attachments, tmp_path: Path
) -> None:
    for _ in range(2):
        sealed.put(PAPER)
    other = Attachments(tmp_path / "other", new_key())
    other.put(PAPER)

    assert only_file(sealed).name != only_file(other).name
    assert only_file(sealed).read_bytes()[4:] != only_file(other).read_bytes()[4:]


@pytest.mark.parametrize("at", [0, 3, 4, 15, 16, 200, -1])
def test_every_changed_bit_is_found_and_attaching_again_mends_it(sealed: Attachments, at: int) -> None:
    sealed.put(PAPER)
    path = only_file(sealed)
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)

    assert sealed.damaged() == [path.name]
    with pytest.raises(AttachmentDamaged):
        sealed.read(SHA)
    sealed.put(PAPER)
    assert sealed.read(SHA) == PAPER


def test_a_cut_or_missing_file_is_told(sealed: Attachments) -> None:
    sealed.put(PAPER)
    path = only_file(sealed)
    for length in (0, 3, 4, 10, 16, 31):
        path.write_bytes(path.read_bytes()[:length])
        with pytest.raises(AttachmentDamaged):
            sealed.read(SHA)
    path.unlink()
    with pytest.raises(AttachmentMissing):
        sealed.read(SHA)


def test_a_file_in_the_place_of_another_is_found(sealed: Attachments) -> None:
    other = sealed.put(b"another paper")
    sealed.put(PAPER)
    sealed.path(SHA).write_bytes(sealed.path(other).read_bytes())

    assert sealed.damaged() == [sealed.path(SHA).name]
    with pytest.raises(AttachmentDamaged):
        sealed.read(SHA)


def test_another_key_opens_nothing(sealed: Attachments) -> None:
    sealed.put(PAPER)
    stranger = Attachments(sealed.folder, new_key())

    assert stranger.damaged() == [only_file(sealed).name]
    with pytest.raises(AttachmentMissing):
        stranger.read(SHA)
    with pytest.raises(ValueError, match="another length"):
        Seal(b"short")


# ---------------------------------------------------------------- a cooperative


def test_an_encrypted_cooperative_seals_and_opens_its_files_after_reopening(secret: Workspace) -> None:
    secret.attachments.put(PAPER)
    assert b"Quishpe" not in only_file(secret.attachments).read_bytes()
    secret.close()

    again = Workspace.open(secret.folder, passphrase=PASSPHRASE)
    assert again.attachments.read(SHA) == PAPER
    again.close()
    looking = Workspace.open(secret.folder, passphrase=PASSPHRASE, read_only=True)
    assert (looking.attachments.read(SHA), looking.attachments.damaged()) == (PAPER, [])
    looking.close()


def test_a_plain_cooperative_keeps_its_files_as_they_are(tmp_path: Path) -> None:
    plain = Workspace.create(tmp_path / "plain", "Demo", "ec")
    plain.attachments.put(PAPER)

    assert (plain.folder / "attachments" / SHA).read_bytes() == PAPER
    plain.close()


def test_a_backup_carries_the_files_sealed_and_a_restore_opens_them(secret: Workspace, tmp_path: Path) -> None:
    secret.attachments.put(PAPER)
    made = secret.backup(tmp_path / "stick")

    assert b"Quishpe" not in made.path.read_bytes()
    assert SHA.encode() not in made.path.read_bytes()
    check_backup(made.path, PASSPHRASE)
    restore_backup(made.path, tmp_path / "restored", PASSPHRASE)
    restored = Workspace.open(tmp_path / "restored", passphrase=PASSPHRASE)
    assert (restored.attachments.read(SHA), restored.attachments.damaged()) == (PAPER, [])
    restored.close()


def test_a_damaged_sealed_file_stops_no_backup_and_is_named(secret: Workspace, tmp_path: Path) -> None:
    secret.attachments.put(PAPER)
    path = only_file(secret.attachments)
    path.write_bytes(path.read_bytes()[:-1])

    assert secret.backup(tmp_path / "stick").left_out == (path.name,)


def test_files_from_before_are_sealed_at_opening_and_damaged_ones_left_alone(secret: Workspace) -> None:
    """An encrypted cooperative of an earlier version has no key, and its files lie there in clear."""
    folder = secret.folder
    with secret.database.writing(Actor("", ""), "earlier", _now()) as session, session.trusted():
        session.connection().exec_driver_sql("DELETE FROM setting")
    plain = Attachments(folder / "attachments")
    plain.put(PAPER)
    spoilt = plain.put(b"spoilt")
    plain.path(spoilt).write_bytes(b"changed")
    secret.close()

    looking = Workspace.open(folder, passphrase=PASSPHRASE, read_only=True)
    assert looking.attachments.read(SHA) == PAPER
    looking.close()
    opened = Workspace.open(folder, passphrase=PASSPHRASE)

    assert opened.attachments.read(SHA) == PAPER
    assert not (folder / "attachments" / SHA).exists()
    assert opened.attachments.damaged() == [spoilt]
    assert [b"Quishpe" in path.read_bytes() for path in (folder / "attachments").iterdir()] == [False, False]
    opened.close()


def test_what_was_not_yet_sealed_is_read_too(secret: Workspace) -> None:
    """A power cut may have come between the key and the files."""
    Attachments(secret.attachments.folder).put(PAPER)

    assert secret.attachments.read(SHA) == PAPER
    assert secret.attachments.damaged() == []


def test_the_key_is_neither_undone_nor_overwritten(secret: Workspace) -> None:
    sha = secret.attachments.put(PAPER)

    with pytest.raises(CannotUndo):
        secret.write(undo_last)
    with pytest.raises(ValueError, match="another key"):
        secret.write(choose, KEY, "00")

    assert secret.attachments.read(sha) == PAPER


def _now() -> datetime:
    from sse_desktop import clock

    return clock.now()
