"""A field for the number that an authority gave: check digits are looked at while it is typed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.identity import IdentifierCheck, check_identifier
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.field import TextField


class NotAnIdentityNumber(DomainError):
    """A number that must be right by its check digits is not."""

    sentence = N_("This number is not right: its check digits don't fit. Compare it with the paper.")


class IdentityField(TextField):
    """A number of one of the profile's kinds of identifier; `whose` are the profile's names of them, tried in order.

    Where the authority itself has issued numbers that break the rule, a doubtful one only warns.
    """

    def __init__(self, context: Context, name: str, title: str, whose: Sequence[str], *, required: bool = False,
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(context, name, title, required=required, parent=parent)
        known = context.workspace.profile.identifiers if context.workspace is not None else {}
        self._kinds = [known[each] for each in whose if each in known]
        self.line.editingFinished.connect(self._warn)

    def read(self) -> str | None:
        typed = self.typed()
        if not typed:
            return None
        check = self._check(typed)
        if check is not None and not check.ok and check.blocking:
            raise NotAnIdentityNumber
        return check.normalised if check is not None else typed

    def set_value(self, value: str | None) -> None:
        super().set_value(value)
        self._warn()

    def understood(self) -> str:
        check = self._check(self.typed()) if self.typed() else None
        if check is None or check.ok or check.blocking:
            return ""
        warning = N_("▲ The check digits don't fit. It can be saved; compare it with the paper.")
        return self.context.text(warning)

    def _check(self, typed: str) -> IdentifierCheck | None:
        """Return the first check that passes, else that of the first kind; None when the profile names no kind."""
        checks = [check_identifier(kind, typed) for kind in self._kinds]
        return next((check for check in checks if check.ok), checks[0] if checks else None)

    def _warn(self) -> None:
        if self.typed():
            self.check()
