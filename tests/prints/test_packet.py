"""The packet says what the bid says, holds every paper, and leaves signed files alone."""

import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pikepdf
import pytest

from sse_desktop import clock
from sse_desktop.commands.bid_lines import set_price
from sse_desktop.commands.bid_papers import add_annex
from sse_desktop.commands.bids import mark_ready, submit_bid
from sse_desktop.commands.cooperative import CooperativeData, change_cooperative
from sse_desktop.commands.papers import PaperData, archive_paper, change_paper
from sse_desktop.documents.bid_packet import bid_packet
from sse_desktop.documents.sums import WordsDisagree
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.season import Week
from sse_desktop.exchange.papers_file import keep_paper
from sse_desktop.prints.packet import build_packet, print_packet, to_print_again, write_packet
from sse_desktop.prints.packet_parts import packet_of
from sse_desktop.queries.bid_desk import bid_desk
from sse_desktop.queries.packets import PacketRow, packet_source, packets
from sse_desktop.queries.paper_rules import PaperTooLate
from sse_desktop.queries.readiness import PriceMissing
from sse_desktop.store.attachments import AttachmentDamaged
from sse_desktop.store.integrity import verify
from sse_desktop.workspace import Workspace
from tests.bidding import QUITO, a_bid, a_paper, a_requirement, a_tender, an_item, fruit, lines_of, pledged
from tests.builders import a_member
from tests.conftest import PASSPHRASE
from tests.documents.papers import a_pdf
from tests.documents.reading import squeezed, text_of
from tests.paper_files import a_picture, a_signed_pdf

FORMS = [
    "Cover",
    "Index",
    "Letter of presentation and commitment",
    "General data of the supplier",
    "List of members",
    "Table of quantities and prices",
    "Delivery plan by week",
]


@dataclass
class Trade:
    """A cooperative with a priced bid that it can deliver, and papers in files."""

    workspace: Workspace
    folder: Path
    tender: UUID
    bid: UUID

    @property
    def today(self) -> date:
        return clock.now().astimezone(QUITO).date()

    def hold(self, kind: str, data: bytes, name: str, **more: Any) -> UUID:
        """Put a file into the vault as a paper that the tender asks for."""
        path = self.folder / name
        path.write_bytes(data)
        file = keep_paper(path, self.workspace.attachments)
        a_requirement(self.workspace, self.tender, kind)
        return a_paper(self.workspace, kind, file=file, **{"title": f"Demo {kind}", **more})

    def build(self) -> PacketRow:
        return build_packet(self.workspace, self.bid, "en")

    def versions(self) -> list[int]:
        return [row.version for row in self.workspace.read(packets, self.bid)]


@pytest.fixture
def trade(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Trade]:
    passphrase = getattr(request, "param", None)
    workspace = Workspace.create(tmp_path / "data", "Demo cooperative", "ec", passphrase=passphrase)
    workspace.write(
        change_cooperative,
        CooperativeData(
            legal_name="Demo cooperative", tax_id="1790000000001", representative_name="Demo person", canton="Píllaro"
        ),
    )
    first = Week.of(clock.now().date()) + 4
    product, weeks = fruit(workspace), [first + count for count in range(4)]
    for number in range(1, 41):
        a_member(workspace, f"Demo family {number}", number=number, id_number=f"99000000{number:02d}")
    pledged(workspace, product, dict.fromkeys(weeks, 10_000))
    made = a_tender(
        workspace,
        procedure="feria_inclusiva",
        deadline=datetime.combine(first.monday - timedelta(days=7), datetime.min.time(), QUITO),
        delivery_from=weeks[0].monday,
        delivery_to=weeks[-1].sunday,
    )
    an_item(workspace, made, 336_264, product_id=product)
    yield Trade(workspace, tmp_path, made, a_bid(workspace, made))
    workspace.close()


def titles(row: PacketRow) -> list[str]:
    return [part["title"] for part in row.parts]


# ---------------------------------------------------------------- building


def test_a_packet_binds_the_forms_and_then_the_papers_as_they_are_asked_for(trade: Trade) -> None:
    trade.hold("ruc", a_pdf(pages=2), "ruc.pdf")
    trade.hold("rup", a_picture(), "rup.jpg")

    row = trade.build()

    assert titles(row) == [*FORMS, "Demo ruc", "Demo rup"]
    assert row.parts[0]["first_folio"] == 1
    assert row.parts[-1]["last_folio"] == row.folios == row.pages
    following = [part["last_folio"] + 1 for part in row.parts[:-1]]
    assert [part["first_folio"] for part in row.parts[1:]] == following
    assert all(check["ok"] for check in row.checks)
    assert trade.workspace.attachments.read(row.sha256).startswith(b"%PDF-")
    assert verify(trade.workspace.database) == []


