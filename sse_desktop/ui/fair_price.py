"""The desk of fair prices: one bid's price taken apart line by line, scenarios side by side, one of them chosen."""

import uuid
from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from sse_desktop import clock
from sse_desktop.commands.price_scenarios import archive_scenario
from sse_desktop.commands.scenario_choice import choose_scenario
from sse_desktop.commands.subsidies import drop_subsidy
from sse_desktop.domain.errors import N_
from sse_desktop.queries.fair_price_rows import FairPriceLine
from sse_desktop.queries.price_desk import PriceDesk, price_desk
from sse_desktop.queries.price_scenarios import ScenarioRow
from sse_desktop.ui.context import Action, Context, Question
from sse_desktop.ui.desk import Desk
from sse_desktop.ui.fair_price_build_up import BuildUpStep
from sse_desktop.ui.fair_price_forms import (
    change_scenario_panel,
    copy_scenario_panel,
    new_scenario_panel,
    subsidy_panel,
)
from sse_desktop.ui.fair_price_head import beside_steps
from sse_desktop.ui.fair_price_prints import save_price_workbook, show_price_sheet
from sse_desktop.ui.fair_price_result import build_up_state
from sse_desktop.ui.fair_price_scenarios import ScenariosStep
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.empty_place import Empty, EmptyPlace

NOTHING: Final = Empty(
    N_("No bid to price"),
    N_(
        "Here a bid's price is taken apart: what the family is paid, what work, loss and transport cost, and what is left. Start a bid first."
    ),
)
BUILD_UP, SCENARIOS = "build_up", "scenarios"


