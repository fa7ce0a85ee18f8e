import io
from pathlib import Path

import pypdfium2
import pytest

from sse_desktop.commands.harvests import void_weigh_in
from sse_desktop.documents.weigh_ticket import TicketPaper
from sse_desktop.prints.weigh_tickets import print_weigh_ticket, print_weigh_tickets
from sse_desktop.workspace import Workspace
from tests.builders import a_container, a_member, a_plot, a_price, a_product, a_weigh_in


def text_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return texts


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "coop", "Asociación Demo", "ec")


@pytest.mark.parametrize("paper", TicketPaper)
def test_a_ticket_says_what_was_weighed(workspace: Workspace, paper: TicketPaper) -> None:
    ana, product, crate = a_member(workspace, "Ana Núñez"), a_product(workspace), a_container(workspace)
    a_price(workspace, product, 300_000)
    done = a_weigh_in(
        workspace, ana, product, 100_000, container_kind_id=crate, containers=4, damaged_g=1_000,
        plot_id=a_plot(workspace, ana, "La Loma"),
    )  # fmt: skip

    [text, *_] = text_of(print_weigh_ticket(workspace, done.id, "en", paper))

    for said in (str(done.number), "Ana Núñez", "La Loma", "100.000", "94.000", "93.000", "27.90", done.lot_code):
        assert said in text
    workspace.close()


def test_a_voided_ticket_says_so(workspace: Workspace) -> None:
    done = a_weigh_in(workspace, a_member(workspace), a_product(workspace))
    workspace.write(void_weigh_in, done.id, "wrong scale")

    [text] = text_of(print_weigh_ticket(workspace, done.id, "en"))

    assert "wrong scale" in text
    workspace.close()


def test_waiting_tickets_come_in_one_file(workspace: Workspace) -> None:
    ana, product = a_member(workspace), a_product(workspace)
    done = [a_weigh_in(workspace, ana, product) for _ in range(3)]

    texts = text_of(print_weigh_tickets(workspace, [ticket.id for ticket in done]))

    assert [str(ticket.number) in text for ticket, text in zip(done, texts, strict=True)] == [True] * 3
    workspace.close()
