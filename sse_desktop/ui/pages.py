"""The table of places and pages: the only list to edit when a page is added. Order here is order in the window."""

from dataclasses import dataclass
from importlib import import_module
from typing import Final

from sse_desktop.domain.errors import N_
from sse_desktop.ui.context import Context
from sse_desktop.ui.page import Page


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the rail. It is shown as soon as one of its pages exists."""

    key: str
    title: str
    icon: str
    at_foot: bool = False


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page: its place, its title, and where its class is. The module is imported when the page is first opened."""

    key: str
    place: str
    title: str
    where: str  # "module:Class" below sse_desktop.ui, or with the full name of the module
    takes: tuple[str, ...] = ()  # suffixes of files that may be dropped on the window for this page: (".json",)

    def build(self, context: Context) -> Page:
        module, _, name = self.where.partition(":")
        full = module if "." in module else f"sse_desktop.ui.{module}"
        page: Page = getattr(import_module(full), name)(context)
        return page


PLACES: Final = (
    Place("today", N_("Today"), "today"),
    Place("members", N_("Members"), "members"),
    Place("harvest", N_("Harvest"), "harvest"),
    Place("stock", N_("Stock"), "stock"),
    Place("tenders", N_("Tenders"), "tenders"),
    Place("deliveries", N_("Deliveries"), "deliveries"),
    Place("payments", N_("Payments"), "payments"),
    Place("reports", N_("Reports"), "reports"),
    Place("settings", N_("Settings"), "settings", at_foot=True),
)

