"""Which reader takes which XML: this file looks at the root element and hands the tree to the reader of that format."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Final

from sse_desktop.exchange.notice import Notice
from sse_desktop.exchange.refusals import WebPage, XmlNotRead
from sse_desktop.exchange.repairs import Repairs
from sse_desktop.exchange.xml_guard import parse_xml
from sse_desktop.exchange.xml_text import local_name


@dataclass(frozen=True, slots=True)
class XmlReader:
    """A format and the module that reads it, loaded when the first such file comes.

    The module has `notices_of(root, zone, repairs) -> list[Notice]`, which raises ImportRefused.
    """

    kind: str
    module: str


_EFORMS = XmlReader("eforms", "sse_desktop.exchange.eforms")
_TED = XmlReader("ted", "sse_desktop.exchange.ted")
_ESPD = XmlReader("espd", "sse_desktop.exchange.espd")

READERS: Final = {
    "ContractNotice": _EFORMS,
    "PriorInformationNotice": _EFORMS,
    "ContractAwardNotice": _EFORMS,
    "BusinessRegistrationInformationNotice": _EFORMS,
    "TED_EXPORT": _TED,
    "ESPDRequest": _ESPD,
    "ESPDResponse": _ESPD,
    "QualificationApplicationRequest": _ESPD,
    "QualificationApplicationResponse": _ESPD,
}


class XmlFile:
    """An XML text and the reader of its format.

    Raises: ImportRefused when it can't be parsed or no reader knows its root.
    """

    def __init__(self, data: bytes, repairs: Repairs) -> None:
        self._root = parse_xml(data, repairs)
        self._repairs = repairs
        name = local_name(self._root)
        if name.casefold() == "html":
            raise WebPage
        reader = READERS.get(name)
        if reader is None or find_spec(reader.module) is None:
            raise XmlNotRead(root=name[:80])
        self._reader = reader

    @property
    def kind(self) -> str:
        """The name of the format."""
        return self._reader.kind

    def notices(self, zone: str | None) -> list[Notice]:
        """Return the notices in it.

        Raises: ImportRefused.
        """
        found: list[Notice] = import_module(self._reader.module).notices_of(self._root, zone, self._repairs)
        return found
