"""Settings › Rules: every rule of the profile in plain words, with its source, how sure it is, and its days."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.domain.folding import fold
from sse_desktop.domain.jurisdiction import Profile
from sse_desktop.domain.jurisdiction_rules import CONFIDENCE
from sse_desktop.queries.profile_rules import GROUPS, RuleRow, RuleTime, profile_of, profile_rules
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.profile_facts import facts, summary
from sse_desktop.ui.profile_words import Speaker, name_of
from sse_desktop.ui.register import Register, View
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter

TIMES: Final = {
    RuleTime.IN_FORCE: (State.READY, N_("in force")),
    RuleTime.COMING: (State.TO_DO, N_("coming")),
    RuleTime.PAST: (State.QUIET, N_("past")),
}
_GROUP_TITLES: Final = {key: title for key, title, _ in GROUPS}


class RulesPage(Register[RuleRow]):
    """The register of rules. They are read here; what the buyer's paper says is filled in on its own page."""

    depends_on = frozenset({"cooperative"})
    name = "rules"
    title = N_("Rules")
    search_hint = N_("Words of a rule, or of its law")
    empty = Empty(
        N_("No rules"), N_("The rules come with the country that was chosen when the cooperative was founded.")
    )
    first_choice_leaves_out = True
    filters = (
        Filter("group", N_("Which rules"), (("", N_("All rules")), *((key, title) for key, title, _ in GROUPS))),
        Filter(
            "time",
            N_("When"),
            (
                ("", N_("In force and coming")),
                ("in_force", N_("In force")),
                ("coming", N_("Coming")),
                ("past", N_("Past")),
                ("any", N_("At any time")),
            ),
        ),
        Filter("conf", N_("How sure"), (("", N_("However sure")), *CONFIDENCE.items())),
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.speaker = Speaker(context, _profile(context))
        super().__init__(context, parent)

    def make_columns(self) -> tuple[Column[Any], ...]:
        say = self.speaker
        return (
            Column(N_("Group"), lambda row: self.text(_GROUP_TITLES[row.group]), 110),
            Column(N_("Rule"), lambda row: name_of(say, row.part, row.rule), 190),
            Column(N_("In plain words"), lambda row: summary(say, row.part, row.rule), 150, stretch=True),
            Column(N_("How sure"), lambda row: self.text(CONFIDENCE[row.origin.conf]), 150, secondary=True),
            Column(N_("In force from"), lambda row: row.origin.valid_from, 90, secondary=True),
            Column(N_("In force to"), lambda row: row.origin.valid_to, 90, secondary=True),
            Column(N_("State"), self._mark, 100),
        )

    def _mark(self, row: RuleRow) -> Mark:
        state, word = TIMES[row.time]
        return Mark(state, self.text(word))

    def offered(self) -> Sequence[Action]:
        return (Action(N_("What the buyer's paper says"), self.go_to_asked, key="Ctrl+E", primary=True),)

    def go_to_asked(self) -> None:
        """What a rule leaves to the buyer is filled in on its own page."""
        self.context.shell.go("asked")

    def source(self, view: View) -> Callable[..., Sequence[RuleRow]]:
        return partial(found_rules, view=view, today=self.context.today(), say=self.speaker)

    def key_of(self, row: RuleRow) -> object:
        return row.id

    def widen(self) -> bool:
        if self.view.filters.get("time") == "any":
            return False
        self.bar.choose("time", "any")
        return True

    def chosen(self, row: RuleRow) -> None:
        details = Details(self.context)
        for title, value in facts(self.speaker, row.part, row.rule):
            details.fact(title, value)
        origin = row.origin
        details.heading(N_("Where it comes from"))
        details.fact(N_("Law"), origin.legal_ref).fact(N_("Source"), origin.src)
        details.fact(N_("How sure"), self.text(CONFIDENCE[origin.conf])).fact(N_("Checked on"), origin.checked)
        details.fact(N_("In force from"), origin.valid_from).fact(N_("In force to"), origin.valid_to)
        details.fact(N_("State"), self.text(TIMES[row.time][1]))
        profile = self.speaker.profile
        details.note(
            self.text(
                N_("Rules of {profile}, version {version}"), profile=self.text(profile.name), version=profile.version
            )
        )
        self.inspect(name_of(self.speaker, row.part, row.rule), details)


def found_rules(session: Any, *, view: View, today: Any, say: Speaker) -> list[RuleRow]:
    """Return the rules that hold the words and fit the filters; without a choice those in force and coming."""
    time, words = view.filters.get("time", ""), fold(view.words).split()
    return [
        row
        for row in profile_rules(profile_of(session), today)
        if view.filters.get("group", "") in {"", row.group}
        and view.filters.get("conf", "") in {"", row.origin.conf}
        and (time in {"any", row.time.value} or (not time and row.time is not RuleTime.PAST))
        and all(word in fold(_all_words(say, row)) for word in words)
    ]


def _all_words(say: Speaker, row: RuleRow) -> str:
    origin = row.origin
    told = " ".join(value for _, value in facts(say, row.part, row.rule))
    return " ".join((name_of(say, row.part, row.rule), told, origin.legal_ref, origin.src))


def _profile(context: Context) -> Profile:
    if context.workspace is None:
        raise LookupError("rules are shown of an open cooperative")
    return context.workspace.profile
