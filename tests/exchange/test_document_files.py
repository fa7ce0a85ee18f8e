"""Documents of tenders are known by their content, kept as they are, and never run; names lead nowhere."""

import io
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sse_desktop.domain.errors import DomainError
from sse_desktop.exchange.document_files import (
    Attached,
    attached_documents,
    keep_attached,
    keep_document,
    kind_of_document,
    safe_name,
)
from sse_desktop.exchange.inbox import entries_of, marks_of
from sse_desktop.exchange.item_sheet_apart import read_tables_apart
from sse_desktop.store.attachments import Attachments
from tests.documents.papers import a_pdf
from tests.exchange.schedules import SPANISH, ods, xlsx


def office(member: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(member, "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "application/x-ole-storage"),
        (office("word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (office("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (b"Bases del proceso", "text/plain"),
        (b"<html><script>alert(1)</script>", "text/plain"),
    ],
)
def test_a_document_is_known_by_its_content(data: bytes, kind: str) -> None:
    assert kind_of_document(data, "x") == kind


@pytest.mark.parametrize("data", [b"MZ\x90\x00", b"\x7fELF", b"#!/bin/sh\nrm", office("classes.dex"), b"\x00\x01\x02"])
def test_a_program_is_not_kept(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bases.pdf"
    path.write_bytes(data)

    with pytest.raises(DomainError) as refused:
        keep_document(path, Attachments(tmp_path / "kept"))

    assert refused.value.code == "document_unknown"
    assert not (tmp_path / "kept").exists()


def test_a_script_in_a_pdf_stays_what_it_is(tmp_path: Path) -> None:
    import pikepdf

    pdf = pikepdf.open(io.BytesIO(a_pdf()))
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.launchURL('http://example.org')")
    path = tmp_path / "bases.pdf"
    pdf.save(path)

    kept = keep_document(path, attachments := Attachments(tmp_path / "kept"))

    assert attachments.read(kept.sha) == path.read_bytes()
    assert kept.media_type == "application/pdf"


def test_a_picture_of_50_000_dots_a_side_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.png"
    Image.new("1", (50_000, 50_000)).save(path)

    with pytest.raises(DomainError) as refused:
        keep_document(path, Attachments(tmp_path / "kept"))

    assert refused.value.code == "paper_file_too_large"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\evil.pdf", "evil.pdf"),
        ("a/b/Bases 2026.pdf", "Bases 2026.pdf"),
        ("..", "document"),
        ("\u202efdp.exe", "fdp.exe"),
        ("x" * 300 + ".pdf", "x" * 176 + ".pdf"),
        ("학교급식" * 40 + ".hwp", "학교급식" * 14 + "학교" + ".hwp"),
        ("CON.pdf", "_CON.pdf"),
    ],
)
def test_a_name_leads_nowhere(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(max_size=60))
def test_any_name_becomes_one_of_a_file(name: str) -> None:
    found = safe_name(name)

    assert found not in {"", ".", ".."}
    assert not set(found) & set('/\\:*?"<>|\0')


def test_the_documents_beside_a_notice_are_found_and_kept(tmp_path: Path) -> None:
    packed = tmp_path / "proceso.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("notice.json", "{}")
        archive.writestr("../../Pliego.pdf", a_pdf())
        archive.writestr("anexos/precios.xlsx", xlsx(tmp_path / "p", SPANISH).read_bytes())
        archive.writestr("anexos/listado.ods", ods(tmp_path / "q", SPANISH).read_bytes())
        archive.writestr("setup.exe", b"MZ\x90")
        archive.writestr("leeme.txt", "hola")

    found = list(attached_documents(packed))

    assert [each.name for each in found] == ["Pliego.pdf", "precios.xlsx", "listado.ods"]
    attachments = Attachments(tmp_path / "kept")
    for each in found:
        assert attachments.read(keep_attached(each, attachments).sha) == each.data


def test_no_open_copy_of_a_document_is_written_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))

    kept = keep_attached(Attached("Pliego.pdf", a_pdf()), Attachments(tmp_path / "kept", key=b"k" * 32))

    assert kept.media_type == "application/pdf"
    assert [a_pdf() == file.read_bytes() for file in (tmp_path / "kept").iterdir()] == [False]
    assert not (tmp_path / "nowhere").exists()


def test_a_sheet_is_read_from_its_bytes_as_from_its_file(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "precios.xlsx", SPANISH)

    assert read_tables_apart(path.read_bytes()) == read_tables_apart(path)


def test_a_document_with_a_name_as_long_as_folders_take_is_kept(tmp_path: Path) -> None:
    packed = tmp_path / "proceso.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("과업지시서" * 60 + ".pdf", a_pdf())

    (found,) = attached_documents(packed)

    assert keep_attached(found, Attachments(tmp_path / "kept")).name == found.name


def test_a_document_that_unpacks_to_a_thousand_times_its_size_is_left(tmp_path: Path) -> None:
    packed = tmp_path / "proceso.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomba.pdf", b"%PDF-1.4\n" + bytes(40 << 20))
        archive.writestr("Pliego.pdf", a_pdf())

    assert [each.name for each in attached_documents(packed)] == ["Pliego.pdf"]


def test_a_damaged_document_does_not_hide_those_after_it(tmp_path: Path) -> None:
    packed = tmp_path / "proceso.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("uno.pdf", b"%PDF-1.4 marked")
        archive.writestr("dos.pdf", a_pdf())
    packed.write_bytes(packed.read_bytes().replace(b"marked", b"changed"[:6]))

    assert [each.name for each in attached_documents(packed)] == ["dos.pdf"]


def test_a_workbook_is_no_zip_of_documents(tmp_path: Path) -> None:
    assert list(attached_documents(xlsx(tmp_path / "a.xlsx", SPANISH))) == []


def test_the_inbox_sees_whole_files_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_bytes(b"{}")
    (tmp_path / "coming.zip.crdownload").write_bytes(b"PK")
    (tmp_path / ".hidden").write_bytes(b"x")
    (tmp_path / "empty.json").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.json").symlink_to("/etc/passwd")

    assert [path.name for path in marks_of(tmp_path).values()] == ["one.json"]
    (entry,) = entries_of(tmp_path, {}).values()
    assert entry.name == "one.json"
    assert len(entry.sha256) == 64
    assert marks_of(tmp_path / "missing") == {}
