"""The pinned PySide6 keeps the reference count of True: 6.12.0 loses one per emit and aborts Python 3.11 after some 570."""

import sys

import pytest
from PySide6.QtCore import QObject, Signal

EMITS = 50


class Speaker(QObject):
    said = Signal(bool)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="True is immortal from Python 3.12 on")
def test_emitting_keeps_the_reference_count_of_true(qapp: object) -> None:
    heard: list[bool] = []
    speaker = Speaker()
    speaker.said.connect(heard.append)
    speaker.said.emit(True)  # what is built at the first call is not counted
    heard.clear()

    before = sys.getrefcount(True)
    for _ in range(EMITS):
        speaker.said.emit(True)
    after = sys.getrefcount(True)

    # The list holds one reference for each; other threads may hold a few.
    assert abs(after - before - EMITS) < 5, f"{qapp}: {before} references became {after}"