def test_the_packet_carries_the_total_in_words_and_the_numbers_of_its_forms(trade: Trade) -> None:
    said = squeezed(text_of(print_packet(trade.workspace, trade.bid, "es")))

    assert squeezed("CINCUENTA MIL CUATROCIENTOS TREINTA Y NUEVE CON 60/100 DÓLARES") in said
    assert "50.439,60" in said
    assert "336.264" in said
    assert all(code in said for code in ("4.1", "4.2", "4.3"))


def test_the_same_bid_gives_the_same_bytes_and_is_recorded_once(trade: Trade) -> None:
    trade.hold("ruc", a_pdf(), "ruc.pdf")

    first, again = trade.build(), trade.build()

    assert (again.id, again.sha256) == (first.id, first.sha256)
    assert trade.versions() == [1]


def test_a_change_makes_a_new_version_and_names_the_pages_to_print_again(trade: Trade) -> None:
    first = trade.build()
    trade.workspace.write(set_price, lines_of(trade.workspace, trade.bid)[0].id, UnitPrice.of("0.16", "USD"))

    again = trade.build()

    assert trade.versions() == [2, 1]
    assert to_print_again(trade.workspace, first.id) is None
    reprint = to_print_again(trade.workspace, again.id)
    assert reprint is not None
    price_page = next(part["first_folio"] for part in again.parts if part["title"] == FORMS[5])
    members_page = next(part["first_folio"] for part in again.parts if part["title"] == FORMS[4])
    assert price_page in reprint.pages
    assert members_page not in reprint.pages


