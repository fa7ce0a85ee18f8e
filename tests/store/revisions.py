"""A copy of the application's migrations to which a test adds revisions."""

import shutil
from pathlib import Path
from typing import Final

from sse_desktop.store import migrate

#: The application's newest revision, and the name of the one that would follow it.
NEWEST: Final = migrate.versions()[-1]
NEXT: Final = f"{int(NEWEST) + 1:04}"

TEMPLATE: Final = '''"""A revision of a test."""

import sqlalchemy as sa
from alembic import op

revision = "{name}"
down_revision = "{before}"


def upgrade() -> None:
    {body}
'''


class Revisions:
    """A folder of migrations that begins as the application's own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(migrate.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))

    def add(self, name: str, body: str) -> None:
        """Add a revision after the newest one; `body` is the content of its upgrade()."""
        before = max(path.name.split("_")[0] for path in (self.folder / "versions").glob("[0-9]*.py"))
        text = TEMPLATE.format(name=name, before=before, body=body)
        (self.folder / "versions" / f"{name}_test.py").write_text(text, "utf-8")

    def remove(self, name: str) -> None:
        """Take a revision away again."""
        (self.folder / "versions" / f"{name}_test.py").unlink()
