"""Who sees trainees: what is known of them is sensitive, and only those who work with it are shown it."""

from typing import Final

from sse_desktop.domain.roles import Role
from sse_desktop.ui.context import Context

#: Who keeps their records, and who checks them.
KEEPS: Final = frozenset({Role.SECRETARY, Role.PRESIDENT, Role.ADMINISTRATOR, Role.AUDITOR})
#: Who also sees their names beside the hours, to write them down.
RECORDS: Final = KEEPS | {Role.WEIGHER}


def role_of(context: Context) -> Role:
    """Return the role of the person at the window."""
    return Role(context.workspace.actor.role) if context.workspace is not None else Role.ADMINISTRATOR
