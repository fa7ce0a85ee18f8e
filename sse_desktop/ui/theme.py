"""How the window looks: one small set of tokens, light and dark, laid over Qt's Fusion style."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from sse_desktop.resources import resources
from sse_desktop.ui.style_sheet import style_sheet

SPACE: Final = (4, 8, 12, 16, 24)
RAIL_PX: Final = 176
TARGET_PX: Final = 32  # the smallest thing a finger or an unsteady hand must hit
FAMILY: Final = "Pretendard"
FONT_FILES: Final = ("Pretendard-Regular.ttf", "Pretendard-Bold.ttf")

Scheme = Literal["system", "light", "dark"]
FontRole = Literal["body", "strong", "lead", "section", "title", "figure"]
SIZES_PT: Final[dict[FontRole, int]] = {
    "body": 10,
    "strong": 10,
    "lead": 11,
    "section": 11,
    "title": 16,
    "figure": 22,
}
SMALLEST_PERCENT: Final = 80
LARGEST_PERCENT: Final = 150
BOLD: Final = frozenset({"strong", "section", "title", "figure"})


class State(StrEnum):
    """What a step, paper or line needs: always told by word and shape, never by colour alone."""

    READY = "ready"
    TO_DO = "to_do"
    BLOCKED = "blocked"
    QUIET = "quiet"

    @property
    def shape(self) -> str:
        return {"ready": "●", "to_do": "▲", "blocked": "■", "quiet": "○"}[self.value]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one scheme as #RRGGBB."""

    ground: str
    card: str
    rail: str
    rail_ink: str
    rail_soft: str
    rail_here: str
    ink: str
    soft: str
    line: str
    border: str
    hover: str
    zebra: str
    selection: str
    accent: str
    accent_hover: str
    on_accent: str
    ready: str
    ready_ground: str
    to_do: str
    to_do_ground: str
    blocked: str
    blocked_ground: str
    quiet: str
    quiet_ground: str
    bar_soft: str
    series: tuple[str, ...]

    def state_colours(self, state: State) -> tuple[str, str]:
        """Return (ink, ground) of a state."""
        return getattr(self, state.value), getattr(self, f"{state.value}_ground")


LIGHT: Final = Tokens(
    ground="#F6F5F1", card="#FFFFFF", rail="#22392F", rail_ink="#FFFFFF", rail_soft="#D2DDD7", rail_here="#3A5146",
    ink="#1F2A26", soft="#5D6B65", line="#DEDCD3", border="#8A877C", hover="#EDEBE4", zebra="#FAF9F6", selection="#D8EADF",
    accent="#1F7A4D", accent_hover="#186540", on_accent="#FFFFFF",
    ready="#1B6F46", ready_ground="#E1F1E8", to_do="#805500", to_do_ground="#FFF3D6", blocked="#B3261E", blocked_ground="#FBE3E1",
    quiet="#55625C", quiet_ground="#ECEAE3", bar_soft="#C9C5B8",
    series=("#1F7A4D", "#8DBF6B", "#C9A227", "#C98848", "#7A8FB8", "#A0698F", "#5D6B65"),
)  # fmt: skip

DARK: Final = Tokens(
    ground="#161B19", card="#1F2623", rail="#101412", rail_ink="#FFFFFF", rail_soft="#B8C4BE", rail_here="#29322E",
    ink="#E7ECE9", soft="#9AA8A1", line="#323B37", border="#6B7772", hover="#2A322E", zebra="#232B27", selection="#2A4A3B",
    accent="#5CC58F", accent_hover="#79D3A4", on_accent="#10231A",
    ready="#6FD09D", ready_ground="#1C3B2C", to_do="#E2B04A", to_do_ground="#3A2F14", blocked="#FF8A80", blocked_ground="#43211F",
    quiet="#A9B5AF", quiet_ground="#2B3430", bar_soft="#56625C",
    series=("#5CC58F", "#9CCB7B", "#D9BC55", "#D69A5C", "#93A8D1", "#BC87AC", "#9AA8A1"),
)  # fmt: skip


class Theme:
    """The scheme in force; widgets that paint themselves ask it at every paint."""

    tokens: Tokens = LIGHT
    text_percent: int = 100

    @classmethod
    def is_dark(cls) -> bool:
        return cls.tokens is DARK


def as_scheme(name: str) -> Scheme:
    """Return the scheme of this name; what is unknown follows the system."""
    return "light" if name == "light" else "dark" if name == "dark" else "system"


def load_fonts() -> None:
    """Give Qt our own fonts: Latin and Hangul look the same on every computer."""
    for name in FONT_FILES:
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / name))


def font(role: FontRole) -> QFont:
    """Return the font of a role, with figures of equal width."""
    result = QFont(FAMILY)
    result.setPointSizeF(SIZES_PT[role] * Theme.text_percent / 100)
    result.setBold(role in BOLD)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result


def wanted_tokens(scheme: Scheme) -> Tokens:
    """Return the tokens for a preference; `system` asks the desktop."""
    if scheme == "system":
        return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return DARK if scheme == "dark" else LIGHT


def apply_theme(app: QApplication, scheme: Scheme, text_percent: int | None = None) -> None:
    """Put style, palette, font and style sheet of `scheme` on the whole application; the size of the text stays unless given."""
    if text_percent is not None:
        Theme.text_percent = max(SMALLEST_PERCENT, min(LARGEST_PERCENT, text_percent))
    tokens = Theme.tokens = wanted_tokens(scheme)
    if (app.style().objectName() or "").lower() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(palette(tokens))
    app.setFont(font("body"))
    app.setStyleSheet(style_sheet(tokens, images=pictures(tokens)))


def pictures(tokens: Tokens) -> dict[str, str]:
    """Return the files of the arrows and ticks that the style sheet draws."""
    tick = "tick-dark" if tokens is DARK else "tick-light"
    names = {"arrow": "arrow-down", "up": "arrow-up", "tick": tick}
    return {key: (resources() / "icons" / f"{name}.svg").as_posix() for key, name in names.items()}


def palette(tokens: Tokens) -> QPalette:
    """Return Qt's palette for what the style sheet does not reach."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.ground, role.WindowText: tokens.ink, role.Base: tokens.card, role.AlternateBase: tokens.zebra,
        role.Text: tokens.ink, role.Button: tokens.card, role.ButtonText: tokens.ink, role.BrightText: tokens.blocked,
        role.Highlight: tokens.selection, role.HighlightedText: tokens.ink, role.Link: tokens.accent, role.PlaceholderText: tokens.soft,
        role.ToolTipBase: tokens.card, role.ToolTipText: tokens.ink, role.Accent: tokens.accent,
        role.Light: tokens.card, role.Midlight: tokens.hover, role.Mid: tokens.line, role.Dark: tokens.border, role.Shadow: tokens.line,
    }  # fmt: skip
    result = QPalette()
    for where, colour in colours.items():
        result.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, where, QColor(tokens.soft))
    return result


def luminance(colour: str) -> float:
    """Return the relative luminance of #RRGGBB (WCAG 2.1, "relative luminance")."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.1, "contrast ratio")."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
