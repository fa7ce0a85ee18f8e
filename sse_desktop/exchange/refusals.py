"""Why a file was not imported: this file is every sentence a reader may refuse with; their codes are stable."""

from sse_desktop.domain.errors import N_, DomainError


class ImportRefused(DomainError):
    """A file from outside that is not imported; nothing was changed."""

    sentence = N_("This file can't be imported.")


class FileMissing(ImportRefused):
    """The file can't be opened."""

    sentence = N_("The file can't be opened. Check that it still exists and that you may read it.")


class EmptyFile(ImportRefused):
    """The file has no content."""

    sentence = N_("This file is empty. Download it again from the portal.")


class EmptyPackage(ImportRefused):
    """The file is in order but holds no process."""

    sentence = N_("This file holds no process. Download it again, or choose another period on the portal.")


class NotANotice(ImportRefused):
    """JSON of another kind."""

    sentence = N_("This file is JSON, but not open contracting data (OCDS). Look for the OCDS file on the portal.")


class UnknownContent(ImportRefused):
    """Neither JSON nor XML nor anything else that is known."""

    sentence = N_(
        "The content of this file is of no known kind. Choose the data file of the tender: OCDS (JSON), eForms, TED or ESPD (XML)."
    )


class WebPage(ImportRefused):
    """A saved web page in place of the file."""

    sentence = N_(
        "This is a web page, not the data file of the tender. Use the download link of the portal, "
        "or copy the lines of the page and paste them into a new tender."
    )


class PdfDocument(ImportRefused):
    """A PDF: kept as a paper, never read."""

    sentence = N_(
        "This is a PDF document. Type the tender in by hand or paste its lines, and keep the PDF with its papers."
    )


class SpreadsheetFile(ImportRefused):
    """A sheet where a notice was expected."""

    sentence = N_("This is a spreadsheet. Open it, copy its lines and paste them into a new tender.")


class NoItemsFound(ImportRefused):
    """A sheet in which no lines with descriptions and quantities were found."""

    sentence = N_(
        "No lines with a description and a quantity were found in this sheet. Say which column is what, or paste the lines into a new tender."
    )


class OfficeDocument(ImportRefused):
    """A text or a presentation: kept with its tender, never read."""

    sentence = N_(
        "This is an office document, not data. Type the tender in by hand or paste its lines, and keep the file among its documents."
    )


class XmlNotRead(ImportRefused):
    """XML of a kind that is not read."""

    sentence = N_(
        "This is an XML file that begins with “{root}”, which is no tender. Choose an eForms or TED notice or an ESPD request."
    )


class XmlWithEntities(ImportRefused):
    """XML that declares a document type or entities, which no notice does and which can be made to harm."""

    sentence = N_("This XML file declares entities, which no notice does. It was not imported, to be safe.")


class NotForBidders(ImportRefused):
    """An eForms file about something else than buying, such as the registration of a company."""

    sentence = N_("There is no call for tenders in this file: it is a notice about the registration of a company.")


class DeclarationAnswered(ImportRefused):
    """An answer to an ESPD request, which no buyer publishes."""

    sentence = N_(
        "This is the answer of “{operator}” to an ESPD request ({reference}), not the request of a buyer. "
        "Import the buyer's file, and keep this one with the papers of the bid."
    )


class AwardOnly(ImportRefused):
    """The file tells of an award or a contract and holds no call."""

    sentence = N_(
        "There is no call for tenders in this file: it only tells of an award or a contract that was already made."
    )


class PlanningOnly(ImportRefused):
    """The file tells of a plan; nothing can be offered yet."""

    sentence = N_("There is no call for tenders in this file yet: it only announces a plan of the buyer.")


class NoCallForTenders(ImportRefused):
    """No process of the file holds a call."""

    sentence = N_("There is no call for tenders in this file.")


class OnlyLinks(ImportRefused):
    """The releases are named by their addresses, not included; nothing is ever fetched."""

    sentence = N_("There are only links in this file, not the tender itself. Download the file that the links lead to.")


class BrokenFile(ImportRefused):
    """The file ends too early or is damaged."""

    sentence = N_("This file is damaged or was cut off while it was downloaded. Download it again.")


class TooLarge(ImportRefused):
    """The file, or what is packed in it, is above the limit."""

    sentence = N_(
        "This file, or what is packed in it, is too large to be read (limit: {limit_mb} MB). Download a shorter period."
    )


class TooManyProcesses(ImportRefused):
    """More processes than a person can choose from."""

    sentence = N_("This file holds more than {limit} processes. Download a shorter period.")


class TooManyLots(ImportRefused):
    """More lots than any real notice has."""

    sentence = N_("This notice holds more than {limit} lots, which no real one does. It was not imported, to be safe.")


class AbsurdNumber(ImportRefused):
    """A number no real file holds: more than 40 digits, an exponent above 999, NaN or infinity."""

    sentence = N_("This file holds a number that can't be real. It was not imported, to be safe.")


class TooDeep(ImportRefused):
    """Lists in lists beyond every real file."""

    sentence = N_("This file is nested deeper than any real one. It was not imported, to be safe.")


class ReaderStopped(ImportRefused):
    """The separate process that reads foreign files was stopped or died."""

    sentence = N_("Reading this file took too much time or memory and was stopped. Nothing was imported or changed.")


class NotATable(ImportRefused):
    """The file holds no table that can be read."""

    sentence = N_("No table was found in this file. Choose a spreadsheet (XLSX, XLS, ODS) or a CSV file.")


class TooManyRows(ImportRefused):
    """A sheet beyond what is read at once."""

    sentence = N_("This sheet has more than {limit} rows. Split it and import the parts.")


class NotACapacityFile(ImportRefused):
    """No file of weekly amounts of another cooperative."""

    sentence = N_(
        "This is no file of weekly amounts of another cooperative. Ask the partner for the file that this application makes."
    )


class CapacityFileChanged(ImportRefused):
    """The signature does not fit: something was changed after the partner had signed."""

    sentence = N_(
        "This file was changed after it was signed, so nobody knows whose amounts these are. Ask the partner to send it again."
    )


class CapacityFileTooNew(ImportRefused):
    """A newer application wrote the file."""

    sentence = N_("This file was made by a newer version of this application. Update it here first, then try again.")
