"""A field for the number that an authority gave: check digits are looked at while it is typed."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from sse_desktop.domain.errors import N_, DomainError, Term
from sse_desktop.domain.identity import IdentifierCheck, NotToBeKept, check_by_rule, is_checked, is_not_to_be_kept
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.field import TextField

HOLDERS: Final = {"member": "person", "cooperative": "org"}


class NotAnIdentityNumber(DomainError):
    """A number that must be right by its check digits is not."""

    sentence = N_("This number is not right: its check digits don't fit. Compare it with the paper.")


class IdentityField(TextField):
    """A number that the profile has a rule for; `whose` are those who may have given it (member, cooperative), tried in order.

    A number that the law forbids to keep is refused. Where the authority itself has issued numbers that break the rule, a doubtful one only warns.
    """

    def __init__(self, context: Context, name: str, title: str, whose: Sequence[str], *, required: bool = False,
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(context, name, title, required=required, parent=parent)
        known = context.workspace.profile.identifier_rules if context.workspace is not None else ()
        of_whom = [[rule for rule in known if rule.holder == HOLDERS[each]] for each in whose]
        self._forbidden = [rule for rules in of_whom for rule in rules if rule.store == "no"]
        checked = [[rule for rule in rules if rule.store != "no" and is_checked(rule)] for rules in of_whom]
        self._rules = [rule for rules in checked for rule in rules]
        # Where the country has no number that a person may give here, whatever else is typed stands as it is.
        self._is_free = not checked or not checked[0]
        self.line.editingFinished.connect(self._warn)

    def read(self) -> str | None:
        typed = self.typed()
        if not typed:
            return None
        for rule in self._forbidden:
            if is_not_to_be_kept(rule, typed):
                raise NotToBeKept(number=Term(rule.label))
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
        """Return the first check that passes, else that of the first rule; None when no rule speaks of such numbers."""
        checks = [check_by_rule(rule, typed) for rule in self._rules]
        passed = next((check for check in checks if check.ok), None)
        return passed or (None if self._is_free or not checks else checks[0])

    def _warn(self) -> None:
        if self.typed():
            self.check()
