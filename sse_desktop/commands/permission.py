"""Who may do what: every command names its roles, and a command that names none is refused."""

from collections.abc import Callable
from typing import Any, TypeVar

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing

CommandT = TypeVar("CommandT", bound=Callable[..., Any])


class NotAllowed(DomainError):
    """The role of the person does not include this."""

    sentence = N_(
        "The role “{role}” may not do this. Nothing was changed. Ask the administrator, or enter as somebody else."
    )


def allowed(*roles: Role) -> Callable[[CommandT], CommandT]:
    """Name the roles that may run a command; the administrator always may."""

    def mark(command: CommandT) -> CommandT:
        command.allowed_roles = frozenset({*roles, Role.ADMINISTRATOR})  # type: ignore[attr-defined]  # functions carry no typed attributes
        return command

    return mark


def check_role(command: Callable[..., Any], session: Writing) -> None:
    """Refuse a command that the actor's role does not include.

    Raises:
        NotAllowed: also when the command names no role at all.
    """
    roles: frozenset[Role] = getattr(command, "allowed_roles", frozenset())
    if session.actor.role not in roles:
        raise NotAllowed(role=session.actor.role)
