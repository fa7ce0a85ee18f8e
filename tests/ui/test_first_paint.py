"""The window is painted before anything heavy is loaded: on an old computer each of these costs a visible wait."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

HEAVY: Final = (
    *(
        "sqlalchemy",
        "alembic",
        "psycopg",
        "reportlab",
        "pikepdf",
        "pypdfium2",
        "openpyxl",
        "xlsxwriter",
        "python_calamine",
    ),
    *("lxml", "cryptography", "holidays", "num2words", "babel", "PIL", "typer", "hypothesis"),
)
# Runs the application until its main window was painted once, and says which of the heavy modules are loaded then.
PROBE: Final = """
import json, os, sys
{first}
from PySide6.QtCore import QEvent, QObject
from sse_desktop import app
from sse_desktop.ui.main_window import MainWindow

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, MainWindow):
            print(json.dumps([name for name in {heavy} if name in sys.modules]), flush=True)
            os._exit(0)
        return False

def start_qt(begin=app.start_qt):
    application = begin()
    application.watch = Watch()
    application.installEventFilter(application.watch)
    return application

app.start_qt = start_qt
app.main([])
"""


def loaded_at_first_paint(home: Path, first: str = "") -> list[str]:
    script = PROBE.format(first=first, heavy=HEAVY)
    places = {name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA")}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, **places, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    names: list[str] = json.loads(done.stdout.splitlines()[-1])
    return names


def test_nothing_heavy_is_loaded_at_first_paint(tmp_path: Path) -> None:
    assert loaded_at_first_paint(tmp_path) == []


def test_a_heavy_module_would_be_found(tmp_path: Path) -> None:
    assert "reportlab" in loaded_at_first_paint(tmp_path, first="import reportlab")
