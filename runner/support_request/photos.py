"""Photographs to hand on: decoded and encoded anew, so that nothing but the picture itself goes with them.

A camera writes where and when a photograph was taken, and by which phone, into the file (EXIF, XMP). The original is
only read; what is handed on is a new JPEG of its pixels.
"""

from __future__ import annotations

import io
import re
import sys
import urllib.parse
import urllib.request
import warnings
from pathlib import Path

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
LARGEST_FILE = 40 * 1024 * 1024
"""Bytes of an original; a photograph has less."""
MOST_PIXELS = 220_000_000
"""Phones of 2026 take 108 and 200 megapixels; a picture of that many needs 900 MB for a moment, unless it is a JPEG."""
LONGEST_EDGE = 2400
"""Pixels; enough to read a screen or an invoice."""
LARGEST_COPY = 2 * 1024 * 1024
"""Bytes of what is handed on; forms for attachments refuse more."""
QUALITIES = (88, 80, 70, 55, 40)


class WrongPhoto(ValueError):
    """The file cannot be used; the text says why, in one sentence."""


def path_from(text: str) -> Path:
    """A path as people paste it, or as a terminal writes a file dropped on it: quoted, escaped, an address."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    if text.startswith("file://"):
        return Path(urllib.request.url2pathname(urllib.parse.urlsplit(text).path))
    path = Path(text).expanduser()
    if sys.platform != "win32" and "\\" in text and not path.exists():
        path = Path(re.sub(r"\\(.)", r"\1", text)).expanduser()
    return path


def check_photo(path: Path) -> None:
    """See by the file's beginning whether it is a picture that can be used.

    Raises:
        WrongPhoto: as the text says.
    """
    with _opened(path):
        pass


def clean_photo(path: Path) -> bytes:
    """The picture as a new JPEG, upright, at most 2400 pixels long and 2 MB large, without any metadata.

    Raises:
        WrongPhoto: the file is missing, too large, damaged, or no picture.
    """
    with _opened(path) as original:
        try:
            original.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))  # a JPEG is decoded in small; others take no notice
            original.load()
            upright = ImageOps.exif_transpose(_ordinary(original))
            upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE), Image.Resampling.LANCZOS)
            return _encoded(_pixels_only(upright))
        except (OSError, SyntaxError, ValueError, MemoryError):
            raise WrongPhoto(f"{path.name} is damaged and cannot be read to its end.") from None


def _opened(path: Path) -> Image.Image:
    _check_file(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we have a limit of our own
            limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, MOST_PIXELS
            try:
                picture = Image.open(path, formats=FORMATS)
            finally:
                Image.MAX_IMAGE_PIXELS = limit
    except Image.DecompressionBombError:
        raise WrongPhoto(f"{path.name} has too many pixels; take a smaller picture of it.") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise WrongPhoto(
            f"{path.name} is no picture that can be used; JPEG, PNG and WebP can (of a PDF or HEIC, take a screenshot)."
        ) from None
    if picture.width * picture.height > MOST_PIXELS:
        picture.close()
        raise WrongPhoto(f"{path.name} has too many pixels; take a smaller picture of it.")
    return picture


def _ordinary(picture: Image.Image) -> Image.Image:
    """The picture in 8 bits a colour. Pillow cuts 16 bits of grey off at 255, which makes everything white."""
    if picture.mode.startswith("I"):
        darkest, brightest = (float(each) for each in picture.getextrema())  # type: ignore[arg-type]
        scale = 255 / max(brightest, 65535) if brightest > 255 or darkest < 0 else 1.0  # noqa: PLR2004 - more than 8 bits
        return picture.convert("I").point(lambda value: value * scale).convert("L")
    if picture.mode == "LAB":  # from a scanner or a print shop
        lab, colours = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
        return ImageCms.buildTransform(lab, colours, "LAB", "RGB").apply(picture)
    if picture.mode == "F":
        darkest, brightest = (float(each) for each in picture.getextrema())  # type: ignore[arg-type]
        scale = 255.0 if darkest >= 0 and brightest <= 1 else 255 / 65535 if brightest > 255 else 1.0  # noqa: PLR2004
        return picture.point(lambda value: value * scale).convert("L")
    return picture


def _check_file(path: Path) -> None:
    try:
        size = path.stat().st_size if path.is_file() else None
    except OSError:  # a name that is too long, or a folder that may not be entered
        size = None
    if size is None:
        raise WrongPhoto(f"There is no file {path}.")
    if size > LARGEST_FILE:
        raise WrongPhoto(f"{path.name} is larger than {LARGEST_FILE >> 20} MB; take a smaller picture of it.")


def _pixels_only(picture: Image.Image) -> Image.Image:
    """A new picture that inherits nothing: Pillow copies a JPEG's comment along otherwise (measured, 13.0)."""
    white = Image.new("RGB", picture.size, "white")
    picture = picture.convert("RGBA")
    white.paste(picture, mask=picture.getchannel("A"))
    return white


def _encoded(picture: Image.Image) -> bytes:
    data = b""
    for quality in QUALITIES:
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality, optimize=True)
        data = out.getvalue()
        if len(data) <= LARGEST_COPY:
            break
    return data
