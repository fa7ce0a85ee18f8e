"""Rules of the sources that a machine can see, each a function from a parsed file to what breaks it."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

# Modules that run code from data, bring a second SQLite, or parse XML without a guard.
UNSAFE: Final = ("sqlite3", "_sqlite3", "apsw", "pickle", "marshal", "shelve", "dill", "yaml", "xml", "PySide6.QtSql")
NETWORK: Final = (
    *("socket", "ssl", "ftplib", "smtplib", "imaplib", "telnetlib", "xmlrpc", "socketserver", "asyncio"),
    *("http", "urllib.request", "urllib3", "requests", "httpx", "aiohttp", "websockets"),
    *("PySide6.QtNetwork", "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets"),
)
CLOCK: Final = frozenset(
    {
        *("datetime.now", "datetime.utcnow", "datetime.today", "datetime.datetime.now", "datetime.date.today"),
        *("date.today", "time.time", "time.time_ns", "time.localtime", "time.gmtime", "QDate.currentDate"),
        *("QDateTime.currentDateTime", "QDateTime.currentDateTimeUtc", "QTime.currentTime"),
        *("uuid.uuid1", "uuid.uuid4", "uuid.uuid7", "uuid4", "uuid7", "uuid_utils.uuid7", "uuid_utils.compat.uuid7"),
    }
)
STATIC_DIALOGS: Final = re.compile(
    r"^QMessageBox\.(question|information|warning|critical|about)$|^Q(Input|File|Color|Font)Dialog\.get\w+$"
)
# What shows its first argument to a person.
SHOWING: Final = frozenset(
    {
        *("label", "button", "QAction", "QPushButton", "QCheckBox", "QRadioButton", "QGroupBox", "addAction", "addTab"),
        *(
            "setText",
            "setTitle",
            "setPlaceholderText",
            "setToolTip",
            "setStatusTip",
            "setWindowTitle",
            "setAccessibleName",
        ),
        *("setAccessibleDescription", "setWhatsThis", "setTabText", "showMessage"),
    }
)
WRITING_MODE: Final = re.compile(r"^[rwaxbt+]*[wax+][rwaxbt+]*$")
VAGUE_NAME: Final = re.compile(r"(Manager|Helper|Utils?|Handler)s?$|^(utils?|helpers?|manager|misc|common)$")


@dataclass(frozen=True)
class Source:
    """A file of the application: its path below sse_desktop, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def nodes(self) -> Iterator[ast.AST]:
        return ast.walk(self.tree)

    @property
    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """Every call, with the dotted name of what is called: `self.page.exec`."""
        return ((dotted(node.func), node) for node in self.nodes if isinstance(node, ast.Call))

    @property
    def imports(self) -> Iterator[tuple[str, int]]:
        """Every imported module and imported name, dotted."""
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)

    def is_in(self, *places: str) -> bool:
        return self.path.startswith(places)


def dotted(node: ast.expr) -> str:
    """Return `a.b.c` for an attribute chain; what is not a name stands as ()."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return "()"


def last(name: str) -> str:
    return name.rsplit(".", 1)[-1]


def imported(source: Source, modules: tuple[str, ...]) -> Iterator[int]:
    for name, line in source.imports:
        if any(name == module or name.startswith(f"{module}.") for module in modules):
            yield line


def unsafe_imports(source: Source) -> Iterator[int]:
    """No second SQLite, no module that runs code from data, no unguarded XML parser."""
    yield from imported(source, UNSAFE)


def network_imports(source: Source) -> Iterator[int]:
    """The application makes no network call."""
    yield from imported(source, NETWORK)


def run_code(source: Source) -> Iterator[int]:
    """Nothing is evaluated, and no program is started through a shell."""
    for name, call in source.calls:
        if name in {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "os.startfile"}:
            yield call.lineno
        if any(word.arg == "shell" and not is_constant(word.value, False) for word in call.keywords):
            yield call.lineno


def is_constant(node: ast.expr, value: object) -> bool:
    return isinstance(node, ast.Constant) and node.value is value


def clock_and_ids(source: Source) -> Iterator[int]:
    """Now and new ids come from clock.py alone."""
    if source.path == "clock.py":
        return
    for name, call in source.calls:
        if name in CLOCK:
            yield call.lineno


def inexact(source: Source) -> Iterator[int]:
    """Below the surface there is no float and no round(): numbers are whole or Decimal, rounded by domain/rounding.py."""
    if not source.is_in("domain/", "commands/", "queries/", "store/tables/"):
        return
    for name, call in source.calls:
        if name in {"float", "round", "math.floor", "math.ceil", "statistics.mean"}:
            yield call.lineno
    if source.is_in("domain/", "commands/"):
        yield from (n.lineno for n in source.nodes if isinstance(n, ast.Constant) and isinstance(n.value, float))


def deletes(source: Source) -> Iterator[int]:
    """Rows are voided or archived, never deleted, also not by a cascade.

    The queue of this computer's printer is no record of the cooperative.
    """
    if source.path == "commands/printing.py":
        return
    for name, call in source.calls:
        if name in {"session.delete", "sa.delete", "sqlalchemy.delete", "delete"}:
            yield call.lineno
        for word in call.keywords:
            if word.arg == "ondelete" or (word.arg == "cascade" and "delete" in ast.unparse(word.value)):
                yield call.lineno


def plain_writes(source: Source) -> Iterator[int]:
    """Every file is written whole, by store/atomic.py.

    The lock is held open; a backup and the copy a migration works on, too large for memory, are flushed where they are made
    and then take their place in the same way.
    """
    if source.path in {"store/atomic.py", "store/lock.py", "store/backup.py", "store/migrate.py"}:
        return
    for name, call in source.calls:
        if last(name) in {"write_text", "write_bytes"} or (last(name) == "open" and opens_for_writing(name, call)):
            yield call.lineno


def opens_for_writing(name: str, call: ast.Call) -> bool:
    modes = [word.value for word in call.keywords if word.arg == "mode"]
    modes += call.args[1:2] if name in {"open", "io.open", "os.open"} else call.args[:1]
    return any(
        isinstance(mode, ast.Constant) and isinstance(mode.value, str) and WRITING_MODE.match(mode.value)
        for mode in modes
    )


def labels(source: Source) -> Iterator[int]:
    """Labels and messages come from the window's kit, which shows text as plain text."""
    if source.is_in("ui/widgets/"):
        return
    for name, call in source.calls:
        if last(name) in {"QLabel", "QMessageBox", "QTextBrowser"}:
            yield call.lineno


