"""What people may be in the cooperative's office: this file is the list of roles."""

from enum import StrEnum

from sse_desktop.domain.errors import N_


class Role(StrEnum):
    """A post in the cooperative; commands name the roles they allow. The value is what is stored."""

    SECRETARY = "secretary"
    WEIGHER = "weigher"
    DRIVER = "driver"
    TREASURER = "treasurer"
    PRESIDENT = "president"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """The role's English name, to be translated where it is shown."""
        return _LABELS[self]


_LABELS = {
    Role.SECRETARY: N_("secretary"),
    Role.WEIGHER: N_("weigher"),
    Role.DRIVER: N_("driver"),
    Role.TREASURER: N_("treasurer"),
    Role.PRESIDENT: N_("president"),
    Role.AUDITOR: N_("auditor"),
    Role.ADMINISTRATOR: N_("administrator"),
}