def test_the_packet_passes_an_independent_reader(trade: Trade, tmp_path: Path) -> None:
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed")
    trade.hold("ruc", a_pdf(pages=2), "ruc.pdf")
    written = write_packet(trade.workspace, trade.build().id, tmp_path / "out")

    done = subprocess.run(["qpdf", "--check", str(written.path)], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout
    with pikepdf.open(written.path) as pdf:
        assert len(pdf.pages) == written.row.pages


@pytest.mark.parametrize("language", ["es", "fr", "ko", "en"])
def test_a_packet_is_made_in_every_language(trade: Trade, language: str) -> None:
    assert print_packet(trade.workspace, trade.bid, language).startswith(b"%PDF-")
    assert trade.versions() == []


def test_a_packet_is_built_beside_the_window(trade: Trade) -> None:
    made: list[PacketRow] = []
    thread = threading.Thread(target=lambda: made.append(trade.build()))
    thread.start()
    thread.join(60)

    assert made[0].folios == made[0].pages


def test_papers_not_asked_for_come_last_and_each_paper_once(trade: Trade) -> None:
    held = trade.hold("ruc", a_pdf(), "ruc.pdf")
    trade.workspace.write(add_annex, trade.bid, held)
    trade.workspace.write(add_annex, trade.bid, a_paper(trade.workspace, "other", file=None))
    path = trade.folder / "extra.png"
    path.write_bytes(a_picture("PNG"))
    extra = a_paper(trade.workspace, "other", title="Demo extra", file=keep_paper(path, trade.workspace.attachments))
    trade.workspace.write(add_annex, trade.bid, extra)

    assert titles(trade.build())[len(FORMS) :] == ["Demo ruc", "Demo extra"]


def test_a_bid_that_went_out_keeps_the_packet_it_went_out_with(trade: Trade) -> None:
    trade.hold("ruc", a_pdf(), "ruc.pdf")
    trade.workspace.write(mark_ready, trade.bid)
    out = trade.build()
    trade.workspace.write(submit_bid, trade.bid)
    a_member(trade.workspace, "Demo newcomer")

    assert trade.build() == out
    assert trade.versions() == [1]
    assert trade.workspace.read(bid_desk, trade.tender, clock.now()).packet_is_current


# ---------------------------------------------------------------- refusals


def test_a_packet_whose_words_and_figures_differ_cannot_be_built(trade: Trade) -> None:
    """Golden row 15."""
    source = trade.workspace.read(packet_source, trade.bid, trade.today)
    locale = trade.workspace.locale("es")
    wrong = replace(source, words=source.words.replace("NUEVE", "OCHO"))

    with pytest.raises(WordsDisagree):
        bid_packet(packet_of(trade.workspace, wrong, locale), locale)
    other_total = replace(source, total=source.total + Money(1, "USD"))
    with pytest.raises(WordsDisagree):
        bid_packet(packet_of(trade.workspace, other_total, locale), locale)


def test_a_paper_issued_after_the_deadline_does_not_get_into_a_packet(trade: Trade) -> None:
    """Golden row 7, also when the date was corrected after the paper was chosen."""
    held = trade.hold("ruc", a_pdf(), "ruc.pdf")
    trade.workspace.write(mark_ready, trade.bid)
    late = PaperData(kind="ruc", title="Demo ruc", issued_on=trade.today + timedelta(days=60))
    trade.workspace.write(change_paper, held, late)

    with pytest.raises(PaperTooLate) as refused:
        trade.build()
    assert "Art. 100.4" in str(refused.value)
    assert trade.versions() == []


def test_an_incomplete_bid_gives_no_packet(trade: Trade) -> None:
    trade.workspace.write(set_price, lines_of(trade.workspace, trade.bid)[0].id, None)

    with pytest.raises(PriceMissing):
        trade.build()
    assert trade.versions() == []


def test_a_paper_changed_outside_is_not_bound(trade: Trade) -> None:
    trade.hold("ruc", a_pdf(), "ruc.pdf")
    [sha] = trade.workspace.attachments.names()
    path = trade.workspace.attachments.path(sha)
    kept = path.read_bytes()
    path.write_bytes(a_pdf(pages=2))

    with pytest.raises(AttachmentDamaged):
        trade.build()
    assert trade.versions() == []
    path.write_bytes(kept)


# ---------------------------------------------------------------- beside


@pytest.mark.parametrize("trade", [None, PASSPHRASE], ids=["plain", "encrypted"], indirect=True)
def test_a_file_signed_by_a_third_party_goes_beside_byte_by_byte(trade: Trade, tmp_path: Path) -> None:
    """Golden row 8: kept byte-identical, in a file of its own, never stamped."""
    signed = a_signed_pdf(pages=2)
    trade.hold("bank_certificate", signed, "Certificado bancario.pdf")

    row = trade.build()
    written = write_packet(trade.workspace, row.id, tmp_path / "out")

    assert titles(row) == FORMS
    assert [each["file"] for each in row.beside] == ["Certificado bancario.pdf"]
    assert [path.read_bytes() for path in written.beside] == [signed]
    assert written.path.read_bytes() == trade.workspace.attachments.read(row.sha256)


def test_what_is_written_is_told_as_the_command_line_promises(trade: Trade, tmp_path: Path) -> None:
    trade.hold("bank_certificate", a_signed_pdf(), "bank.pdf")
    row = trade.build()

    said = write_packet(trade.workspace, row.id, tmp_path / "out").as_json()

    assert list(said) == ["packet", "sha256", "pages", "folios", "parts", "beside", "checks"]
    assert said["packet"] == str(tmp_path / "out" / "packet.pdf")
    assert said["beside"] == [str(tmp_path / "out" / "beside" / "bank.pdf")]
    assert set(said["parts"][0]) == {"title", "first_folio", "last_folio"}
    assert set(said["checks"][0]) == {"check", "ok", "detail"}


def test_a_newer_packet_takes_away_what_the_older_left_beside_and_nothing_else(trade: Trade, tmp_path: Path) -> None:
    out = tmp_path / "out"
    held = trade.hold("bank_certificate", a_signed_pdf(), "bank.pdf")
    write_packet(trade.workspace, trade.build().id, out)
    (out / "beside" / "notes.txt").write_text("ours", "utf-8")
    trade.workspace.write(archive_paper, held)

    written = write_packet(trade.workspace, trade.build().id, out)

    assert written.beside == ()
    assert sorted(path.name for path in (out / "beside").iterdir()) == ["notes.txt"]


def test_an_older_version_can_still_be_written(trade: Trade, tmp_path: Path) -> None:
    first = trade.build()
    trade.workspace.write(set_price, lines_of(trade.workspace, trade.bid)[0].id, UnitPrice.of("0.16", "USD"))
    trade.build()

    written = write_packet(trade.workspace, first.id, tmp_path / "old")

    assert written.path.read_bytes() == trade.workspace.attachments.read(first.sha256)
