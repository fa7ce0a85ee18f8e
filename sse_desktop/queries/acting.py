"""Who acts from now on: the user who is named, or the administrator of data in which nobody has a password."""

from sqlalchemy.orm import Session

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.roles import Role
from sse_desktop.queries.cooperative import password_hash, users
from sse_desktop.store.database import Actor


class WhoActs(DomainError):
    """There are several users, or passwords, and nobody said who acts."""

    sentence = N_("Say who you are: {users}. Nothing was changed.")


class WrongPassword(DomainError):
    """The password is not this user's."""

    sentence = N_(
        "The password of {name} is wrong. Nothing was changed. Try again, or ask the administrator for a new one."
    )


class NoSuchUser(DomainError):
    """No active user has this name."""

    sentence = N_("There is no user {name}. Choose one of: {users}.")


def acting_user(session: Session, user: str | None, password: str | None) -> Actor:
    """Return who acts under this name; None is the administrator of data without passwords.

    Raises:
        WhoActs: somebody must be named. NoSuchUser. WrongPassword.
    """
    known = [row for row in users(session) if row.active]
    names = ", ".join(row.name for row in known)
    if user is None:
        first = next((row for row in known if row.role == Role.ADMINISTRATOR), None)
        if first is None or any(row.has_password for row in known):
            raise WhoActs(users=names)
        user = first.name
    row = next((row for row in known if row.name == user), None)
    if row is None:
        raise NoSuchUser(name=user, users=names)
    if row.has_password:
        _check_password(password_hash(session, user) or "", user, password or "")
    return Actor(row.name, row.role)


def _check_password(kept: str, user: str, password: str) -> None:
    from argon2 import PasswordHasher
    from argon2.exceptions import Argon2Error

    try:
        PasswordHasher().verify(kept, password)
    except Argon2Error as error:
        raise WrongPassword(name=user) from error
