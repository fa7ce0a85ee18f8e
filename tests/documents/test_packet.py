"""A packet is read back from its bytes: every folio, the index, what stayed beside it, and nothing that runs."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String

from sse_desktop.documents.attached import AttachedPaper, NotAPaperFile, PaperIsDamaged, PaperIsLocked
from sse_desktop.documents.bid_packet import bid_packet
from sse_desktop.documents.contents import Binding, Contents, OwnPart
from sse_desktop.documents.packet import Packet, PacketCheckFailed, PacketIsEmpty, bind
from sse_desktop.documents.packet_index import packet_index
from sse_desktop.documents.page_style import Form
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.reprint import reprint_list
from sse_desktop.domain.foliation import FolioStyle
from sse_desktop.locale import Locale
from tests.documents.papers import REFERENCE, a_bid, a_cooperative, a_paper, a_pdf, saved
from tests.documents.reading import is_sound, pages_of, squeezed

ENGLISH = Locale("en")
STYLE = FolioStyle()


def a_letter(pages: int = 1, title: str = "Letter") -> OwnPart:
    sheet = a_cooperative().sheet(title, REFERENCE, foliated=True)
    story = [paragraph(title, Text.TITLE), *(paragraph("We promise to deliver. " * 15) for _ in range(10 * pages - 8))]
    return OwnPart(title=title, draw=lambda _contents: Form(sheet, list(story)))


def an_index() -> OwnPart:
    def draw(contents: Contents) -> Form:
        return packet_index(a_cooperative(), REFERENCE, contents, ENGLISH)

    return OwnPart(title="Index", draw=draw, shows_folios=True, is_index=True)


def bound(*parts: OwnPart | AttachedPaper, style: FolioStyle = STYLE, locale: Locale = ENGLISH) -> Packet:
    return bind(Binding(title="Offer", cooperative="Demo", parts=parts, style=style), locale)


def check(packet: Packet, name: str) -> str:
    return next(one.detail for one in packet.checks if one.check == name)


# ---------------------------------------------------------------- folios


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (50, 100, 550, 700), (550, 700, 50, 100), (-20, -30, 400, 600)])
@pytest.mark.parametrize("is_dark", [False, True])
def test_a_turned_or_cropped_page_carries_its_folio_upright_and_visible(
    rotate: int, crop: tuple[float, ...] | None, is_dark: bool
) -> None:
    packet = bound(a_paper(data=a_pdf(pages=2, rotate=rotate, crop=crop, is_dark=is_dark)))

    assert ["Folio 1 / 2" in page and "Folio 2 / 2" not in page for page in pages_of(packet.pdf)] == [True, False]
    with pypdfium2.PdfDocument(packet.pdf) as document:
        for page in document:
            assert _is_upright_and_visible(page)


def _is_upright_and_visible(page: pypdfium2.PdfPage) -> bool:
    """The first letter of the folio stands left of the last one, as the page is seen, and both within the page."""
    text = page.get_textpage()
    index, count = text.search("Folio").get_next()
    boxes = [text.get_charbox(place) for place in (index, index + count - 1)]
    x, y, x_end, y_end = page.get_cropbox()
    left, bottom, right, top = min(x, x_end), min(y, y_end), max(x, x_end), max(y, y_end)
    turn = page.get_rotation()
    seen = [
        {
            0: (x0 - left, y0 - bottom),
            90: (y0 - bottom, right - x1),
            180: (right - x1, top - y1),
            270: (top - y1, x0 - left),
        }[turn]
        for x0, y0, x1, y1 in boxes
    ]
    wide, high = page.get_size()
    is_inside = all(0 <= x <= wide and 0 <= y <= high for x, y in seen)
    return is_inside and seen[0][0] < seen[1][0] and abs(seen[0][1] - seen[1][1]) < 3


def test_unbalanced_operators_of_a_paper_do_not_move_the_folio() -> None:
    packet = bound(a_paper(data=a_pdf(tail="q 0.2 0 0 0.2 50 50 cm q")), a_paper(title="B", data=a_pdf(tail="Q Q")))

    assert check(packet, "folios") == "All 2 folios were read back."


@pytest.mark.parametrize("size", [(2, 2), (30, 500), (120, 80), (420, 595), (612, 792), (842, 1191), (2384, 3370)])
def test_pages_of_any_size_carry_their_folio(size: tuple[float, float]) -> None:
    assert bound(a_paper(data=a_pdf(size=size))).folios == 1


def test_what_stands_in_the_corner_is_not_covered() -> None:
    packet = bound(a_paper(data=a_pdf(is_dark=True)))

    with pikepdf.open(BytesIO(packet.pdf)) as pdf:
        assert float(pdf.pages[0].cropbox[1]) == -34
    assert "A paper from outside 1" in pages_of(packet.pdf)[0]


def test_pages_that_share_their_resources_get_their_own_folios() -> None:
    with pikepdf.open(BytesIO(a_pdf(pages=3))) as pdf:
        shared = pdf.make_indirect(Dictionary(Font=pdf.pages[0].resources.Font))
        for page in pdf.pages:
            page.obj.Resources = shared
        data = saved(pdf)

    pages = pages_of(bound(a_paper(data=data)).pdf)

    assert [f"Folio {number} / 3" in page for number, page in enumerate(pages, 1)] == [True] * 3


def test_both_sides_of_a_sheet_share_a_folio_and_each_part_begins_on_a_new_sheet() -> None:
    packet = bound(
        a_paper(title="A", data=a_pdf(pages=3)), a_paper(title="B", data=a_pdf()), style=FolioStyle(by_sheet=True)
    )

    assert [(part.first, part.last) for part in packet.parts] == [(1, 2), (3, 3)]
    assert ["Folio" in page for page in pages_of(packet.pdf)] == [True, True, True, False, True, False]
    assert packet.folios == 3


def test_folios_are_padded_and_begin_where_the_style_says() -> None:
    packet = bound(a_paper(data=a_pdf(pages=2)), style=FolioStyle(digits=4, start=12))

    assert "Folio 0012 / 0013" in pages_of(packet.pdf)[0]


def test_korean_folios_are_read_back() -> None:
    packet = bound(a_letter(title="제안서"), locale=Locale("ko"), style=FolioStyle(pattern="{total}쪽 중 {folio}쪽"))

    assert "1쪽중1쪽" in squeezed(pages_of(packet.pdf)[0])


def test_a_packet_whose_folios_do_not_fit_the_index_is_not_kept() -> None:
    liar = OwnPart(
        title="Index",
        draw=lambda _contents: Form(a_cooperative().sheet("Index"), [paragraph("Nothing here")]),
        is_index=True,
    )

    with pytest.raises(PacketCheckFailed, match="The index does not name: Tax register"):
        bound(liar, a_paper())


# ---------------------------------------------------------------- parts


def test_the_index_shows_the_folios_that_the_parts_have() -> None:
    packet = bound(an_index(), a_letter(3), a_paper(data=a_pdf(pages=12)), a_paper(title="Last", data=a_pdf()))

    ranges = [(part.title, part.first, part.last) for part in packet.parts]
    assert ranges[0] == ("Index", 1, 1)
    assert [last + 1 for _title, _first, last in ranges[:-1]] == [first for _title, first, _last in ranges[1:]]
    index = pages_of(packet.pdf)[0]
    assert f"Tax register SRI 02/07/2026 {ranges[2][1]}–{ranges[2][2]}" in index
    assert str(ranges[3][1]) in index


def test_every_part_has_a_line_in_the_outline() -> None:
    packet = bound(an_index(), a_letter(), a_paper())

    with pypdfium2.PdfDocument(packet.pdf) as document:
        assert [mark.get_title() for mark in document.get_toc()] == ["Index", "Letter", "Tax register"]


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    first, second = bid_packet(a_bid(), ENGLISH), bid_packet(a_bid(), ENGLISH)

    assert first.pdf == second.pdf
    assert first.sha256 == sha256(second.pdf).hexdigest()
    assert is_sound(first.pdf, tmp_path)
    assert all(one.ok for one in first.checks)


@pytest.mark.parametrize("language", ["es", "fr", "ko", "en"])
def test_the_packet_of_a_bid_has_its_forms_in_the_official_order(language: str) -> None:
    packet = bid_packet(a_bid(), Locale(language))

    assert [part.code for part in packet.parts] == ["", "", "4.1", "4.2", "", "4.3", "", "A.1"]
    assert len(packet.parts) == 8
    assert packet.pages == packet.folios == len(pages_of(packet.pdf))


def test_an_empty_packet_is_refused() -> None:
    with pytest.raises(PacketIsEmpty):
        bound()


# ---------------------------------------------------------------- papers that stay beside


def test_a_paper_signed_by_a_third_party_stays_beside_byte_by_byte() -> None:
    signed = a_paper(title="Bank certificate", file_name="bank.pdf", data=a_pdf(pages=3), third_party_signed=True)

    packet = bound(an_index(), a_letter(), signed)

    assert packet.pages == 2
    assert packet.beside[0].data == signed.data
    assert packet.beside[0].sha256 == sha256(signed.data).hexdigest()
    index = squeezed(pages_of(packet.pdf)[0])
    assert packet.beside[0].sha256 in index
    assert "Bankcertificatebank.pdf" in index


def test_a_signature_inside_a_file_keeps_it_apart_though_nobody_said_so() -> None:
    with pikepdf.open(BytesIO(a_pdf())) as pdf:
        value = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Contents=String("x"))
        field = pdf.make_indirect(Dictionary(FT=Name.Sig, T=String("s"), V=pdf.make_indirect(value)))
        parent = pdf.make_indirect(Dictionary(T=String("p"), Kids=Array([field])))
        pdf.Root.AcroForm = Dictionary(Fields=Array([parent]), SigFlags=3)
        data = saved(pdf)

    packet = bound(a_letter(), a_paper(data=data))

    assert [file.data for file in packet.beside] == [data]


def test_files_beside_get_names_that_do_not_meet() -> None:
    papers = [
        a_paper(title=str(number), file_name=name, third_party_signed=True)
        for number, name in enumerate(["c.pdf", "C.pdf", "..\\..\\c.pdf", "../", "a/b/c"])
    ]

    names = [file.file_name for file in bound(a_letter(), *papers).beside]

    assert names == ["c.pdf", "C (2).pdf", "c (3).pdf", "paper", "c"]


# ---------------------------------------------------------------- hostile and broken papers


def test_scripts_links_and_actions_are_left_out() -> None:
    with pikepdf.open(BytesIO(a_pdf())) as pdf:
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        launch = Dictionary(S=Name.Launch, F=String("calc.exe"))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=launch)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])
        pdf.pages[0].obj.AA = Dictionary(O=script)
        pdf.Root.OpenAction = script
        pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), script])))
        data = saved(pdf)

    packet = bound(a_paper(data=data))

    assert check(packet, "active") == "Nothing in the file runs by itself."
    assert b"JavaScript" not in _unpacked(packet.pdf)
    assert b"calc.exe" not in _unpacked(packet.pdf)


def _unpacked(pdf_bytes: bytes) -> bytes:
    with pikepdf.open(BytesIO(pdf_bytes)) as pdf:
        return saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)


def test_what_was_filled_into_a_form_stays_readable() -> None:
    from reportlab.pdfgen.canvas import Canvas

    target = BytesIO()
    canvas = Canvas(target, pagesize=(595, 842), invariant=1)
    canvas.drawString(9, 9, "Form")
    canvas.acroForm.textfield(name="answer", x=100, y=500, width=300, height=24, value="Filled in by hand")
    canvas.save()

    packet = bound(a_paper(data=target.getvalue()))

    assert "Filled in by hand" in pages_of(packet.pdf)[0]
    with pikepdf.open(BytesIO(packet.pdf)) as pdf:
        assert "/Annots" not in pdf.pages[0]


def test_a_broken_file_is_repaired_and_named() -> None:
    whole = a_pdf(pages=2)

    packet = bound(a_paper(data=whole.replace(b"startxref", b"startxxxx")[:-9]))

    assert packet.repaired == ("Tax register",)
    assert packet.pages == 2


def test_a_file_for_which_a_password_is_needed_is_refused_with_what_to_do() -> None:
    with pikepdf.open(BytesIO(a_pdf())) as pdf:
        data = saved(pdf, encryption=pikepdf.Encryption(owner="o", user="u"))

    with pytest.raises(PaperIsLocked, match="Ask for a copy without a password"):
        bound(a_paper(data=data))


def test_a_file_that_only_its_owner_may_change_is_bound() -> None:
    with pikepdf.open(BytesIO(a_pdf())) as pdf:
        data = saved(pdf, encryption=pikepdf.Encryption(owner="o", user=""))

    assert bound(a_paper(data=data)).pages == 1


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", b"%PDF-1.4", b"%PDF-1.7\n%%EOF\n" + bytes(500)])
def test_a_file_that_cannot_be_read_is_refused(data: bytes) -> None:
    with pytest.raises(PaperIsDamaged, match="Add the paper again"):
        bound(a_paper(data=data))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 a spreadsheet", b"GIF89a", "한글".encode()])
def test_a_file_of_another_kind_is_refused(data: bytes) -> None:
    with pytest.raises(NotAPaperFile, match="neither a PDF nor"):
        bound(a_paper(data=data))


def test_a_page_whose_stream_is_torn_is_refused_or_mended() -> None:
    with pikepdf.open(BytesIO(a_pdf())) as pdf:
        torn = pdf.make_stream(b"")
        torn.write(b"\x78\x9c torn", filter=Name.FlateDecode)
        pdf.pages[0].obj.Contents = torn
        data = saved(pdf)

    with pytest.raises(PaperIsDamaged):
        bound(a_paper(data=data))


def test_fonts_that_a_paper_lacks_are_named_and_ours_are_embedded() -> None:
    packet = bound(a_letter(), a_paper())

    assert check(packet, "fonts") == "All our fonts are embedded. These papers came without theirs: Tax register."


def a_layered_pdf(state: str) -> bytes:
    """A black page whose ink lies in a layer that is switched on or off."""
    with pikepdf.open(BytesIO(a_pdf())) as pdf:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
        pdf.pages[0].obj.Resources.Properties = Dictionary(L0=layer)
        pdf.pages[0].obj.Contents = pdf.make_stream(b"/OC /L0 BDC 0 g 100 300 300 300 re f EMC")
        shown = {"on": Dictionary(), "off": Dictionary(OFF=Array([layer])), "base": Dictionary(BaseState=Name.OFF)}
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=shown[state])
        return saved(pdf)


@pytest.mark.parametrize(("state", "is_black"), [("on", True), ("off", False), ("base", False)])
def test_a_layer_that_a_paper_hides_stays_hidden(state: str, is_black: bool) -> None:
    packet = bound(a_paper(data=a_layered_pdf(state)))

    with pypdfium2.PdfDocument(packet.pdf) as document:
        shade = document[0].render(scale=0.2).to_pil().convert("L").getpixel((40, 80))
    assert (shade < 60) == is_black


# ---------------------------------------------------------------- printing again


def test_only_the_sheets_that_changed_are_printed_again() -> None:
    before = bound(a_letter(), a_paper(), a_paper(title="B", data=a_pdf(text="Old")), a_paper(title="C"))
    after = bound(a_letter(), a_paper(), a_paper(title="B", data=a_pdf(text="New")), a_paper(title="C"))

    assert reprint_list(before.pdf, after.pdf).pages == (3,)
    assert reprint_list(before.pdf, before.pdf).pages == ()


def test_a_sheet_more_changes_the_total_on_all_others() -> None:
    found = reprint_list(bound(a_paper()).pdf, bound(a_paper(), a_paper(title="B")).pdf)

    assert (found.changed, found.added, found.removed) == ((1,), (2,), ())
