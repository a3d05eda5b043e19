"""Draw a CAPTCHA a person can read: letters in noise, or a gap to slide a piece into."""

from __future__ import annotations

import io
import random
import secrets
from functools import cache

from PIL import Image, ImageDraw, ImageFont

LETTERS = "abcdefhkmnprstuvwxyz2345678"  # nothing that looks like something else
GAP = 44
TRACK = 300


def new_answer(kind: str) -> str:
    """What has to be typed, or by how many pixels the handle has to travel."""
    if kind == "slider":
        return str(80 + secrets.randbelow(TRACK - GAP - 100))
    return "".join(secrets.choice(LETTERS) for _ in range(5))


def draw(kind: str, answer: str) -> bytes:
    """The picture of a challenge, as PNG."""
    image = _slider(int(answer)) if kind == "slider" else _letters(answer)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _letters(answer: str) -> Image.Image:
    dice = random.Random(answer)  # noqa: S311 - the noise, not the answer
    image = Image.new("RGB", (180, 60), "#f4f1ea")
    for place, letter in enumerate(answer):
        tile = Image.new("RGBA", (44, 56), (0, 0, 0, 0))
        colour = (dice.randint(20, 120), dice.randint(20, 90), dice.randint(60, 160), 255)
        ImageDraw.Draw(tile).text((10, 4), letter, font=_font(36), fill=colour)
        tile = tile.rotate(dice.uniform(-18, 18), resample=Image.Resampling.BICUBIC)
        image.paste(tile, (8 + place * 33, dice.randint(-2, 6)), tile)
    pen = ImageDraw.Draw(image)
    for _ in range(5):
        ends = [dice.randint(0, 180), dice.randint(0, 60), dice.randint(0, 180), dice.randint(0, 60)]
        pen.line(ends, fill=(dice.randint(120, 200),) * 3, width=1)
    return image


def _slider(travel: int) -> Image.Image:
    dice = random.Random(travel)  # noqa: S311 - the landscape, not the answer
    image = Image.new("RGB", (TRACK, 150), "#bcd6e8")
    pen = ImageDraw.Draw(image)
    for _ in range(14):
        x, y, size = dice.randint(-20, TRACK), dice.randint(40, 150), dice.randint(20, 90)
        pen.ellipse((x, y, x + size, y + size), fill=(dice.randint(60, 160), dice.randint(120, 200), dice.randint(80, 140)))
    pen.rounded_rectangle((travel, 60, travel + GAP, 60 + GAP), 6, fill="#3b4a57", outline="#ffffff", width=2)
    return image
