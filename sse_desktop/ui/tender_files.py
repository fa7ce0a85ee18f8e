"""The system's pickers for files and folders, opened without blocking."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_for_files(owner: QWidget, title: str, pattern: str, chosen: Callable[[Sequence[Path]], object]) -> QFileDialog:
    """Let the person choose one or more files; `chosen` gets them."""
    dialog = QFileDialog(owner, title, "", pattern)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.filesSelected.connect(lambda names: chosen([Path(name) for name in names]))
    dialog.open()
    return dialog


def ask_for_folder(owner: QWidget, title: str, chosen: Callable[[Path], object]) -> QFileDialog:
    """Let the person choose a folder; `chosen` gets it."""
    dialog = QFileDialog(owner, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()
    return dialog