def paragraphs(source: Source) -> Iterator[int]:
    """Paragraphs of documents are made in one place, which escapes their text."""
    if source.path == "documents/paragraphs.py":
        return
    for name, call in source.calls:
        if last(name) in {"Paragraph", "XPreformatted"}:
            yield call.lineno


def blocking_dialogs(source: Source) -> Iterator[int]:
    """A dialog is opened, never executed: an inner event loop hangs tests and surprises code."""
    if source.path == "app.py":
        return
    for name, call in source.calls:
        if last(name) in {"exec", "exec_"} and name != "exec":
            yield call.lineno
        if STATIC_DIALOGS.match(name):
            yield call.lineno


def parts_without_roles(source: Source) -> Iterator[str]:
    """Every command says which roles may use it; only the parts that commands are made of need not (they are refused alone)."""
    if not source.is_in("commands/"):
        return
    for node in source.tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and is_command(node):
            marks = [dotted(mark.func) for mark in node.decorator_list if isinstance(mark, ast.Call)]
            if "allowed" not in marks:
                yield node.name


def is_command(function: ast.FunctionDef) -> bool:
    first = function.args.args[:1]
    return bool(first and first[0].annotation and dotted(first[0].annotation) == "Writing")


def vague_names(source: Source) -> Iterator[int]:
    """Nothing is called Manager, Helper or Utils."""
    if VAGUE_NAME.search(source.path.removesuffix(".py").rsplit("/", 1)[-1]):
        yield 1
    for node in source.nodes:
        if isinstance(node, ast.ClassDef) and VAGUE_NAME.search(node.name):
            yield node.lineno


def built_texts(source: Source) -> Iterator[int]:
    """A text to be translated is a whole one: an f-string or a sum is in no catalogue."""
    for name, call in source.calls:
        if (
            last(name) in {"N_", "text", "plural"}
            and call.args[:1]
            and isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
        ):
            yield call.lineno


def untranslated_texts(source: Source) -> Iterator[int]:
    """No text stands in a widget as it was typed into the source; it goes through the catalogue."""
    if not source.is_in("ui/"):
        return
    for name, call in source.calls:
        if last(name) in SHOWING and call.args and is_wording(call.args[0]):
            yield call.lineno


def is_wording(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(re.search(r"[^\W\d_]{3}", node.value))
    )


def unexplained_exceptions(source: Source) -> Iterator[int]:
    """What tells a checker to look away says why."""
    for number, line in enumerate(source.text.splitlines(), start=1):
        if re.search(r"# (noqa: [A-Z0-9, ]+|noqa|type: ignore(\[[\w-]+\])?)\s*$", line):
            yield number


Rule = Callable[[Source], Iterator[int]]
RULES: Final[tuple[Rule, ...]] = (
    unsafe_imports,
    network_imports,
    run_code,
    clock_and_ids,
    inexact,
    deletes,
    plain_writes,
    labels,
    paragraphs,
    blocking_dialogs,
    vague_names,
    built_texts,
    untranslated_texts,
    unexplained_exceptions,
)
