"""A notice in the former TED format, small, with the parts that a test wants to differ."""

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
LEFTI = "<SUITABILITY><P>Statuts.</P></SUITABILITY>"
RECEIPT = "<DATE_RECEIPT_TENDERS>2021-06-18</DATE_RECEIPT_TENDERS><TIME_RECEIPT_TENDERS>12:00</TIME_RECEIPT_TENDERS>"


def a_lot(number: str = "1", title: str = "Fruits", more: str = "") -> str:
    """Return a lot."""
    return (
        f'<OBJECT_DESCR ITEM="{number}"><TITLE><P>{title}</P></TITLE><LOT_NO>{number}</LOT_NO>'
        f'<CPV_ADDITIONAL><CPV_CODE CODE="15300000-1"/></CPV_ADDITIONAL><NUTS CODE="FRY2"/>'
        f'<SHORT_DESCR><P>Lot n<FT TYPE="SUP">o</FT> {number}</P></SHORT_DESCR>{more}</OBJECT_DESCR>'
    )


def a_form(
    lots: str = "",
    *,
    number: str = "F02",
    language: str = "FR",
    kind: str = "",
    country: str = "FR",
    nuts: str = "FRY2",
    coded: str = "20210618 12:00",
    procedure: str = f"<PT_OPEN/>{RECEIPT}",
    lefti: str = LEFTI,
    title: str = "Denrées alimentaires",
    more: str = "",
) -> str:
    """Return a notice with one form; `more` are further forms."""
    form = (
        f'<{number}_2014 CATEGORY="ORIGINAL" FORM="{number}" LG="{language}">{f"<NOTICE TYPE={chr(34)}{kind}{chr(34)}/>" if kind else ""}'
        "<CONTRACTING_BODY><ADDRESS_CONTRACTING_BODY><OFFICIALNAME>Lycée</OFFICIALNAME><NATIONALID>972</NATIONALID>"
        f'<TOWN>Le Lamentin</TOWN><COUNTRY VALUE="{country}"/><E_MAIL>a@example.org</E_MAIL><NUTS CODE="{nuts}"/>'
        "</ADDRESS_CONTRACTING_BODY><DOCUMENT_FULL/><URL_DOCUMENT>https://example.org/d</URL_DOCUMENT></CONTRACTING_BODY>"
        f"<OBJECT_CONTRACT><TITLE><P>{title}</P></TITLE><REFERENCE_NUMBER>2021-01</REFERENCE_NUMBER>"
        '<CPV_MAIN><CPV_CODE CODE="15800000"/></CPV_MAIN><SHORT_DESCR><P>335 articles</P><P>17 lots</P></SHORT_DESCR>'
        f'<VAL_ESTIMATED_TOTAL CURRENCY="EUR">920000.50</VAL_ESTIMATED_TOTAL>{lots or a_lot()}</OBJECT_CONTRACT>'
        f"<LEFTI>{lefti}</LEFTI><PROCEDURE>{procedure}</PROCEDURE></{number}_2014>"
    )
    when = f"<DT_DATE_FOR_SUBMISSION>{coded}</DT_DATE_FOR_SUBMISSION>" if coded else ""
    return (
        f'{HEAD}<TED_EXPORT xmlns="http://publications.europa.eu/resource/schema/ted/R2.0.9/publication" DOC_ID="253958-2021">'
        "<CODED_DATA_SECTION><REF_OJS><DATE_PUB>20210521</DATE_PUB></REF_OJS><NOTICE_DATA>"
        f'<NO_DOC_OJS>2021/S 098-253958</NO_DOC_OJS><ISO_COUNTRY VALUE="{country}"/></NOTICE_DATA>'
        f'<CODIF_DATA>{when}<TD_DOCUMENT_TYPE CODE="3">Contract notice</TD_DOCUMENT_TYPE></CODIF_DATA></CODED_DATA_SECTION>'
        f"<FORM_SECTION><NOTICE_UUID>x</NOTICE_UUID>{form}{more}</FORM_SECTION></TED_EXPORT>"
    )
