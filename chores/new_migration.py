"""Write a migration from the difference between the tables and the newest schema: `python -m chores.new_migration WORDS`.

    python -m chores.new_migration moisture of a weigh-in     writes NNNN_moisture_of_a_weigh_in.py
    python -m chores.new_migration --initial                  writes 0001_initial.py anew (only before the first release)

What is written is a beginning: rows that must be moved or filled are added by hand, and a table of facts that is made anew
needs `freeze_facts()` at the end.
"""

import argparse
import re
import sys
import tempfile
from pathlib import Path
from typing import Any, Final, Literal

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext

from chores.terminal import ROOT, must, say, stop
from sse_desktop.store import migrate
from sse_desktop.store.columns import UtcInstant, Whole
from sse_desktop.store.engines import MIGRATING, sqlite_engine
from sse_desktop.store.record import Base
from sse_desktop.store.tables import __all__ as features

VERSIONS: Final = migrate.MIGRATIONS / "versions"
TEMPLATE: Final = '''"""{title}."""

import sqlalchemy as sa
from alembic import op

from sse_desktop.store.migrations.frozen import freeze_facts

revision = "{revision}"
down_revision = {before}


def upgrade() -> None:{excuse}
    """{title}."""
    {changes}
    freeze_facts()
'''


def main() -> None:
    """Write the file and bring it into its format."""
    options = argparse.ArgumentParser(prog="python -m chores.new_migration", description=__doc__)
    options.add_argument("words", nargs="*", help="what changes, in a few words")
    options.add_argument("--initial", action="store_true")
    chosen = options.parse_args()
    say(f"Comparing the tables of {', '.join(features)}.")
    if bool(chosen.words) == chosen.initial:
        options.error("say what changes, or --initial")
    known = [] if chosen.initial else migrate.versions()
    path = write(
        "Every table, with triggers that freeze the facts" if chosen.initial else " ".join(chosen.words), known
    )
    must([sys.executable, "-m", "ruff", "format", "--quiet", path], "ruff format")
    say(f"Written: {path.relative_to(ROOT)}")


def write(title: str, known: list[str]) -> Path:
    """Write the revision that follows the known ones and return its file."""
    changes = difference(known)
    if not changes:
        stop("The tables are what the migrations make of them; there is nothing to write.")
    revision = f"{int(known[-1]) + 1 if known else 1:04}"
    name = "initial" if not known else re.sub(r"\W+", "_", title.lower())
    text = TEMPLATE.format(
        title=title[0].upper() + title[1:],
        revision=revision,
        before=f'"{known[-1]}"' if known else None,
        excuse="" if known else "  # noqa: PLR0915 - generated from the tables",
        changes=changes,
    )
    path = VERSIONS / f"{revision}_{name}.py"
    path.write_text(text, "utf-8")
    return path


def difference(known: list[str]) -> str:
    """Return the statements that bring a database with the known revisions to the tables; '' when it is there."""
    with tempfile.TemporaryDirectory() as folder:
        engine = sqlite_engine(Path(folder) / "schema.db", pragmas=MIGRATING, guarded=False)
        if known:
            migrate.upgrade(engine)
        with engine.connect() as connection:
            options: dict[str, Any] = {"target_metadata": Base.metadata, "render_item": rendered, "compare_type": False}
            context = MigrationContext.configure(connection, opts=options)
            found = produce_migrations(context, Base.metadata).upgrade_ops
            batch = bool(known)
            code = (
                render_python_code(found, render_as_batch=batch, render_item=rendered, migration_context=context)
                if found and not found.is_empty()
                else ""
            )
        engine.dispose()
    return "\n".join(line for line in code.splitlines() if not line.strip().startswith("#")).strip()


def rendered(kind: str, thing: Any, _: Any) -> str | Literal[False]:
    """Write our own column types as what they are kept in, so that a migration does not change with them."""
    if kind == "type" and isinstance(thing, Whole):
        return "sa.BigInteger()"
    if kind == "type" and isinstance(thing, UtcInstant):
        return "sa.DateTime(timezone=True)"
    return False


if __name__ == "__main__":
    main()
