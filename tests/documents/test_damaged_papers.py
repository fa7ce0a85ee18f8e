"""Whatever is wrong with a paper, it is bound and reads back, or refused by name; nothing else happens."""

from __future__ import annotations

import random
from io import BytesIO

import pikepdf
import pytest

from sse_desktop.documents.contents import Binding
from sse_desktop.documents.packet import PacketCheckFailed, bind
from sse_desktop.domain.errors import DomainError
from sse_desktop.domain.foliation import PLAIN_FOLIOS
from sse_desktop.locale import Locale
from tests.documents.papers import a_paper, a_pdf, saved
from tests.documents.test_picture import a_picture

_PIECES = (b"/Kids", b"0 R", b"null", b"[", b"<<", b">>", b"-99999999", b"/Rotate 45", b"1e99", b"/MediaBox [0 0 0 0]")


def seeds() -> list[bytes]:
    with pikepdf.open(BytesIO(a_pdf())) as pdf:
        packed = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return [a_pdf(pages=2), a_pdf(crop=(1, 2, 300, 400), rotate=90), packed, a_picture(), a_picture(kind="PNG")]


def damaged(data: bytes, chance: random.Random) -> bytes:
    broken = bytearray(data)
    for _ in range(chance.choice((1, 2, 5, 20, 80))):
        place = chance.randrange(len(broken))
        match chance.randrange(4):
            case 0:
                broken[place] = chance.randrange(256)
            case 1:
                del broken[place : place + chance.randrange(1, 30)]
            case 2:
                broken[place:place] = chance.randbytes(chance.randrange(1, 10))
            case _:
                broken[place:place] = chance.choice(_PIECES)
    return bytes(broken)


@pytest.mark.parametrize("start", range(8))
def test_a_damaged_paper_is_bound_or_refused(start: int) -> None:
    chance = random.Random(start)
    for _ in range(25):
        data = damaged(chance.choice(seeds()), chance)
        try:
            packet = bind(
                Binding(title="Offer", cooperative="Demo", parts=[a_paper(data=data)], style=PLAIN_FOLIOS), Locale("en")
            )
        except PacketCheckFailed:
            raise
        except DomainError:
            continue
        assert all(check.ok for check in packet.checks)
