"""The sources keep the rules, and each rule finds what breaks it."""

from pathlib import Path
from typing import Final

import pytest

from tests import repository_rules as rules
from tests.repository_rules import RULES, Rule, Source

ROOT: Final = Path(__file__).resolve().parent.parent
APPLICATION: Final = ROOT / "sse_desktop"


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    return [
        Source(path.relative_to(APPLICATION).as_posix(), path.read_text("utf-8"))
        for path in sorted(APPLICATION.rglob("*.py"))
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_sources_keep_the_rule(rule: Rule, sources: list[Source]) -> None:
    broken = [f"sse_desktop/{source.path}:{line}" for source in sources for line in rule(source)]

    assert not broken, f"{rule.__doc__} Broken at: {', '.join(broken)}"


BREAKS: Final[tuple[tuple[Rule, str, str], ...]] = (
    (rules.unsafe_imports, "store/a.py", "import sqlite3"),
    (rules.unsafe_imports, "store/a.py", "from xml.etree import ElementTree"),
    (rules.unsafe_imports, "exchange/a.py", "def f():\n    import pickle"),
    (rules.unsafe_imports, "ui/a.py", "from PySide6.QtSql import QSqlDatabase"),
    (rules.network_imports, "ui/a.py", "from PySide6 import QtNetwork"),
    (rules.network_imports, "ui/a.py", "from urllib.request import urlopen"),
    (rules.network_imports, "ui/a.py", "import socket"),
    (rules.run_code, "domain/a.py", "eval('1')"),
    (rules.run_code, "ui/a.py", "subprocess.run('ls', shell=True)"),
    (rules.run_code, "ui/a.py", "os.system('ls')"),
    (rules.clock_and_ids, "commands/a.py", "datetime.now(UTC)"),
    (rules.clock_and_ids, "ui/a.py", "date.today()"),
    (rules.clock_and_ids, "store/a.py", "uuid.uuid4()"),
    (rules.clock_and_ids, "ui/a.py", "time.time()"),
    (rules.inexact, "domain/a.py", "float(x)"),
    (rules.inexact, "commands/a.py", "round(x, 2)"),
    (rules.inexact, "domain/a.py", "x * 0.12"),
    (rules.deletes, "commands/a.py", "session.delete(member)"),
    (rules.deletes, "store/tables/a.py", "ForeignKey('a.id', ondelete='CASCADE')"),
    (rules.deletes, "store/tables/a.py", "relationship(cascade='all, delete-orphan')"),
    (rules.plain_writes, "ui/a.py", "open(path, 'w')"),
    (rules.plain_writes, "ui/a.py", "path.open('wb')"),
    (rules.plain_writes, "ui/a.py", "path.open(mode='a')"),
    (rules.plain_writes, "ui/a.py", "path.write_text('x')"),
    (rules.labels, "ui/a.py", "QLabel(name)"),
    (rules.labels, "ui/a.py", "QtWidgets.QMessageBox(self)"),
    (rules.paragraphs, "documents/packet.py", "Paragraph(text, style)"),
    (rules.blocking_dialogs, "ui/a.py", "self.dialog.exec()"),
    (rules.blocking_dialogs, "ui/a.py", "QDialog(self).exec()"),
    (rules.blocking_dialogs, "ui/a.py", "QFileDialog.getOpenFileName(self)"),
    (rules.blocking_dialogs, "ui/a.py", "QMessageBox.question(self, 'a', 'b')"),
    (rules.vague_names, "ui/a.py", "class TenderManager: ..."),
    (rules.vague_names, "ui/utils.py", ""),
    (rules.built_texts, "ui/a.py", "locale.text(f'Hello {name}')"),
    (rules.built_texts, "ui/a.py", "N_('Hello ' + name)"),
    (rules.untranslated_texts, "ui/a.py", "label('Members', 'title')"),
    (rules.untranslated_texts, "ui/a.py", "self.field.setToolTip('Peso bruto')"),
    (rules.unexplained_exceptions, "ui/a.py", "x = 1  # noqa: S608"),
    (rules.unexplained_exceptions, "ui/a.py", "x = 1  # type: ignore[misc]"),
)


@pytest.mark.parametrize(("rule", "path", "text"), BREAKS, ids=[f"{rule.__name__}-{text}" for rule, _, text in BREAKS])
def test_rule_finds_what_breaks_it(rule: Rule, path: str, text: str) -> None:
    assert list(rule(Source(path, text)))


KEEPS: Final[tuple[tuple[Rule, str, str], ...]] = (
    (rules.network_imports, "exchange/a.py", "from urllib.parse import quote"),
    (rules.run_code, "ui/a.py", "subprocess.run(['ls'], shell=False)"),
    (rules.clock_and_ids, "clock.py", "datetime.now(UTC)"),
    (rules.clock_and_ids, "commands/a.py", "session.today"),
    (rules.inexact, "documents/a.py", "x * 0.5"),
    (rules.plain_writes, "exchange/a.py", "path.open('rb')"),
    (rules.plain_writes, "exchange/a.py", "open(path)"),
    (rules.plain_writes, "store/atomic.py", "path.open('wb')"),
    (rules.labels, "ui/widgets/labels.py", "QLabel(text)"),
    (rules.blocking_dialogs, "app.py", "application.exec()"),
    (rules.untranslated_texts, "ui/a.py", "label(text(N_('Members')), 'title'); field.setText('12,5 kg')"),
    (rules.unexplained_exceptions, "ui/a.py", "x = 1  # noqa: S608 - constants only"),
)


@pytest.mark.parametrize(("rule", "path", "text"), KEEPS, ids=[f"{rule.__name__}-{text}" for rule, _, text in KEEPS])
def test_rule_lets_what_is_right(rule: Rule, path: str, text: str) -> None:
    assert not list(rule(Source(path, text)))


def test_every_rule_has_an_example_that_breaks_it() -> None:
    assert {rule for rule, _, _ in BREAKS} == set(RULES)


def test_every_command_names_its_roles_unless_it_is_a_part_of_others(sources: list[Source]) -> None:
    unmarked = [name for source in sources for name in rules.parts_without_roles(source)]
    in_commands = "\n".join(source.text for source in sources if source.is_in("commands/"))

    alone = [name for name in unmarked if in_commands.count(f"{name}(") < 2]

    assert not alone, f"commands without @allowed(...): {', '.join(alone)}"


def test_a_command_without_roles_is_found() -> None:
    marked = "@allowed(Role.SECRETARY)\ndef void_bid(session: Writing) -> None: ..."
    unmarked = "def void_bid(session: Writing) -> None: ..."

    assert list(rules.parts_without_roles(Source("commands/bids.py", unmarked))) == ["void_bid"]
    assert not list(rules.parts_without_roles(Source("commands/bids.py", marked)))
