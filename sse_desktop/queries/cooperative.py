"""The cooperative, its users and its settings, as rows."""

import json
import uuid
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold, words
from sse_desktop.store.tables.cooperative import Cooperative, Setting, UserAccount


class NoCooperative(DomainError):
    """The database holds no cooperative yet."""

    sentence = N_("These data hold no cooperative. Create one, or restore a backup.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CooperativeRow:
    """Everything known of the cooperative; `supplier_kind` holds ids of the profile, separated by commas."""

    id: uuid.UUID
    legal_name: str
    short_name: str
    profile_id: str
    country: str
    currency: str
    time_zone: str
    language: str
    supplier_kind: str
    tax_id: str
    representative_name: str
    representative_id_number: str
    representative_post: str
    province: str
    canton: str
    address: str
    phone: str
    email: str
    bank_name: str
    bank_account: str
    establishment: str
    logo_sha: str | None

    @property
    def kinds(self) -> tuple[str, ...]:
        """All kinds of supplier that we are: ids of the profile."""
        return tuple(kind for part in self.supplier_kind.split(",") if (kind := part.strip()))


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRow:
    """A person who may act."""

    id: uuid.UUID
    name: str
    role: str
    has_password: bool
    active: bool


_FIELDS = tuple(CooperativeRow.__dataclass_fields__)
_COOPERATIVE = sa.select(*(getattr(Cooperative, name) for name in _FIELDS))


def cooperative(session: Session) -> CooperativeRow:
    """Return the cooperative of this data folder.

    Raises:
        NoCooperative: none was created yet.
    """
    row = session.execute(_COOPERATIVE).first()
    if row is None:
        raise NoCooperative
    return CooperativeRow(**row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name


def users(session: Session, text: str = "") -> list[UserRow]:
    """Return the users with these words in the name, active ones first, by name."""
    order = sa.select(UserAccount).order_by(UserAccount.active.desc(), UserAccount.name)
    return [
        UserRow(id=user.id, name=user.name, role=user.role, has_password=bool(user.password_hash), active=user.active)
        for user in session.scalars(order)
        if all(word in fold(user.name) for word in words(text))
    ]


def password_hash(session: Session, name: str) -> str | None:
    """Return the hash of a user's password, or None when there is no password or no such user."""
    return session.scalar(sa.select(UserAccount.password_hash).where(UserAccount.name == name))


def setting(session: Session, key: str) -> Any:
    """Return a choice of the cooperative, or None when it was never made."""
    value = session.scalar(sa.select(Setting.value).where(Setting.key == key))
    return None if value is None else json.loads(value)
