"""Where the demo is played: writes at moments of the season that is shown, and remembers the ids later scenes need."""

import random
import tomllib
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from sse_desktop.commands.permission import check_role
from sse_desktop.resources import resources
from sse_desktop.store.database import Writing
from sse_desktop.workspace import Workspace

P = ParamSpec("P")
R = TypeVar("R")

WEEKS_OF_HARVEST = 14
WEEKS_OF_DELIVERY = 12


@dataclass(slots=True)
class Stage:
    """The demo's data, its calendar relative to today, and the ids of what was stored so far."""

    workspace: Workspace
    today: date
    data: dict[str, Any] = field(default_factory=dict)
    chance: random.Random = field(default_factory=random.Random)
    members: list[uuid.UUID] = field(default_factory=list)
    plots: dict[tuple[uuid.UUID, str], uuid.UUID] = field(default_factory=dict)
    products: dict[str, uuid.UUID] = field(default_factory=dict)
    grades: dict[str, list[uuid.UUID]] = field(default_factory=dict)
    containers: list[uuid.UUID] = field(default_factory=list)
    buyer: uuid.UUID = field(init=False)
    bid: uuid.UUID = field(init=False)
    schools: list[uuid.UUID] = field(default_factory=list)

    def __post_init__(self) -> None:
        text = (resources() / "demo" / "demo.toml").read_text(encoding="utf-8")
        self.data = tomllib.loads(text)
        self.chance.seed(self.data["seed"])

    def at(self, day: date, hour: int = 9, minute: int = 0) -> datetime:
        """Return the instant of a local time on a day."""
        return datetime.combine(day, time(hour, minute), ZoneInfo(self.workspace.cooperative.time_zone))

    def monday(self, weeks_ago: int) -> date:
        """Return the Monday of the week so many weeks before this one; negative weeks are still to come."""
        return self.today - timedelta(days=self.today.weekday(), weeks=weeks_ago)

    def write(
        self, moment: datetime, command: Callable[Concatenate[Writing, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run a command as if it were run at that moment; roles and journal are the real ones."""
        reason = command.__name__.replace("_", " ")
        with self.workspace.database.writing(self.workspace.actor, reason, moment) as session:
            check_role(command, session)
            return command(session, *args, **kwargs)
