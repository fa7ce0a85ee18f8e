"""Requests for self-declarations, small, with a question of every kind; and an answer to each kind."""

from sse_desktop.domain.espd_values import FAMILIES, Family

CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
ROOT = "urn:oasis:names:specification:ubl:schema:xsd:QualificationApplicationRequest-2"

VALUES = {
    Family.INDICATOR: "true",
    Family.DATE: "2026-01-02",
    Family.PERIOD: "2025-01-01/2025-12-31",
    Family.AMOUNT: "1250.50 EUR",
    Family.QUANTITY: "12.5",
    Family.WHOLE: "3",
    Family.PERCENT: "30.5",
    Family.CODE: "LEADER",
    Family.COUNTRY: "BEL",
    Family.IDENTIFIER: "BE0123456789\nBE0987654321",
    Family.EVIDENCE: "ISO 9001 4711\nhttps://register.example/?a=1&b=2\nVinçotte",
    Family.ADDRESS: "https://example.org/?a=1&b=2",
    Family.TEXT: "Nous livrons <26> écoles & cantines\nchaque semaine",
}
KINDS = tuple(kind for kind in FAMILIES if kind not in {"INDICATOR", "EVIDENCE_URL"})


def a_question(number: str, kind: str, words: str = "Question") -> str:
    """Return a question."""
    return (
        f"<cac:TenderingCriterionProperty><cbc:ID>{number}</cbc:ID><cbc:Description>{words}</cbc:Description>"
        f"<cbc:TypeCode>QUESTION</cbc:TypeCode><cbc:ValueDataTypeCode>{kind}</cbc:ValueDataTypeCode>"
        "</cac:TenderingCriterionProperty>"
    )


def a_group(number: str, when: str, *parts: str, inner: bool = False) -> str:
    """Return a group."""
    name = f"{'Subsidiary' if inner else ''}TenderingCriterionPropertyGroup"
    return (
        f"<cac:{name}><cbc:ID>{number}</cbc:ID><cbc:PropertyGroupTypeCode>{when}</cbc:PropertyGroupTypeCode>"
        f"{''.join(parts)}</cac:{name}>"
    )


def a_criterion(code: str, *groups: str, number: str = "", name: str = "Criterion") -> str:
    """Return a criterion."""
    return (
        f"<cac:TenderingCriterion><cbc:ID>{number or code}</cbc:ID><cbc:CriterionTypeCode>{code}</cbc:CriterionTypeCode>"
        f"<cbc:Name>{name}</cbc:Name>{''.join(groups)}</cac:TenderingCriterion>"
    )


def a_yes_or_no(code: str, **more: str) -> str:
    """Return a criterion that asks yes or no, then after yes for a text, after no for a reason."""
    then = a_group(f"{code}/y", "ONTRUE", a_question(f"{code}/text", "DESCRIPTION"), inner=True)
    other = a_group(f"{code}/n", "ONFALSE", a_question(f"{code}/why", "DESCRIPTION"), inner=True)
    return a_criterion(code, a_group(f"{code}/g", "ON*", a_question(f"{code}/first", "INDICATOR"), then, other), **more)


def every_kind() -> str:
    """Return a criterion with a question of every kind."""
    return a_criterion("all-kinds", a_group("all", "ON*", *(a_question(f"all/{kind}", kind) for kind in KINDS)))


def a_request(
    *criteria: str, reference: str = "2026-042", profile: str = "ESPD-EDMv4.1.0", root: str = ROOT, more: str = ""
) -> bytes:
    """Return a request of version 4.1 unless another is named, written in its own way: blanks, quotes, comments."""
    body = "".join(criteria) or a_yes_or_no("crime-org") + a_yes_or_no("shelt-worksh") + every_kind()
    return (
        f"<?xml version='1.0' encoding=\"UTF-8\"?>\n<!-- kept -->\n<QualificationApplicationRequest  xmlns='{root}'\n"
        f'   xmlns:cac="{CAC}" xmlns:cbc="{CBC}" >\n\t<cbc:ProfileExecutionID>{profile}</cbc:ProfileExecutionID>'
        f"<cbc:ID>REQ-1</cbc:ID><cbc:UUID>bab8714d</cbc:UUID><cbc:ContractFolderID>{reference}</cbc:ContractFolderID>"
        "<cbc:IssueDate>2026-06-01</cbc:IssueDate><cac:ContractingParty><cac:Party><cac:PartyName><cbc:Name>Ville de Namur"
        "</cbc:Name></cac:PartyName><cac:PostalAddress><cac:Country><cbc:IdentificationCode>BEL</cbc:IdentificationCode>"
        "</cac:Country></cac:PostalAddress></cac:Party></cac:ContractingParty><cac:ProcurementProject>"
        "<cbc:Name>Légumes pour les cantines</cbc:Name></cac:ProcurementProject><cac:ProcurementProjectLot>"
        f"<cbc:ID>LOT-0001</cbc:ID></cac:ProcurementProjectLot>{body}<!-- a > b --><cac:AdditionalDocumentReference>"
        "<cbc:ID>123456-2026</cbc:ID><cbc:DocumentTypeCode>TED_CN</cbc:DocumentTypeCode></cac:AdditionalDocumentReference>"
        f"{more}</QualificationApplicationRequest>\n"
    ).encode()


def a_first_request() -> bytes:
    """Return a request of version 1 in which one id stands for questions of several criteria."""
    base = "urn:isa:names:specification:ubl:schema:xsd:CCV-Common"
    kinds = (
        "INDICATOR",
        "DATE",
        "DESCRIPTION",
        "AMOUNT",
        "CODE",
        "PERCENTAGE",
        "QUANTITY_YEAR",
        "PERIOD",
        "EVIDENCE_URL",
    )
    asked = "".join(
        f'<ccv:Requirement responseDataType="{kind}"><cbc:ID>{kind.lower()}</cbc:ID></ccv:Requirement>'
        for kind in kinds
    )
    inner = (
        '<ccv:RequirementGroup pi="GROUP_FULFILLED.ON_TRUE"><cbc:ID>g2</cbc:ID>'
        '<ccv:Requirement responseDataType="INDICATOR"><cbc:ID>indicator</cbc:ID></ccv:Requirement></ccv:RequirementGroup>'
    )
    criteria = "".join(
        f"<ccv:Criterion><cbc:ID>{number}</cbc:ID><cbc:TypeCode>EXCLUSION.CRIMINAL_CONVICTIONS</cbc:TypeCode>"
        f"<cbc:Name>{number}</cbc:Name><ccv:RequirementGroup><cbc:ID>g</cbc:ID>{asked}{inner}</ccv:RequirementGroup></ccv:Criterion>"
        for number in ("one", "two")
    )
    return (
        '<e:ESPDRequest xmlns:e="urn:grow:names:specification:ubl:schema:xsd:ESPDRequest-1"'
        f' xmlns:cac="{CAC}" xmlns:cbc="{CBC}" xmlns:ccv="{base}AggregateComponents-1"><cbc:ID>R</cbc:ID>'
        "<cbc:IssueDate>2016-04-07</cbc:IssueDate><cbc:ContractFolderID>SMART 2016/0069</cbc:ContractFolderID>"
        "<cac:ContractingParty><cac:Party><cac:PartyName><cbc:Name>Mairie</cbc:Name></cac:PartyName></cac:Party>"
        "</cac:ContractingParty><cac:ProcurementProjectLot><cbc:ID>0</cbc:ID></cac:ProcurementProjectLot>"
        f"{criteria}</e:ESPDRequest>"
    ).encode()
