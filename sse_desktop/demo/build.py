"""Plays the whole season into a new folder: about 40 families, 1,500 weigh-ins, 26 schools, three tenders, one settlement."""

from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from sse_desktop import clock
from sse_desktop.demo.demands import ask_what_if
from sse_desktop.demo.harvest import bring_in, clear_out, open_rounds, pledge
from sse_desktop.demo.papers import fill_vault
from sse_desktop.demo.partners import meet_partners
from sse_desktop.demo.people import settle_in
from sse_desktop.demo.prices import reckon_prices
from sse_desktop.demo.sales import buy_small, deliver_week, get_paid, win
from sse_desktop.demo.shares import share_award
from sse_desktop.demo.stage import WEEKS_OF_DELIVERY, WEEKS_OF_HARVEST, Stage
from sse_desktop.demo.tenders import LOST, WON, open_days, open_tender, take_part
from sse_desktop.demo.work import lend_crates, sort_stock, work
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.store.location import holds_something
from sse_desktop.store.profiles import load_profile
from sse_desktop.workspace import Workspace

# The country whose rules, papers and schools the demo plays in.
HOME = "ec"

Tell = Callable[[int, int], None]


class FolderNotEmpty(DomainError):
    """The demo never touches anything that is there."""

    sentence = N_("The folder {path} is not empty. The demo was not built. Choose an empty folder.")


class NoDemoThere(DomainError):
    """The demo is the story of one country."""

    sentence = N_(
        "The demo cooperative sells in Ecuador, and there is none for “{profile}”. Nothing was made. Leave the profile out, or start a cooperative of your own with it."
    )


def build_demo(folder: Path, profile_id: str = HOME, *, tell: Tell | None = None) -> Workspace:
    """Build the demo cooperative in a new folder by the real commands and return it open.

    The season ends this week; equal days give equal data but for ids. `tell(done, total)` is called after each week.

    Raises:
        FolderNotEmpty, NoSuchProfile, NoDemoThere, and what `Workspace.create` raises.
    """
    if holds_something(folder):
        raise FolderNotEmpty(path=str(folder))
    if load_profile(profile_id).id != HOME:
        raise NoDemoThere(profile=profile_id)
    workspace = Workspace.create(folder, "Demo", profile_id)
    try:
        _play(workspace, tell or (lambda _done, _total: None))
    except BaseException:
        workspace.close()
        raise
    return workspace


def _play(workspace: Workspace, tell: Tell) -> None:
    zone = ZoneInfo(workspace.cooperative.time_zone)
    stage = Stage(workspace, clock.now().astimezone(zone).date())
    settle_in(stage)
    won = take_part(stage, WON)
    contract = win(stage, won)
    total = WEEKS_OF_HARVEST + 2
    for week in range(WEEKS_OF_HARVEST, -1, -1):
        bring_in(stage, week)
        if 1 <= week <= WEEKS_OF_DELIVERY:
            deliver_week(stage, contract, week)
        clear_out(stage, week)
        tell(WEEKS_OF_HARVEST - week + 1, total)
    take_part(stage, LOST)
    get_paid(stage, contract)
    buy_small(stage)
    days = open_days(stage.today)
    fill_vault(stage, days["deadline"])
    open_rounds(stage, days["delivery_from"])
    pledge(stage, days["delivery_from"])
    work(stage)
    lend_crates(stage)
    sort_stock(stage)
    tender_id = open_tender(stage)
    share_award(stage, won, stage.monday(WEEKS_OF_DELIVERY + 2))
    share_award(stage, stage.bid, stage.today)
    reckon_prices(stage, stage.bid)
    ask_what_if(stage, days["delivery_from"])
    meet_partners(stage, tender_id)
    tell(total, total)
