"""`dev.py demo` takes the demo from its notice to its statements, and can be run again."""

from pathlib import Path

import pikepdf
import pytest

from chores import demo


@pytest.mark.slow
def test_the_demo_writes_packet_notes_and_statements(tmp_path: Path) -> None:
    out = tmp_path / "out with space"
    (out / demo.DATA).mkdir(parents=True)
    (out / demo.DATA / "left from before.txt").touch()
    (out / "mine.txt").touch()

    demo.play(out)

    with pikepdf.open(out / "packet" / "packet.pdf") as packet:
        assert len(packet.pages) > 10
    assert len(list((out / "delivery-notes").glob("*.pdf"))) == 26
    assert len(list((out / "statements").glob("*.pdf"))) == 40
    assert not (out / demo.DATA / "left from before.txt").exists()
    assert (out / "mine.txt").exists()
