"""Roles are stored by their value and shown by their label."""

from sse_desktop.domain.roles import Role


def test_every_role_has_a_label() -> None:
    assert [role.label for role in Role] == [role.value for role in Role]
