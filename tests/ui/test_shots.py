"""One call takes a picture of every page, light and dark."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from sse_desktop.ui.shots import SIZE, take_shots
from sse_desktop.ui.theme import DARK, LIGHT, apply_theme
from tests.ui.conftest import spec_of
from tests.ui.test_access import Listing, Steps


def test_every_page_and_step_has_a_picture_in_both_schemes(qapp: QApplication, folder: Path, tmp_path: Path) -> None:
    pages = (spec_of(Listing, key="members", place="members"), spec_of(Steps, key="bid", place="tenders"))

    taken = take_shots(folder, tmp_path / "out", language="es", pages=pages)
    apply_theme(qapp, "light")

    names = [file.name for file in taken]
    assert names == [
        *("01-members-light.png", "02-bid-notice-light.png", "02-bid-capacity-light.png"),
        *("01-members-dark.png", "02-bid-notice-dark.png", "02-bid-capacity-dark.png"),
    ]
    for file, tokens in ((taken[0], LIGHT), (taken[3], DARK)):
        image = QImage(str(file))
        assert (image.width(), image.height()) == SIZE
        assert image.pixelColor(190, 700).name().upper() == tokens.ground


def test_a_folder_that_cannot_be_opened_is_said(qapp: QApplication, tmp_path: Path) -> None:
    assert qapp is not None
    (tmp_path / "nothing").mkdir()

    with pytest.raises(Exception, match="nothing"):
        take_shots(tmp_path / "nothing", tmp_path / "out", themes=("light",))
