"""A run at a glance: all its pictures on one sheet, or one after the other in an animated GIF."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont, UnidentifiedImageError

from runner.errors import UsageError
from runner.trail.source import Source, Unreadable
from runner.trail.timeline import Entry, Timeline, spoken

# Pillow's own font knows Western letters only; it is there on every system, others are not.
_PLAIN: Final = str.maketrans({"–": "-", "“": '"', "”": '"', "’": "'", "…": "...", "•": "*", "‹": "<", "›": ">"})
_INK: Final = "#1c1c1a"
_SOFT: Final = "#5b5b57"
_PAPER: Final = "#f7f7f5"
_CELL: Final = (400, 250)
_GAP: Final = 24
_CAPTION: Final = 44
_HEADER: Final = 84
_FRAME: Final = (800, 500)
_TALL: Final = 1.2
"""So many times as high as wide: no window is."""


def contact_sheet(source: Source, story: Timeline, target: Path, columns: int = 4) -> None:
    """Write one picture with all pictures of a run; the target's suffix chooses the format.

    Raises:
        UsageError: the run has no pictures, or the suffix is of no picture format.
    """
    shown = list(_frames(source, story, _CELL))
    columns = min(columns, len(shown))
    rows = math.ceil(len(shown) / columns)
    size = (columns * (_CELL[0] + _GAP) + _GAP, _HEADER + rows * (_CELL[1] + _CAPTION + _GAP) + _GAP)
    sheet = Image.new("RGB", size, _PAPER)
    draw = ImageDraw.Draw(sheet)
    title = f"{story.opened.get('scenario', '')} for {story.opened.get('label', '')}: {story.status}"
    _write(draw, (_GAP, 18), title, 24)
    told = f"{story.name} – {len(shown)} pictures, {spoken(story.seconds)}"
    _write(draw, (_GAP, 52), told, 15, ink=_SOFT, width=size[0] - 2 * _GAP)
    for number, (entry, image) in enumerate(shown):
        x = _GAP + number % columns * (_CELL[0] + _GAP)
        y = _HEADER + number // columns * (_CELL[1] + _CAPTION + _GAP)
        sheet.paste(image, (x, y))
        draw.rectangle((x - 1, y - 1, x + _CELL[0], y + _CELL[1]), outline="#c8c8c2")
        _write(draw, (x, y + _CELL[1] + 6), f"{number + 1}  {entry.caption}", 15, width=_CELL[0])
        _write(draw, (x, y + _CELL[1] + 25), f"+{spoken(entry.offset)}", 13, ink=_SOFT)
    _save(sheet, target)


def animation(source: Source, story: Timeline, target: Path, seconds: float = 1.2) -> None:
    """Write an animated GIF, each picture shown for ``seconds``.

    Raises:
        UsageError: the run has no pictures, or the target is not a ``.gif``.
    """
    if target.suffix.lower() != ".gif":
        raise UsageError(f"{target} does not end in .gif; nothing was written.")
    frames = []
    for entry, image in _frames(source, story, _FRAME):
        frame = Image.new("RGB", (_FRAME[0], _FRAME[1] + 36), _PAPER)
        frame.paste(image, (0, 36))
        _write(ImageDraw.Draw(frame), (12, 8), f"{entry.clock}  {entry.caption}", 17, width=_FRAME[0] - 24)
        frames.append(frame.quantize(64, dither=Image.Dither.NONE))
    first, *rest = frames
    first.save(target, save_all=True, append_images=rest, duration=round(seconds * 1000), loop=0)


def _frames(source: Source, story: Timeline, size: tuple[int, int]) -> Iterator[tuple[Entry, Image.Image]]:
    if not story.pictures:
        raise UsageError(f"{story.name} has no pictures.")
    for entry in story.pictures:
        yield entry, _picture(source, entry.picture or "", size)


def _picture(source: Source, name: str, size: tuple[int, int]) -> Image.Image:
    canvas = Image.new("RGB", size, "#dcdcd6")
    try:
        with Image.open(io.BytesIO(source.small(name))) as image:
            shown = _beginning(image, size)
            shown.thumbnail(size, Image.Resampling.LANCZOS)
            canvas.paste(shown, ((size[0] - shown.width) // 2, 0))
    except (Unreadable, KeyError, UnidentifiedImageError, OSError, Image.DecompressionBombError):
        _write(ImageDraw.Draw(canvas), (16, 16), "this picture cannot be read", 15, ink=_SOFT)
    return canvas


def _beginning(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """What of a picture is shown: of one of a whole page, which would be a thin strip, the first part."""
    if image.height < _TALL * image.width:
        return image
    return image.crop((0, 0, image.width, round(image.width * size[1] / size[0])))


def _write(
    draw: ImageDraw.ImageDraw,
    at: tuple[int, int],
    text: str,
    size: int,
    *,
    ink: str = _INK,
    width: int | None = None,
) -> None:
    font, shown = ImageFont.load_default(size), text.translate(_PLAIN).encode("latin-1", "replace").decode("latin-1")
    cut = len(shown)
    while width and cut > 1 and draw.textlength(shown, font) > width:
        cut -= 1
        shown = shown[:cut].rstrip() + "..."
    draw.text(at, shown, fill=ink, font=font)


def _save(image: Image.Image, target: Path) -> None:
    try:
        image.save(target)
    except ValueError:
        raise UsageError(f"{target}: choose a name that ends in .png, .webp or .jpg.") from None