class FairPricePage(Desk):
    """One bid at a time; the line and the scenario that are worked at stand beside the steps."""

    depends_on = frozenset(
        {
            *("price_scenario", "scenario_line", "scenario_part", "cost", "agreed_minimum", "market_price", "subsidy"),
            *("bid", "bid_line", "tender", "tender_item", "buyer", "delivery_point", "farm_price", "conversion"),
            *(
                "tender_criterion",
                "criterion_answer",
                "sharing",
                "sharing_line",
                "sharing_member",
                "sorting",
                "product",
            ),
        }
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.tender_id: uuid.UUID | None = None
        self.scenario_id: uuid.UUID | None = None
        self.desk: PriceDesk | None = None
        self.build_up, self.scenarios = BuildUpStep(context), ScenariosStep(context)
        self.bid = ChoiceField(context, "bid", N_("Bid"))
        self.line = ChoiceField(context, "line", N_("Line"))
        self.scenario = ChoiceField(context, "scenario", N_("Scenario"))
        self.add_step(BUILD_UP, N_("Build-up"), self.build_up)
        self.add_step(SCENARIOS, N_("Scenarios"), self.scenarios)
        self.nothing = EmptyPlace(context, NOTHING, self._first_steps)
        self.set_surface(self.nothing)
        self.choices = beside_steps(self.steps, ((self.bid, 4), (self.line, 3), (self.scenario, 3)))
        self.bid.edited.connect(self._bid_chosen)
        self.line.edited.connect(self._show_line)
        self.scenario.edited.connect(self._scenario_chosen)
        self.build_up.subsidy.clicked.connect(self.edit_subsidy)
        self._connect_scenarios()
        self.inspector.keyboard_left.connect(self._keep_keyboard)
        for number, key in enumerate(self.step_keys, 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.begin_at, key))

    def _connect_scenarios(self) -> None:
        step = self.scenarios
        step.wanted.connect(self.work_at)
        step.adding.connect(self.new_scenario)
        step.copying.connect(self.copy_scenario)
        step.changing.connect(self.change_scenario)
        step.leaving.connect(self.leave_out)
        step.choosing.connect(self.ask_to_choose)

    # What is shown.

    def show_record(self, record: object) -> None:
        if isinstance(record, uuid.UUID):
            self.tender_id, self.scenario_id = record, None
            self.become_stale()

    def refresh(self) -> None:
        now, on = clock.now(), self.context.today()
        self.read(price_desk, self.tender_id, self.scenario_id, now, on, done=self.show_desk)

    def show_desk(self, desk: PriceDesk | None) -> None:
        """Show a bid's prices, or that there is none."""
        self.desk = desk
        self.steps.setVisible(desk is not None)
        self.choices.setVisible(desk is not None)
        if desk is None:
            self._surfaces.setCurrentIndex(len(self.step_keys))
            self.offer()
            return
        if self._surfaces.currentIndex() == len(self.step_keys):
            self.go_to(BUILD_UP)
        self.tender_id, self.scenario_id = desk.bid.tender_id, desk.price.scenario_id
        self._fill_choices(desk)
        self._show_line()
        self._show_states(desk)
        self.offer()
        self.retitled.emit()

    def _fill_choices(self, desk: PriceDesk) -> None:
        stands = self.text(N_("The bid as it stands"))
        scenarios: list[tuple[uuid.UUID | None, str]] = [
            (row.id, self._scenario_words(row)) for row in desk.scenarios
        ] or [(None, stands)]
        lines = [(line.bid_line_id, line.item) for line in desk.price.lines]
        bids = [(row.id, f"{row.reference} · {row.title}" if row.reference else row.title) for row in desk.tenders]
        line = self.line.read() if self.line.read() in dict(lines) else next(iter(dict(lines)), None)
        shown: Sequence[tuple[ChoiceField, Sequence[tuple[Any, str]], Any]] = (
            (self.bid, bids, desk.bid.tender_id),
            (self.scenario, scenarios, desk.price.scenario_id),
            (self.line, lines, line),
        )
        for field, choices, value in shown:
            field.set_choices(choices)  # it lets signals through again by itself
            field.combo.blockSignals(True)
            field.set_value(value)
            field.combo.blockSignals(False)

    def _scenario_words(self, row: ScenarioRow) -> str:
        return self.text(N_("{title} (chosen)"), title=row.title) if row.chosen else row.title

    @property
    def shown_line(self) -> FairPriceLine | None:
        """The line that is worked at."""
        lines: Sequence[FairPriceLine] = self.desk.price.lines if self.desk is not None else ()
        return next((line for line in lines if line.bid_line_id == self.line.read()), None)

    def _show_line(self) -> None:
        self.build_up.show_desk(self.desk, self.shown_line)
        self.scenarios.show_desk(self.desk, self.shown_line)

    def _show_states(self, desk: PriceDesk) -> None:
        self.set_state(BUILD_UP, *build_up_state(self.context, desk))
        is_chosen = any(row.chosen for row in desk.scenarios)
        words = self.text(N_("one is chosen")) if is_chosen else self.text(N_("none is chosen"))
        self.set_state(SCENARIOS, State.READY if is_chosen else State.TO_DO, words)

    def headline(self) -> str | None:
        if self.desk is None:
            return None
        name = self.desk.bid.title or self.desk.bid.reference
        return self.text(N_("Fair price · {tender}"), tender=name)

    def _bid_chosen(self) -> None:
        self.tender_id, self.scenario_id = self.bid.read(), None
        self.refresh()

    def _scenario_chosen(self) -> None:
        self.scenario_id = self.scenario.read()
        self.refresh()

    def begin_at(self, key: str) -> None:
        """Go to a step with the keyboard where its work begins: Alt+1 and Alt+2."""
        if self.desk is not None:
            self.go_to(key)
            self._keep_keyboard()

    def work_at(self, row: ScenarioRow) -> None:
        """Show the build-up of a scenario."""
        self.scenario_id = row.id
        self.go_to(BUILD_UP)
        self.refresh()

    # What can be done.

    def offered(self) -> Sequence[Action]:
        desk: PriceDesk | None = getattr(self, "desk", None)  # asked for while the page is still being made
        if desk is None:
            return ()
        new = Action(N_("New scenario"), self.new_scenario, key="Ctrl+N", primary=True, icon="add")
        return (
            new,
            Action(N_("Price sheet"), self.print_page, icon="print"),
            Action(N_("Save as spreadsheet"), partial(save_price_workbook, self, desk)),
            Action(N_("Subsidy …"), self.edit_subsidy),
            Action(N_("Costs and minimums"), partial(self.context.shell.go, "costs")),
            Action(N_("Bid desk"), partial(self.context.shell.go, "tenders.desk", desk.bid.tender_id)),
        )

    def new_scenario(self) -> None:
        """Open the form of a new scenario."""
        if self.desk is None:
            return
        title = self.text(N_("Scenario {number}"), number=str(len(self.desk.scenarios) + 1))
        self._open(self.text(N_("New scenario")), new_scenario_panel(self.context, self.desk.bid.id, title), self._made)

    def copy_scenario(self, row: ScenarioRow) -> None:
        """Open the form of a copy."""
        self._open(self.text(N_("Copy a scenario")), copy_scenario_panel(self.context, row), self._made)

    def change_scenario(self, row: ScenarioRow) -> None:
        """Open the form of a scenario."""
        self._open(row.title, change_scenario_panel(self.context, row))

    def leave_out(self, row: ScenarioRow) -> None:
        """Take a scenario out of the comparison."""
        said = self.text(N_("“{title}” is left out now; Ctrl+Z brings it back."), title=row.title)
        self.write(archive_scenario, row.id, done=lambda _: self.context.shell.tell(said))

    def ask_to_choose(self, row: ScenarioRow) -> None:
        """Ask before a scenario is frozen and written into the bid."""
        sentence = N_(
            "Choose “{title}”? Its quantities and prices go into the bid, and it stays as it is from then on."
        )
        run = partial(self.write, choose_scenario, row.id, done=partial(self._was_chosen, row.title))
        words = self.text(sentence, title=row.title)
        self.context.shell.ask(Question(words, self.text(N_("Choose it")), lambda _reason: run()))

    def _was_chosen(self, title: str, _result: object) -> None:
        self.context.shell.tell(self.text(N_("“{title}” was chosen and written into the bid."), title=title))

    def edit_subsidy(self) -> None:
        """Open the form of the subsidy."""
        desk = self.desk
        if desk is None:
            return
        drop = Action(N_("There is no subsidy"), partial(self._drop_subsidy, desk.bid.id))
        actions = (drop,) if desk.subsidy is not None else ()
        self._open(self.text(N_("Subsidy of the bid")), subsidy_panel(self.context, desk), actions=actions)

    def _drop_subsidy(self, bid_id: uuid.UUID) -> None:
        self.close_inspector()
        self.write(drop_subsidy, bid_id, done=lambda _: self.context.shell.tell(self.text(N_("Saved."))))

    def print_page(self) -> None:
        if self.desk is not None:
            show_price_sheet(self, self.desk)

    def first_focus(self) -> QWidget | None:
        return self.build_up.fields.amount if self.build_up.is_open else self.steps.current

    # Private.

    def _open(self, title: str, panel: FormPanel, made: Any = None, actions: Sequence[Action] = ()) -> None:
        panel.done.connect(partial(self._form_done, made))
        panel.given_up.connect(self.close_inspector)
        self.inspect(title, panel, actions=actions)
        panel.form.first().setFocus()

    def _form_done(self, made: Any, result: object) -> None:
        self.close_inspector()
        self.context.shell.tell(self.text(N_("Saved.")))
        if made is not None:
            made(result)

    def _made(self, result: object) -> None:
        if isinstance(result, uuid.UUID):
            self.scenario_id = result
            self.become_stale()

    def _keep_keyboard(self) -> None:
        if self.desk is not None and self.step == BUILD_UP:
            self.build_up.ready_to_type()
        elif self.desk is not None:
            self.scenarios.table.setFocus()

    def _first_steps(self) -> Sequence[Action]:
        return (Action(N_("Go to the tenders"), lambda: self.context.shell.go("tenders"), primary=True),)