PAGES: Final[tuple[PageSpec, ...]] = (
    PageSpec("today", "today", N_("Today"), "today:TodayPage"),
    PageSpec("tenders.calendar", "today", N_("Calendar"), "tender_calendar:TenderCalendarPage"),
    PageSpec("members", "members", N_("Members"), "members:MembersPage", takes=(".xlsx", ".xls", ".ods", ".csv")),
    PageSpec("partners", "members", N_("Partners"), "partners:PartnersPage"),
    PageSpec("partnerships", "members", N_("Partnerships"), "partnerships:PartnershipsPage"),
    PageSpec("meetings", "members", N_("Meetings"), "meetings:MeetingsPage"),
    PageSpec("help_questions", "members", N_("Question log"), "help_questions:HelpQuestionsPage"),
    PageSpec("agreements", "members", N_("Agreements"), "agreements:AgreementsPage"),
    PageSpec("weigh_in", "harvest", N_("Weigh-in desk"), "weigh_in_desk:WeighInDesk"),
    PageSpec("tickets", "harvest", N_("Tickets"), "tickets:TicketsPage"),
    PageSpec("pledges", "harvest", N_("Pledges"), "pledges:PledgesPage"),
    PageSpec("forecast", "harvest", N_("Forecast"), "forecast:ForecastPage"),
    PageSpec("work_days", "harvest", N_("Work days"), "work_days:WorkDaysPage"),
    PageSpec("workers", "harvest", N_("Workers"), "workers:WorkersPage"),
    PageSpec("lots", "stock", N_("Lots"), "lots:LotsPage"),
    PageSpec("crates", "stock", N_("Crates"), "crates:CratesPage"),
    PageSpec("sortings", "stock", N_("Sorting"), "sortings:SortingsPage"),
    PageSpec("stock_counts", "stock", N_("Stock counts"), "stock_counts:StockCountsPage"),
    PageSpec("trace", "stock", N_("Trace"), "trace:TracePage"),
    PageSpec("contracts", "deliveries", N_("Contracts"), "contracts:ContractsPage"),
    PageSpec("orders", "deliveries", N_("Orders"), "orders:OrdersPage"),
    PageSpec("deliveries.desk", "deliveries", N_("Delivery desk"), "delivery_desk:DeliveryDesk"),
    PageSpec("deliveries.notes", "deliveries", N_("Delivery notes"), "delivery_notes:DeliveryNotesPage"),
    PageSpec("replacements", "deliveries", N_("To replace"), "order_replacements:ReplacementsPage"),
    PageSpec(
        "delivery_points",
        "deliveries",
        N_("Delivery points"),
        "delivery_points:DeliveryPointsPage",
        takes=(".xlsx", ".xls", ".ods", ".csv"),
    ),
    PageSpec(
        "tenders",
        "tenders",
        N_("Tenders"),
        "tenders:TendersPage",
        takes=(".json", ".jsonl", ".gz", ".zip", ".xml", ".html", ".htm", ".xlsx", ".xlsm", ".xls", ".ods", ".csv"),
    ),
    PageSpec(
        "tenders.desk",
        "tenders",
        N_("Bid desk"),
        "bid_desk:BidDeskPage",
        takes=(".pdf", ".jpg", ".jpeg", ".png", ".xlsx", ".xls", ".ods", ".docx", ".doc", ".odt"),
    ),
    PageSpec("what_if", "tenders", N_("What if"), "what_if:WhatIfPage"),
    PageSpec("shares", "tenders", N_("Fair shares"), "shares:SharesPage"),
    PageSpec("papers", "tenders", N_("Papers"), "papers:PapersPage", takes=(".pdf", ".jpg", ".jpeg", ".png")),
    PageSpec("papers.horizon", "tenders", N_("Paper horizon"), "paper_renewals:PaperHorizonPage"),
    PageSpec("espd", "tenders", N_("Self-declarations"), "espd:EspdPage", takes=(".xml", ".gz")),
    PageSpec("tenders.questions", "tenders", N_("Questions and changes"), "tender_questions:TenderQuestionsPage"),
    PageSpec("prospects", "tenders", N_("Prospects"), "prospects:ProspectsPage"),
    PageSpec("buyers", "tenders", N_("Buyers"), "buyers:BuyersPage"),
    PageSpec("cooperative", "settings", N_("Cooperative"), "settings_cooperative:CooperativePage"),
    PageSpec("receipts", "payments", N_("Money received"), "receipts:ReceiptsPage"),
    PageSpec("ageing", "payments", N_("Unpaid by age"), "ageing:AgeingPage"),
    PageSpec("settlements", "payments", N_("Settlements"), "settlements:SettlementsPage"),
    PageSpec("statements", "payments", N_("Statements"), "settlement_families:StatementsPage"),
    PageSpec("deductions", "payments", N_("Deductions"), "deduction_rules:DeductionRulesPage"),
    PageSpec("fair_price", "reports", N_("Fair price"), "fair_price:FairPricePage"),
    PageSpec("costs", "reports", N_("Costs and minimums"), "costs:CostsPage"),
    PageSpec("clauses", "reports", N_("Social clauses"), "clauses:ClausesPage"),
    PageSpec("ledger", "reports", N_("Fairness ledger"), "ledger:LedgerPage"),
    PageSpec("trainees", "reports", N_("Trainees"), "trainees:TraineesPage"),
    PageSpec("staff_counts", "reports", N_("Staff counts"), "staff_counts:StaffCountsPage"),
    PageSpec("social_values", "reports", N_("Social value index"), "social_values:SocialValuesPage"),
    PageSpec("purchase_targets", "reports", N_("Purchase targets"), "purchase_targets:PurchaseTargetsPage"),
    PageSpec("products", "settings", N_("Products and units"), "products:ProductsPage"),
    PageSpec("unit_words", "settings", N_("Words for units"), "unit_words:UnitWordsPage"),
    PageSpec("containers", "settings", N_("Containers"), "containers:ContainersPage"),
    PageSpec("places", "settings", N_("Places"), "places:PlacesPage"),
    PageSpec("rules", "settings", N_("Rules"), "profile:RulesPage"),
    PageSpec("asked", "settings", N_("From the buyer's paper"), "asked_values:AskedValuesPage"),
    PageSpec("users", "settings", N_("Users"), "settings_users:UsersPage"),
    PageSpec("backups", "settings", N_("Backups"), "settings_backups:BackupsPage"),
    PageSpec("computer", "settings", N_("This computer"), "settings_computer:ComputerPage"),
    PageSpec("about", "settings", N_("About"), "settings_about:AboutPage"),
)


def places_of(pages: tuple[PageSpec, ...]) -> tuple[Place, ...]:
    """Return the places that have a page, in their order."""
    used = {page.place for page in pages}
    return tuple(place for place in PLACES if place.key in used)
