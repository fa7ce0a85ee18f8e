"""About: the version, where the data are, and under which licences the program and its parts stand."""

import platform
from pathlib import Path

from PySide6.QtCore import QUrl, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from sse_desktop import APPLICATION_NAME, __version__
from sse_desktop.domain.errors import N_
from sse_desktop.resources import resources
from sse_desktop.ui.context import Context
from sse_desktop.ui.page import Page
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.labels import Card, label

PURPOSE = N_("For small cooperatives that sell to public buyers: from the scale to the school, and back to the family.")


class AboutPage(Page):
    """What somebody who helps over the telephone asks first."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.folder = context.workspace.folder if context.workspace is not None else Path()
        self.texts = licence_texts()
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.text(N_("Licence")))
        self.choice.addItems([path.name for path in self.texts])
        self.reader = QPlainTextEdit()
        self.reader.setReadOnly(True)
        self.reader.setAccessibleName(self.text(N_("Text of the licence")))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._facts(), 2)
        row.addWidget(self._licences(), 3)
        body = QWidget()
        body.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self.set_body(body)
        self.choice.currentIndexChanged.connect(self._read)
        self._read(0)

    def _facts(self) -> Card:
        card = Card()
        card.body.addWidget(label(APPLICATION_NAME, "title"))
        card.body.addWidget(label(self.text(PURPOSE), tone="soft", wrap=True))
        details = Details(self.context)
        details.fact(N_("Version"), __version__)
        details.fact(N_("Data folder"), str(self.folder))
        details.fact(N_("Licence"), "Apache-2.0")
        details.fact(
            N_("Runs on"),
            f"Python {platform.python_version()} · Qt {qVersion()} · {platform.system()} {platform.machine()}",
        )
        card.body.addWidget(details)
        opens = button(self.text(N_("Open the data folder")), icon_name="folder")
        opens.clicked.connect(self.open_folder)
        line = QHBoxLayout()
        line.addWidget(opens)
        line.addStretch(1)
        card.body.addLayout(line)
        card.body.addStretch(1)
        return card

    def _licences(self) -> Card:
        card = Card(self.text(N_("Licences")))
        inside = QVBoxLayout()
        inside.setSpacing(8)
        words = N_("The program is free software. It is made with the works below, each under its own licence.")
        inside.addWidget(label(self.text(words), tone="soft", wrap=True))
        inside.addWidget(self.choice)
        inside.addWidget(self.reader, 1)
        card.body.addLayout(inside, 1)
        return card

    def open_folder(self) -> None:
        """Show the data folder in the file browser of the system."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder)))

    def _read(self, number: int) -> None:
        if 0 <= number < len(self.texts):
            self.reader.setPlainText(self.texts[number].read_text(encoding="utf-8"))


def licence_texts() -> list[Path]:
    """Return the texts that lie beside the program: its notice first, then its own licence, then those of its parts."""
    beside = resources().parent
    first = [beside / name for name in ("NOTICE", "LICENSE")]
    parts = [*sorted((resources() / "licences").glob("*.txt")), *sorted((resources() / "fonts").glob("*.txt"))]
    return [path for path in (*first, *parts) if path.is_file()]
