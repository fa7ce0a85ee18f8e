import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import sse_desktop.commands
from sse_desktop.commands.permission import NotAllowed, allowed, check_role
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Actor, Database, Writing
from tests.builders import NOW
from tests.conftest import Databases

# Who may do what, command by command: what is not written here, nobody may but the administrator.
S, W, D, T, P = Role.SECRETARY, Role.WEIGHER, Role.DRIVER, Role.TREASURER, Role.PRESIDENT
OFFICE = {S}
HARVEST: dict[str, set[Role]] = {
    "members.add_member": OFFICE,
    "members.change_member": OFFICE,
    "members.archive_member": OFFICE,
    "members.add_plot": OFFICE,
    "members.change_plot": OFFICE,
    "members.archive_plot": OFFICE,
    "members.import_members": OFFICE,
    "products.add_product": OFFICE,
    "products.change_product": OFFICE,
    "products.archive_product": OFFICE,
    "products.import_products": OFFICE,
    "products.add_grade": OFFICE,
    "products.change_grade": OFFICE,
    "products.archive_grade": OFFICE,
    "products.add_variety": OFFICE,
    "products.change_variety": OFFICE,
    "products.archive_variety": OFFICE,
    "containers.add_container_kind": OFFICE,
    "containers.change_container_kind": OFFICE,
    "containers.archive_container_kind": OFFICE,
    "containers.set_packaging": OFFICE,
    "containers.archive_packaging": OFFICE,
    "rates.set_conversion": OFFICE,
    "rates.set_farm_price": {S, T, P},
    "harvests.record_weigh_in": {W, S},
    "harvests.void_weigh_in": {W, S},
    "harvests.import_weigh_ins": OFFICE,
    "pledges.set_pledges": {S, W, P},
    "stock.remove_from_lot": {S, W},
    "stock.count_lot": {S, W},
    "stock.void_movement": {S, W},
    "stock.hold_lot": {S, W, P},
    "stock.release_lot": {S, W, P},
    "stock.close_lot": {S, W},
    "workers.add_worker": {S, W, T},
    "workers.change_worker": {S, W, T},
    "workers.archive_worker": {S, W, T},
    "work_days.record_work": {S, W, T},
    "work_days.void_work_day": {S, W, T},
    "work_days.pay_worker": {S, T},
    "work_days.void_work_payment": {S, T},
    "crates.move_crates": {S, W, D},
    "crates.void_crate_movement": {S, W, D},
    "printing.queue_print": {S, W, D, T, P},
    "printing.mark_printed": {S, W, D, T, P},
    "printing.drop_print_jobs": {S, W, D, T, P},
    "undo.undo_last": {S, W, D, T, P},
}


def commands() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield every function that is marked as a command, under the module that defines it."""
    for info in pkgutil.iter_modules(sse_desktop.commands.__path__):
        module = importlib.import_module(f"sse_desktop.commands.{info.name}")
        for name, found in inspect.getmembers(module, inspect.isfunction):
            if found.__module__ == module.__name__ and hasattr(found, "allowed_roles"):
                yield f"{info.name}.{name}", found


COMMANDS = dict(commands())


def is_allowed(database: Database, command: Callable[..., Any], role: str) -> bool:
    with database.writing(Actor("Somebody", role), "try", NOW) as session:
        try:
            check_role(command, session)
        except NotAllowed:
            return False
        return True


@pytest.fixture(scope="module")
def shelf(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = databases.fresh("plain", tmp_path_factory.mktemp("roles"))
    yield database
    database.close()


@pytest.mark.parametrize("name", HARVEST)
def test_each_role_may_do_exactly_this(shelf: Database, name: str) -> None:
    may = {role for role in Role if is_allowed(shelf, COMMANDS[name], role)}

    assert may == HARVEST[name] | {Role.ADMINISTRATOR}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_administrator_always_may_and_the_auditor_never(shelf: Database, name: str) -> None:
    assert is_allowed(shelf, COMMANDS[name], Role.ADMINISTRATOR)
    assert not is_allowed(shelf, COMMANDS[name], Role.AUDITOR)
    assert not is_allowed(shelf, COMMANDS[name], "stranger")
    assert not is_allowed(shelf, COMMANDS[name], "")


def test_what_names_no_role_is_refused_to_everybody(shelf: Database) -> None:
    def undecorated(_session: Writing) -> None: ...

    assert not any(is_allowed(shelf, undecorated, role) for role in Role)


def test_what_names_no_role_but_is_marked_is_the_administrators() -> None:
    @allowed()
    def founded(_session: Writing) -> None: ...

    assert founded.allowed_roles == {Role.ADMINISTRATOR}  # type: ignore[attr-defined]  # functions carry no typed attributes


def undecorated_writers() -> Iterator[tuple[str, str]]:
    """Yield module and name of every public function that takes a writing session and names no role."""
    for info in pkgutil.iter_modules(sse_desktop.commands.__path__):
        module = importlib.import_module(f"sse_desktop.commands.{info.name}")
        for name, found in inspect.getmembers(module, inspect.isfunction):
            first = next(iter(inspect.signature(found).parameters.values()), None)
            takes_session = first is not None and first.annotation in {Writing, "Writing"}
            own = found.__module__ == module.__name__ and not name.startswith("_")
            if own and takes_session and not hasattr(found, "allowed_roles"):
                yield info.name, name


def names_taken_from_commands(path: Path) -> set[tuple[str, str]]:
    """Return what a file imports from the commands, as module and name; a module used as a whole counts by attribute."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    taken: set[tuple[str, str]] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sse_desktop.commands."):
            taken |= {((node.module or "").rpartition(".")[2], alias.name) for alias in node.names}
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            taken.add((node.value.id, node.attr))
        if isinstance(node, ast.Name) and path.parent.name == "commands":
            taken.add((path.stem, node.id))
    return taken


def test_a_function_that_writes_without_a_role_is_only_a_step_of_other_commands() -> None:
    package = Path(sse_desktop.commands.__path__[0])
    inside = set().union(*(names_taken_from_commands(path) for path in package.glob("*.py")))
    outside = set().union(
        *(names_taken_from_commands(path) for path in package.parent.rglob("*.py") if path.parent != package)
    )
    bare = set(undecorated_writers())

    assert bare - inside == set(), "a role is missing"
    assert bare & outside == set(), "nobody checks the role of what is called from outside"
