"""How papers are spoken of: kinds of the profile, holders, and the words and shapes of their states."""

from typing import Final

from sse_desktop.domain.errors import N_
from sse_desktop.domain.validity import PaperState
from sse_desktop.queries.papers import PaperRow
from sse_desktop.ui.columns import Mark
from sse_desktop.ui.context import Context
from sse_desktop.ui.theme import State

SHAPES: Final = {
    PaperState.VALID: State.READY,
    PaperState.EXPIRES_SOON: State.TO_DO,
    PaperState.EXPIRED: State.BLOCKED,
    PaperState.NOT_YET: State.TO_DO,
    PaperState.TOO_OLD: State.BLOCKED,
    PaperState.MISSING: State.BLOCKED,
}
HOLDERS: Final = (
    ("cooperative", N_("the cooperative")),
    ("member", N_("a member")),
    ("plot", N_("a plot")),
    ("vehicle", N_("a vehicle")),
    ("person", N_("a person")),
)


def paper_mark(context: Context, state: PaperState) -> Mark:
    """Return the badge of a paper's state."""
    return Mark(SHAPES[state], context.text(state.label))


def kind_choices(context: Context, own: str = "") -> list[tuple[str, str]]:
    """Return the kinds of paper that the profile knows, and one more that a paper has already."""
    known = context.workspace.profile.papers if context.workspace is not None else ()
    found = [(kind.id, context.text(kind.label)) for kind in known]
    return found if not own or own in dict(found) else [*found, (own, own)]


def kind_words(context: Context, kind: str) -> str:
    """Return the name of a kind of paper."""
    return dict(kind_choices(context, kind)).get(kind, kind)


def holder_words(context: Context, row: PaperRow) -> str:
    """Return who holds a paper."""
    return row.holder_name or context.text(dict(HOLDERS).get(row.holder_kind, row.holder_kind))
