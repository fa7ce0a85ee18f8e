"""Fourth scene: the vault of papers, of which one expires before the opening of the open tender."""

from dataclasses import dataclass
from datetime import date, timedelta

from reportlab.platypus import Flowable, PageBreak

from sse_desktop.commands.papers import PaperData, PaperFile, add_paper
from sse_desktop.demo.stage import Stage
from sse_desktop.documents.page_style import build
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.prints.issuer import issuer


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper: days are counted from today, and `valid_to` may be set to a day of the open tender."""

    kind: str
    title: str
    issuer: str
    holder: str = "cooperative"
    issued: int = -60
    valid: int | None = 400
    pages: int = 1
    signed: bool = False


PAPERS = (
    Sheet(
        "ruc", "Registro único de contribuyentes (demo)", "Administración tributaria (demo)", issued=-200, valid=None
    ),
    Sheet("rup", "Registro único de proveedores (demo)", "Contratación pública (demo)", valid=300),
    Sheet(
        "representative_id",
        "Cédula y certificado de votación (demo)",
        "Registro civil (demo)",
        "person",
        valid=900,
        pages=2,
    ),
    Sheet("appointment", "Nombramiento de la administradora (demo)", "Superintendencia (demo)", "person", valid=420),
    Sheet(
        "legal_existence", "Existencia legal y nómina (demo)", "Superintendencia (demo)", issued=-20, valid=160, pages=2
    ),
    Sheet("statutes", "Estatuto de la asociación (demo)", "Notaría (demo)", issued=-2200, valid=None, pages=5),
    Sheet("tax_compliance", "Cumplimiento tributario (demo)", "Administración tributaria (demo)", issued=-8, valid=120),
    Sheet("social_security", "No adeudar a la seguridad social (demo)", "Seguridad social (demo)", issued=-25),
    Sheet(
        "bank_certificate",
        "Certificado bancario (demo)",
        "Cooperativa de ahorro demo",
        issued=-15,
        valid=140,
        signed=True,
    ),
    Sheet(
        "bpa", "Buenas prácticas agropecuarias (demo)", "Sanidad agropecuaria (demo)", "plot", issued=-400, valid=620
    ),
    Sheet("vehicle_registration", "Matrícula del camión (demo)", "Tránsito (demo)", "vehicle", issued=-150, valid=210),
    Sheet("rueps", "Registro de la economía popular y solidaria (demo)", "Economía solidaria (demo)", valid=300),
)
# This one runs out two days before the offers are opened.
EXPIRES_BEFORE_OPENING = "social_security"


def fill_vault(stage: Stage, opening: date) -> None:
    """Store every paper with its file."""
    for at, sheet in enumerate(PAPERS):
        valid_to = stage.today + timedelta(days=sheet.valid) if sheet.valid else None
        if sheet.kind == EXPIRES_BEFORE_OPENING:
            valid_to = opening - timedelta(days=2)
        issued_on = stage.today + timedelta(days=sheet.issued)
        data = PaperData(
            kind=sheet.kind,
            title=sheet.title,
            holder_kind=sheet.holder,
            holder_name="" if sheet.holder == "cooperative" else "Titular demo",
            number=f"DEMO-{at + 1:03d}",
            issuer=sheet.issuer,
            issued_on=issued_on,
            valid_from=issued_on,
            valid_to=valid_to,
            third_party_signed=sheet.signed,
        )
        stage.write(stage.at(stage.today, 8, at), add_paper, data, _file(stage, sheet, data))


def _file(stage: Stage, sheet: Sheet, data: PaperData) -> PaperFile:
    """Draw a stand-in that says of itself that it is one."""
    locale = stage.workspace.locale()
    story: list[Flowable] = []
    for page in range(1, sheet.pages + 1):
        story += [
            paragraph(sheet.title, Text.TITLE),
            paragraph(f"{sheet.issuer} · {data.number}"),
            paragraph(locale.date(data.issued_on, "long") if data.issued_on else ""),
            paragraph("Documento de demostración: no es un certificado y no sirve ante nadie."),
            paragraph(f"Hoja {page} de {sheet.pages}"),
        ]
        if page < sheet.pages:
            story.append(PageBreak())
    pdf = build(issuer(stage.workspace).sheet(sheet.title, data.number), story, locale)
    sha = stage.workspace.attachments.put(pdf)
    return PaperFile(sha=sha, name=f"{sheet.kind}.pdf", media_type="application/pdf", pages=sheet.pages)
