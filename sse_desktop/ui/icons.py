"""Line icons of our own, tinted with a colour of the theme."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from sse_desktop.resources import resources

SIZE_PX = 20


@lru_cache(maxsize=256)
def icon(name: str, colour: str) -> QIcon:
    """Return the icon `name` of resources/icons in one colour, sharp up to four times its size."""
    drawing = (resources() / "icons" / f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
    renderer = QSvgRenderer(QByteArray(drawing))
    result = QIcon()
    for scale in (1, 1.5, 2, 4):
        result.addPixmap(_pixmap(renderer, scale))
    return result


def _pixmap(renderer: QSvgRenderer, scale: float) -> QPixmap:
    side = round(SIZE_PX * scale)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
