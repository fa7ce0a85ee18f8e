"""Who issues a document: the cooperative and its people, as documents want them."""

from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.signature import Signer
from sse_desktop.domain.identity import as_written
from sse_desktop.domain.jurisdiction import Profile
from sse_desktop.domain.roles import Role
from sse_desktop.queries.cooperative import users
from sse_desktop.workspace import Workspace


def issuer(workspace: Workspace, profile: Profile | None = None) -> Cooperative:
    """Return the cooperative as the head of its documents; its number is called as a frozen profile calls it, if one is given."""
    row, rules = workspace.cooperative, profile or workspace.profile
    return Cooperative(
        name=row.legal_name,
        tax_id=as_written(rules.identifier_rules, row.tax_id),
        tax_id_label=rules.identifiers.get("cooperative_label", ""),
        address=", ".join(filter(None, (row.address, row.canton, row.province))),
        phone=row.phone,
        email=row.email,
        representative=representative(workspace),
    )


def representative(workspace: Workspace) -> Signer:
    """Return who signs for the cooperative."""
    row = workspace.cooperative
    return Signer(name=row.representative_name, post=row.representative_post, id_number=row.representative_id_number)


def holder_of(workspace: Workspace, role: Role) -> str:
    """Return the name of the first active person with a role, or ''."""
    return next((user.name for user in workspace.read(users) if user.role == role and user.active), "")
