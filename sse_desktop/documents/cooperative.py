"""The cooperative as its papers show it: name above, identifier below, representative where they sign."""

from __future__ import annotations

from dataclasses import dataclass, field

from sse_desktop.documents.page_style import A4, Sheet
from sse_desktop.documents.signature import Signer


@dataclass(frozen=True, slots=True, kw_only=True)
class Cooperative:
    """Who issues a document. `tax_id_label` is the profile's name of the number, such as RUC."""

    name: str
    tax_id: str = ""
    tax_id_label: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    representative: Signer = field(default_factory=Signer)

    @property
    def identifier(self) -> str:
        """The number with its name: RUC 1790000000001; nothing, and no bare name, while the number is not known."""
        return f"{self.tax_id_label} {self.tax_id}".strip() if self.tax_id else ""

    def sheet(
        self,
        part: str,
        *references: str,
        title: str = "",
        page_size: tuple[float, float] = A4,
        foliated: bool = False,
    ) -> Sheet:
        """A page of the house for one of the cooperative's documents."""
        return Sheet(
            cooperative=self.name,
            part=part,
            reference=" · ".join(filter(None, (self.identifier, *references))),
            title=title,
            page_size=page_size,
            foliated=foliated,
        )
