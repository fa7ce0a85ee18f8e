"""Scene of what nobody has asked for yet: the menu of a school term, typed to see whether it could be delivered."""

from datetime import date

from sse_desktop.commands.what_ifs import WhatIfData, WhatIfLineData, add_what_if, add_what_if_line
from sse_desktop.demo.stage import Stage
from sse_desktop.domain.quantity import UNIT, Quantity
from sse_desktop.domain.season import Week

PUPILS = 2_400


def ask_what_if(stage: Stage, first_day: date) -> None:
    """Type the menu of some schools: a mandarin twice a week, a granadilla every second week."""
    first, moment = Week.of(first_day), stage.at(stage.today, 9, 30)
    menu = WhatIfData(title="Menú de ocho semanas (demo)", buyer_id=stage.buyer)
    what_if_id = stage.write(moment, add_what_if, menu)
    for code, days, every in (("MAN", 2, 1), ("GRA", 1, 2)):
        line = WhatIfLineData(
            product_id=stage.products[code],
            first_week=first,
            last_week=first + 7,
            ration=Quantity.of(1, UNIT),
            pupils=PUPILS,
            days_a_week=days,
            every_weeks=every,
        )
        stage.write(moment, add_what_if_line, what_if_id, line)
