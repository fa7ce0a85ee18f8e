"""The first thing a new person sees: start a cooperative, look at the demo, or open a folder that is already there."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.locale import LANGUAGE_NAMES
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.field import SecretField, TextField
from sse_desktop.ui.widgets.labels import Card, Tone, label, set_tone
from sse_desktop.ui.widgets.layouts import scrolling

CARD_PX: Final = 440
SIDE_PX: Final = 380


class PassphrasesDiffer(DomainError):
    """The passphrase was typed twice, and not the same."""

    sentence = N_("The two passphrases are not the same. Nothing was made. Type both again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """What is asked to start a cooperative; everything else has its place in Settings."""

    name: str
    profile: str
    folder: str
    passphrase: str | None


class Welcome(QWidget):
    """Asks for little, proposes the rest, and never leaves a half-made folder."""

    found = Signal(object)  # Founding
    open_folder = Signal(object)  # Path
    open_demo = Signal()
    language_chosen = Signal(str)

    def __init__(
        self,
        context: Context,
        profiles: Sequence[tuple[str, str]],
        folder: Path,
        *,
        has_demo: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._context = context
        text = context.text
        self.notice = label("", "strong", wrap=True)
        self.notice.setFixedWidth(CARD_PX + SIDE_PX)
        self.notice.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.notice.hide()
        self.form = Form(context, _founding, [
            TextField(context, "name", N_("Name of the cooperative")),
            ChoiceField(context, "profile", N_("Country and rules"), list(profiles)),
            TextField(context, "folder", N_("Folder on this computer"), hint=N_("Not on a network drive and not in a folder that is copied to a cloud.")),
            SecretField(context, "passphrase", N_("Passphrase"), required=False, hint=N_("With one everything is encrypted, attached files too. If it is lost, nobody can open them.")),
            SecretField(context, "again", N_("The same again"), required=False),
        ], beside={PassphrasesDiffer: "again"})  # fmt: skip
        self.form.fill({"folder": str(folder)})
        self.start = button(text(N_("Start the cooperative")), "primary")
        self.demo = button(text(N_("Open the demo cooperative")))
        self.demo.setVisible(has_demo)
        self.other = button(text(N_("Open a folder …")), icon_name="folder")
        self.language = ChoiceField(context, "language", N_("Language"), list(LANGUAGE_NAMES.items()))
        self.language.set_value(context.locale.language)
        self._lay_out()
        self.start.clicked.connect(self.form.commit)
        self.form.committed.connect(self.found)
        self.demo.clicked.connect(self.open_demo)
        self.other.clicked.connect(self._ask_folder)
        self.language.edited.connect(self._language)

    def say(self, sentence: str, tone: Tone = "blocked") -> None:
        """Show what went wrong, or what is being done."""
        self.notice.setText(f"■ {sentence}" if tone == "blocked" else sentence)
        set_tone(self.notice, tone)
        self.notice.show()

    def _lay_out(self) -> None:
        text = self._context.text
        start = Card(text(N_("Start a cooperative")))
        start.setFixedWidth(CARD_PX)
        start.body.addWidget(self.form)
        start.body.addWidget(self.start)
        look = Card(text(N_("Look around first")))
        look.body.addWidget(
            label(
                text(
                    N_(
                        "Forty invented families, a season of harvests, three tenders: try everything, nothing can break."
                    )
                ),
                tone="soft",
                wrap=True,
            )
        )
        look.body.addWidget(self.demo)
        look.setVisible(not self.demo.isHidden())
        there = Card(text(N_("Already there")))
        there.body.addWidget(
            label(text(N_("Open the folder of a cooperative on this computer.")), tone="soft", wrap=True)
        )
        there.body.addWidget(self.other)
        side = QVBoxLayout()
        side.setSpacing(12)
        for widget in (look, there, self.language):
            widget.setFixedWidth(SIDE_PX)
            side.addWidget(widget)
        side.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(start, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(side)
        row.addStretch(1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(
            label(text(N_("From the scale to the school, and back to the family")), "title"),
            0,
            Qt.AlignmentFlag.AlignHCenter,
        )
        column.addWidget(
            label(text(N_("All data stay on this computer. No internet is needed.")), "lead", tone="soft"),
            0,
            Qt.AlignmentFlag.AlignHCenter,
        )
        column.addWidget(self.notice, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        column.addLayout(row)
        column.addStretch(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inside))

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, self._context.text(N_("Open a folder …")))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._folder_chosen)
        dialog.open()

    def _folder_chosen(self, name: str) -> None:
        self.open_folder.emit(Path(name))

    def _language(self) -> None:
        self.language_chosen.emit(self.language.value())


def _founding(*, again: str | None, **typed: Any) -> Founding:
    """Return what was typed; who types a wrong passphrase once could never open the data again."""
    if typed["passphrase"] != again:
        raise PassphrasesDiffer
    return Founding(**typed)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """Who opens a folder, and with what."""

    passphrase: str | None = None
    user: str | None = None
    password: str | None = None


class SignInPlace(QWidget):
    """Asks for what a folder needs to be opened: its passphrase, or who acts and the password."""

    signed_in = Signal(object)  # SignIn
    given_up = Signal()

    def __init__(
        self, context: Context, folder: Path, sentence: str, *, asks_passphrase: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        fields = (
            [SecretField(context, "passphrase", N_("Passphrase"))]
            if asks_passphrase
            else [
                TextField(context, "user", N_("Your name")),
                SecretField(context, "password", N_("Password"), required=False),
            ]
        )
        self.form = Form(context, SignIn, fields)
        card = Card(context.text(N_("Open {folder}"), folder=folder.name))
        card.setFixedWidth(CARD_PX)
        card.body.addWidget(label(sentence, tone="soft", wrap=True))
        card.body.addWidget(self.form)
        buttons = QHBoxLayout()
        self.open = button(context.text(N_("Open the folder")), "primary")
        cancel = button(context.text(N_("Another folder")))
        buttons.addWidget(self.open)
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        card.body.addLayout(buttons)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self.open.clicked.connect(self.form.commit)
        self.form.committed.connect(self.signed_in)
        cancel.clicked.connect(self.given_up)
