"""From starting the program to its first painted window, beside the smallest PySide6 window there can be."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from benchmarks.rows import Row, interleaved

ROUNDS: Final = 15
# Each ends in the moment in which its window has been painted.
WATCH: Final = """
import os
from PySide6.QtCore import QEvent, QObject
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and type(watched).__name__ == {window!r}:
            os._exit(0)
        return False
"""
MINIMAL: Final = (
    WATCH.format(window="QWidget")
    + """
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
watch = Watch()
application.installEventFilter(watch)
window = QWidget()
window.resize(1366, 768)
window.show()
application.exec()
"""
)
OURS: Final = (
    WATCH.format(window="MainWindow")
    + """
from sse_desktop import app
def start_qt(begin=app.start_qt):
    application = begin()
    application.watch = Watch()
    application.installEventFilter(application.watch)
    return application
app.start_qt = start_qt
app.main([])
"""
)


def measure() -> list[Row]:
    """Return the row of the start."""
    with tempfile.TemporaryDirectory() as home:
        took = interleaved({"ours": lambda: run(OURS, Path(home)), "floor": lambda: run(MINIMAL, Path(home))}, ROUNDS)
    return [
        Row(
            name="start to the first painted window",
            floor_name="a minimal PySide6 window",
            ours=took["ours"] * 1000,
            floor=took["floor"] * 1000,
            unit="ms",
            most=1.6,
        )
    ]


def run(script: str, home: Path) -> None:
    """Start a fresh interpreter and wait until its window was painted."""
    places = {name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA")}
    environment = {**os.environ, **places, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, "-c", script], env=environment, check=True)
