"""The columns of the forecast: weeks with plan and actual, members with their reliability."""

from collections.abc import Sequence

from sse_desktop.domain.errors import N_
from sse_desktop.domain.forecast import share_of
from sse_desktop.queries.forecast_weeks import ForecastWeek
from sse_desktop.queries.reliability import ReliabilityRow
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Context


def week_columns(context: Context) -> tuple[Column[ForecastWeek], ...]:
    """Return the columns of the weeks, in kg."""
    locale = context.locale

    def kept(row: ForecastWeek) -> str:
        if row.came is None or not row.pledged.milli:
            return ""
        return locale.percent(share_of(row.came.milli, row.pledged.milli))

    return (
        Column(N_("Week"), lambda row: str(row.week), 90),
        Column(N_("from"), lambda row: row.week.monday, 100, stretch=True),
        Column(N_("Pledged"), lambda row: row.pledged, 100, unit="kg", decimals=3),
        Column(N_("Expected after reliability"), lambda row: row.expected, 130, unit="kg", decimals=3),
        Column(N_("Safety margin"), lambda row: row.margin, 110, unit="kg", decimals=3, secondary=True),
        Column(N_("Forecast"), lambda row: row.sure, 100, unit="kg", decimals=3),
        Column(N_("Weighed in"), lambda row: row.came, 110, unit="kg", decimals=3),
        Column(N_("Of the pledge"), kept, 100, right=True, secondary=True),
    )


def member_columns(context: Context) -> tuple[Column[ReliabilityRow], ...]:
    """Return the columns of the members."""
    locale = context.locale
    return (
        Column(N_("No."), lambda row: row.member_number, 50),
        Column(N_("Member"), lambda row: row.member, 160, stretch=True),
        Column(N_("Community"), lambda row: row.community, 120, secondary=True),
        Column(N_("Weeks"), lambda row: row.weeks, 60),
        Column(N_("Pledged"), lambda row: row.pledged, 90, unit="kg", decimals=3, secondary=True),
        Column(N_("Of it delivered"), lambda row: row.delivered, 100, unit="kg", decimals=3, secondary=True),
        Column(
            N_("Learned"), lambda row: locale.percent(row.learned_bp) if row.learned_bp is not None else "", 80, right=True
        ),
        Column(N_("Counts"), lambda row: locale.percent(row.bp), 80, right=True),
        Column(N_("Because"), lambda row: context.text(row.basis.label), 170),
    )  # fmt: skip


def no_pledge(rows: Sequence[ForecastWeek]) -> bool:
    """Tell whether nothing was pledged and nothing came."""
    return all(not row.pledged.milli and not (row.came is not None and row.came.milli) for row in rows)
