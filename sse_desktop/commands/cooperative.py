"""Founding a cooperative, changing its data, users and settings."""

import json
import uuid
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

from sse_desktop.commands.kept_numbers import refuse_unkept
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.kept_files import KEY as ATTACHMENTS_KEY
from sse_desktop.store.profiles import Profile
from sse_desktop.store.tables.cooperative import Cooperative, Device, Setting, UserAccount


class NameMissing(DomainError):
    """Something was saved without a name."""

    sentence = N_("A name is needed. Nothing was saved. Type one and save again.")


class UserExists(DomainError):
    """Two users would have one name."""

    sentence = N_("There is already a user called {name}. Nothing was saved. Choose another name.")


class LastAdministrator(DomainError):
    """Nobody would be left who may change everything."""

    sentence = N_("{name} is the last administrator. Nothing was changed. Name another administrator first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CooperativeData:
    """What a person can change of the cooperative."""

    legal_name: str
    short_name: str = ""
    supplier_kind: str = ""
    tax_id: str = ""
    representative_name: str = ""
    representative_id_number: str = ""
    representative_post: str = ""
    province: str = ""
    canton: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    bank_name: str = ""
    bank_account: str = ""
    language: str = ""


@allowed()
def found_cooperative(session: Writing, name: str, profile: Profile, device_label: str, first_user: str) -> uuid.UUID:
    """Store the cooperative, this device with emission point 001, and its first administrator.

    Raises:
        NameMissing: the name is blank.
    """
    if not name.strip():
        raise NameMissing
    row = Cooperative(
        id=session.new_id(),
        legal_name=name.strip(),
        short_name=name.strip(),
        profile_id=profile.id,
        country=profile.country,
        currency=profile.currency,
        time_zone=profile.time_zone,
        language=profile.language,
        establishment="001",
    )
    session.add(row)
    session.add(Device(id=session.new_id(), code=session.device, label=device_label, emission_point="001"))
    session.add(UserAccount(id=session.new_id(), name=first_user, role=Role.ADMINISTRATOR.value))
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def change_cooperative(session: Writing, data: CooperativeData) -> None:
    """Store new data of the cooperative.

    Raises:
        NameMissing: the legal name is blank. NotToBeKept: the law forbids to keep the representative's number.
    """
    if not data.legal_name.strip():
        raise NameMissing
    refuse_unkept(session, data.representative_id_number)
    row = session.scalars(sa.select(Cooperative)).one()
    for field, value in asdict(data).items():
        if value or field != "language":
            setattr(row, field, value.strip())


@allowed()
def add_user(session: Writing, name: str, role: Role, password: str | None = None) -> uuid.UUID:
    """Let another person act, with one role; the password is kept as an argon2id hash only.

    Raises:
        NameMissing, UserExists.
    """
    if not name.strip():
        raise NameMissing
    if session.scalar(sa.select(UserAccount.id).where(UserAccount.name == name.strip())) is not None:
        raise UserExists(name=name.strip())
    user = UserAccount(id=session.new_id(), name=name.strip(), role=role.value, password_hash=_hashed(password))
    session.add(user)
    return user.id


@allowed()
def change_user(session: Writing, user_id: uuid.UUID, *, role: Role, active: bool) -> None:
    """Change a user's role or let them act no more.

    Raises:
        LastAdministrator: nobody would be left to administer.
    """
    user = session.get_one(UserAccount, user_id)
    keeps = role is Role.ADMINISTRATOR and active
    others = sa.select(sa.func.count()).where(
        UserAccount.role == Role.ADMINISTRATOR.value, UserAccount.active, UserAccount.id != user_id
    )
    if not keeps and not session.scalar(others):
        raise LastAdministrator(name=user.name)
    user.role, user.active = role.value, active


@allowed()
def set_password(session: Writing, user_id: uuid.UUID, password: str | None) -> None:
    """Store a new password, or none."""
    session.get_one(UserAccount, user_id).password_hash = _hashed(password)


def _hashed(password: str | None) -> str | None:
    if not password:
        return None
    from argon2 import PasswordHasher

    return PasswordHasher().hash(password)


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def choose(session: Writing, key: str, value: Any) -> None:
    """Store a choice of the cooperative under its key; the value must have a JSON form."""
    if key == ATTACHMENTS_KEY:
        raise ValueError("with another key no attachment could be opened any more")
    row = session.scalars(sa.select(Setting).where(Setting.key == key)).first()
    if row is None:
        session.add(Setting(id=session.new_id(), key=key, value=json.dumps(value)))
    else:
        row.value = json.dumps(value)
