"""Users: who may act, as what, and with which password."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sse_desktop.commands.cooperative import (
    LastAdministrator,
    NameMissing,
    UserExists,
    add_user,
    change_user,
    set_password,
)
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.roles import Role
from sse_desktop.queries.cooperative import UserRow, users
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.register import Register, View
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.choice_fields import ChoiceField, TickField
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.field import SecretField, TextField


class PasswordsDiffer(DomainError):
    """A password was typed twice, and not the same."""

    sentence = N_("The two passwords are not the same. Nothing was saved. Type them again.")


class UsersPage(Register[UserRow]):
    """The register of users."""

    depends_on = frozenset({"user_account"})
    name = "users"
    title = N_("Users")
    search_hint = N_("Name")
    empty = Empty(N_("No users"), N_("Whoever works with the program has a name and a role here."))

    def make_columns(self) -> tuple[Column[Any], ...]:
        states = {
            True: Mark(State.READY, self.text(N_("may work"))),
            False: Mark(State.QUIET, self.text(N_("may not work"))),
        }
        passwords = {True: self.text(N_("yes")), False: self.text(N_("none"))}
        return (
            Column(N_("Name"), lambda row: row.name, 240, stretch=True),
            Column(N_("Role"), lambda row: self.text(Role(row.role).label), 180),
            Column(N_("Password"), lambda row: passwords[row.has_password], 120),
            Column(N_("State"), lambda row: states[row.active], 150),
        )

    def offered(self) -> Sequence[Action]:
        return (Action(N_("New user"), self.new_user, key="Ctrl+N", primary=True, icon="add"),)

    def source(self, view: View) -> Callable[..., Sequence[UserRow]]:
        return partial(users, text=view.words)

    def chosen(self, row: UserRow) -> None:
        word = N_("may work") if row.active else N_("may not work")
        details = Details(self.context).badge(State.READY if row.active else State.QUIET, self.text(word))
        details.fact(N_("Role"), self.text(Role(row.role).label))
        details.fact(N_("Password"), self.text(N_("yes") if row.has_password else N_("none")))
        if not row.has_password:
            details.note(
                self.text(N_("As long as nobody has a password, the program opens without asking who you are."))
            )
        actions = (
            Action(N_("Change"), partial(self.opened, row)),
            Action(N_("Password …"), partial(self.change_password, row)),
        )
        self.inspect(row.name, details, actions=actions)

    def row_actions(self, row: UserRow) -> Sequence[Action]:
        return (
            Action(N_("Change"), partial(self.opened, row)),
            Action(N_("Password …"), partial(self.change_password, row)),
        )

    # Forms.

    def new_user(self) -> None:
        """Ask for name, role and password."""
        form: Form[dict[str, Any]] = Form(self.context, _with_password, [
            TextField(self.context, "name", N_("Name")),
            ChoiceField(self.context, "role", N_("Role"), self._roles()),
            *self._twice(),
        ], beside={UserExists: "name", NameMissing: "name", PasswordsDiffer: "again"})  # fmt: skip
        self.table.clearSelection()
        self._open(self.text(N_("New user")), FormPanel(self.context, form, add_user, save=N_("Save the user")))

    def opened(self, row: UserRow) -> None:
        form: Form[dict[str, Any]] = Form(self.context, dict, [
            ChoiceField(self.context, "role", N_("Role"), self._roles()),
            TickField(self.context, "active", N_("May work with the program")),
        ], beside={LastAdministrator: "role"})  # fmt: skip
        form.fill({"role": Role(row.role), "active": row.active})
        self._open(row.name, FormPanel(self.context, form, change_user, save=N_("Save the user"), before=(row.id,)))

    def change_password(self, row: UserRow) -> None:
        """Ask for a new password; none takes the old one away."""
        form: Form[dict[str, Any]] = Form(
            self.context, _with_password, self._twice(), beside={PasswordsDiffer: "again"}
        )
        title = self.text(N_("Password of {name}"), name=row.name)
        self._open(title, FormPanel(self.context, form, set_password, save=N_("Save the password"), before=(row.id,)))

    def _roles(self) -> list[tuple[Role, str]]:
        return [(role, self.text(role.label)) for role in Role]

    def _twice(self) -> list[SecretField]:
        hint = N_("Empty: no password.")
        return [
            SecretField(self.context, "password", N_("New password"), required=False, hint=hint),
            SecretField(self.context, "again", N_("The same again"), required=False),
        ]

    def _open(self, title: str, panel: FormPanel) -> None:
        panel.done.connect(self._saved)
        panel.given_up.connect(self.close_inspector)
        self.inspect(title, panel)
        panel.form.first().setFocus()

    def _saved(self, result: object) -> None:
        self.close_inspector()
        self.context.shell.tell(self.text(N_("Saved.")))
        if result is not None:
            self.show_record(result)
        elif self.table.currentIndex().isValid():
            self.table.setFocus()


def _with_password(*, again: str | None, **typed: Any) -> dict[str, Any]:
    if typed["password"] != again:
        raise PasswordsDiffer
    return typed
