"""Small eForms notices for tests, with prefixes that nobody else uses: only namespaces and local names count."""

from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from sse_desktop.exchange.notice import Notice
from sse_desktop.exchange.reading import FileReading, read_notices

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_EU = "http://data.europa.eu/p27/eforms-"
SPACES = (
    f'xmlns:a="{_UBL}CommonAggregateComponents-2" xmlns:b="{_UBL}CommonBasicComponents-2" '
    f'xmlns:x="{_UBL}CommonExtensionComponents-2" xmlns:e="{_EU}ubl-extensions/1" '
    f'xmlns:p="{_EU}ubl-extension-aggregate-components/1" xmlns:q="{_EU}ubl-extension-basic-components/1"'
)
DAY, HOUR = "2026-12-01+01:00", "10:00:00+01:00"


def tag(name: str, *inside: str, **attributes: str) -> str:
    """An element; texts inside are escaped unless they are elements."""
    given = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{given}>{''.join(each if each.startswith('<') else escape(each) for each in inside)}</{name}>"


def extended(*inside: str) -> str:
    """What the European Union adds to UBL."""
    return tag("x:UBLExtensions", tag("x:UBLExtension", tag("x:ExtensionContent", tag("e:EformsExtension", *inside))))


def code(name: str, value: str, list_name: str) -> str:
    """A code of a list."""
    return tag(f"b:{name}", value, listName=list_name)


def an_organisation(
    number: str = "ORG-0001", name: str = "Commune de Gesves", country: str = "BEL", **more: str
) -> str:
    """A buyer."""
    company = tag(
        "p:Company",
        tag("a:PartyIdentification", tag("b:ID", number, schemeName="organization")),
        tag("a:PartyName", tag("b:Name", name, languageID="FRA")),
        tag(
            "a:PostalAddress",
            tag("b:CityName", "Gesves"),
            tag("b:CountrySubentityCode", more.get("nuts", "BE352"), listName="nuts"),
            tag("a:Country", tag("b:IdentificationCode", country, listName="country")),
        ),
        tag("a:PartyLegalEntity", tag("b:CompanyID", more.get("company", "0207.380.070"))),
    )
    leader = tag("q:GroupLeadIndicator", more["leads"]) if "leads" in more else ""
    return tag("p:Organization", leader, company)


def a_period(name: str, day: str = DAY, hour: str | None = HOUR) -> str:
    """The end of a period."""
    return tag(f"a:{name}", tag("b:EndDate", day), tag("b:EndTime", hour) if hour else "")


def a_lot(number: str = "LOT-0001", **more: Any) -> str:
    """A lot; `terms`, `process` and `project` add what is particular about it."""
    deadline = more.get("deadline", a_period("TenderSubmissionDeadlinePeriod"))
    return tag(
        "a:ProcurementProjectLot",
        tag("b:ID", number, schemeName=more.get("scheme", "Lot")),
        tag("a:TenderingTerms", *more.get("terms", ())),
        tag("a:TenderingProcess", deadline, *more.get("process", ())),
        tag(
            "a:ProcurementProject",
            tag("b:Name", more.get("title", "Légumes"), languageID="FRA"),
            *more.get("project", ()),
        ),
    )


def a_notice(*lots: str, **more: Any) -> str:
    """A call for vegetables."""
    root = more.get("root", "ContractNotice")
    subtype = more.get("subtype", "16")
    kind = more.get("type", ("cn-standard", "competition"))
    extension = extended(
        *more.get("changes", ()),
        tag("p:NoticeSubType", code("SubTypeCode", subtype, "notice-subtype")) if subtype else "",
        tag("p:Organizations", *more.get("organisations", (an_organisation(),))),
    )
    title = more.get("title", "Légumes pour les écoles")
    return "".join(
        (
            f'<?xml version="1.0" encoding="UTF-8"?><n:{root} xmlns:n="{_UBL}{root}-2" {SPACES}>',
            extension,
            tag("b:CustomizationID", "eforms-sdk-1.13"),
            tag("b:ID", more.get("id", "11111111-1111-4111-8111-111111111111"), schemeName="notice-id"),
            tag("b:ContractFolderID", more.get("folder", "99999999-9999-4999-8999-999999999999")),
            tag("b:IssueDate", more.get("issued", "2026-11-02+01:00")),
            tag("b:IssueTime", more.get("issued_at", "09:30:00+01:00")),
            tag("b:VersionID", more.get("version", "01")),
            code("NoticeTypeCode", *kind) if kind else "",
            tag("b:NoticeLanguageCode", "FRA"),
            *(
                tag("a:ContractingParty", tag("a:Party", tag("a:PartyIdentification", tag("b:ID", each))))
                for each in more.get("buyers", ("ORG-0001",))
            ),
            *more.get("head", ()),
            tag(
                "a:ProcurementProject",
                tag("b:ID", more.get("own", "GES-2026-7"), schemeName="InternalID"),
                tag("b:Name", title, languageID="FRA") if title else "",
                *more.get("project", ()),
            ),
            *(lots or (a_lot(),)),
            f"</n:{root}>",
        )
    )


def a_change(replaces: str, reason: str = "update-add", words: str = "") -> str:
    """What a change notice says of itself."""
    return tag(
        "p:Changes",
        tag("q:ChangedNoticeIdentifier", replaces),
        tag(
            "p:ChangeReason",
            code("ReasonCode", reason, "change-corrig-justification"),
            tag("q:ReasonDescription", words, languageID="FRA") if words else "",
        ),
    )


def reading_of(text: str | bytes, folder: Path, zone: str | None = None, language: str | None = None) -> FileReading:
    """What is read from a file that holds this text."""
    file = folder / "notice"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_notices(file, zone, language)


def notice_of(text: str | bytes, folder: Path, zone: str | None = None, language: str | None = None) -> Notice:
    """The only notice of a file."""
    reading = reading_of(text, folder, zone, language)
    assert reading.refused is None, str(reading.refused)
    (notice,) = reading.notices
    return notice


def codes(notice: Notice) -> list[str]:
    """The codes of a notice's warnings, without the one that every such notice has."""
    return [warning.code for warning in notice.warnings if warning.code != "lines_in_documents"]
