"""A file is written whole or not at all."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.store.atomic import CannotWriteFile, whole_file, write_atomically
from sse_desktop.store.attachments import AttachmentDamaged, AttachmentMissing, Attachments

is_root = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    if not is_root or sys.platform != "linux":
        pytest.skip("mounting a small disk needs root on Linux")
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", disk], check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


@given(content=st.binary(max_size=3000))
def test_what_is_written_is_read(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "acta.pdf"

    write_atomically(path, content)

    assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]


def test_an_exception_while_writing_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "acta.pdf"
    write_atomically(path, b"old")

    def interrupted() -> None:
        with whole_file(path) as file:
            file.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_large_file_is_kept_in_pieces_once_and_anew_when_it_was_damaged(tmp_path: Path) -> None:
    file = tmp_path / "package.json"
    file.write_bytes(b"0123456789" * 1_000_000)
    attachments = Attachments(tmp_path / "kept")

    sha = attachments.put_file(file)

    assert attachments.read(sha) == file.read_bytes()
    assert attachments.put(file.read_bytes()) == attachments.put_file(file) == sha
    attachments.path(sha).write_bytes(b"damaged")
    attachments.put_file(file)
    assert attachments.damaged() == []
    assert attachments.names() == [sha]


@pytest.mark.parametrize("letter", ["x", "ñ", "가", "🥭"])
def test_a_name_may_be_as_long_as_the_system_takes(letter: str, tmp_path: Path) -> None:
    path = tmp_path / (letter * (251 // len(letter.encode())) + ".pdf")

    write_atomically(path, b"acta")

    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_the_old_file_and_no_part(small_disk: Path) -> None:
    path = small_disk / "acta.pdf"
    write_atomically(path, b"old")

    with pytest.raises(CannotWriteFile) as refused:
        write_atomically(path, bytes(3_000_000))

    assert os.strerror(errno.ENOSPC) in str(refused.value)
    assert path.read_bytes() == b"old"
    assert list(small_disk.iterdir()) == [path]


def test_a_folder_in_the_way_is_told_and_stays(tmp_path: Path) -> None:
    (tmp_path / "acta.pdf" / "x").mkdir(parents=True)

    with pytest.raises(CannotWriteFile):
        write_atomically(tmp_path / "acta.pdf", b"new")

    assert [path.name for path in tmp_path.iterdir()] == ["acta.pdf"]


def test_a_file_as_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(CannotWriteFile):
        write_atomically(tmp_path / "file" / "acta.pdf", b"new")


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such rights")
def test_others_may_read_a_written_file_as_any_other(tmp_path: Path) -> None:
    path, other = tmp_path / "acta.pdf", tmp_path / "other"
    other.touch()

    write_atomically(path, b"x")

    assert path.stat().st_mode == other.stat().st_mode


def test_names_as_long_as_the_system_takes_are_written(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 250 + ".pdf")

    write_atomically(path, b"x")

    assert list(tmp_path.iterdir()) == [path]


# ---------------------------------------------------------------- attachments


@given(contents=st.lists(st.binary(max_size=200), max_size=5))
def test_a_kept_file_is_found_by_its_hash_and_kept_once(
    contents: list[bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    attachments = Attachments(tmp_path_factory.mktemp("kept") / "attachments")
    assert attachments.names() == []

    kept = [attachments.put(content) for content in contents + contents]

    assert [attachments.read(sha) for sha in kept] == contents + contents
    assert attachments.names() == sorted(set(kept))


def test_a_changed_or_missing_file_is_told(tmp_path: Path) -> None:
    attachments = Attachments(tmp_path)
    sha = attachments.put(b"certificate")
    attachments.path(sha).write_bytes(b"forged")

    with pytest.raises(AttachmentDamaged, match=sha[:12]):
        attachments.read(sha)
    attachments.path(sha).unlink()
    with pytest.raises(AttachmentMissing, match=sha[:12]):
        attachments.read(sha)


def test_attaching_again_mends_a_damaged_file(tmp_path: Path) -> None:
    attachments = Attachments(tmp_path)
    sha = attachments.put(b"certificate")
    attachments.path(sha).write_bytes(b"forged")

    assert attachments.put(b"certificate") == sha

    assert attachments.read(sha) == b"certificate"


def test_what_is_not_a_kept_file_is_not_counted(tmp_path: Path) -> None:
    attachments = Attachments(tmp_path)
    sha = attachments.put(b"x")
    (tmp_path / ".DS_Store").write_bytes(b"")
    (tmp_path / ("d" * 64)).mkdir()

    assert attachments.names() == [sha]
