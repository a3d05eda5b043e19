"""The console's CAPTCHAs: letters, a slider that puts a piece in its gap, letters to click in order. Really drawn."""

from __future__ import annotations

import io
import random
import secrets
from dataclasses import dataclass
from typing import Literal, get_args

from PIL import Image, ImageDraw, ImageFont

from runner.practice.journal import Journal
from runner.practice.sessions import token

Kind = Literal["image", "slider", "click", "picture"]
"""``image`` is the account host's own picture (``/pass/getCode``); the others stand in miverify's panel."""
KINDS = get_args(Kind)
LETTERS = "ABCDEFGHKMNPRSTUVWXYZ"  # none that people confuse
VALID = 300.0
"""Seconds a challenge is good for."""
TOLERANCE = 6
"""How many pixels a slider may be off."""
CLICK_TOLERANCE = 20
"""How many pixels a click may be off."""
WIDTH, HEIGHT, PIECE = 300, 150, 46
# Numbers that make pictures are not secrets; the answers come from ``secrets``.
_dice = random.Random()  # noqa: S311


@dataclass(frozen=True)
class Challenge:
    """One CAPTCHA that was shown.

    Attributes:
        answer: its letters; the pixels the handle must travel; or the points to click, as ``"x,y;x,y;x,y"``.
        letters: what the points of a click puzzle are the places of.
    """

    ick: str
    kind: str
    purpose: str
    answer: str | int
    top: int
    at: float
    letters: str = ""


class Captchas:
    """The challenges of one console; each can be answered once."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._shown: dict[str, Challenge] = {}
        self._passed: dict[str, str] = {}

    def show(self, kind: str, purpose: str) -> Challenge:
        """Return a new challenge."""
        text = "".join(secrets.SystemRandom().sample(LETTERS, 3 if kind == "click" else 5))
        answers: dict[str, str | int] = {"slider": 70 + secrets.randbelow(WIDTH - PIECE - 80), "click": _points()}
        answer = answers.get(kind, text)
        shown = Challenge(token(), kind, purpose, answer, 20 + secrets.randbelow(70), self._journal.now(), text)
        with self._journal.lock:
            self._shown[shown.ick] = shown
            self._journal.note("captcha-shown", kind=kind, purpose=purpose)
        return shown

    def find(self, ick: str) -> Challenge | None:
        """Return the challenge that a browser's ``ick`` cookie names, if it was not answered yet."""
        with self._journal.lock:
            return self._shown.get(ick)

    def answered(self, ick: str, kind: str, purpose: str, typed: str, who: str | None) -> bool:
        """Return whether the answer is right, for the purpose it was shown for; either way it is used up."""
        with self._journal.lock:
            shown = self._shown.pop(ick, None)
            fits = shown is not None and (shown.kind, shown.purpose) == (kind, purpose)
            right = fits and shown is not None and self._journal.now() < shown.at + VALID and _right(shown, typed)
            self._journal.note("captcha-passed" if right else "captcha-failed", who, kind=kind, purpose=purpose)
            return right

    def grant(self, purpose: str) -> str:
        """Return what miverify gives for a right answer: a token, good once (its cookie is ``vToken``, seen)."""
        name = token()
        with self._journal.lock:
            self._passed[name] = purpose
        return name

    def redeem(self, name: str, purpose: str) -> bool:
        """Return whether the token is good for the purpose; it is used up."""
        with self._journal.lock:
            return self._passed.pop(name, None) == purpose


def _points() -> str:
    """Three places far enough from each other that no click can mean two of them."""
    return ";".join(f"{45 + 100 * place + secrets.randbelow(20)},{35 + secrets.randbelow(75)}" for place in range(3))


def _right(shown: Challenge, typed: str) -> bool:
    if shown.kind == "click":
        return _clicked(str(shown.answer), typed)
    if isinstance(shown.answer, str):
        return typed.strip().upper() == shown.answer
    try:
        return abs(float(typed) - shown.answer) <= TOLERANCE
    except ValueError:
        return False


def _clicked(answer: str, typed: str) -> bool:
    try:
        wanted, given = ([float(each) for each in text.replace(";", ",").split(",")] for text in (answer, typed))
    except ValueError:
        return False
    return len(wanted) == len(given) and all(
        abs(one - other) <= CLICK_TOLERANCE for one, other in zip(wanted, given, strict=True)
    )


def letters_picture(text: str) -> bytes:
    """The text as a PNG: turned letters, lines and dots, still easy to read."""
    picture = Image.new("RGB", (150, 50), (246, 246, 246))
    pen = ImageDraw.Draw(picture)
    for _ in range(4):
        pen.line([_point(150, 50), _point(150, 50)], fill=_colour(150, 220), width=1)
    for place, letter in enumerate(text):
        tile = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
        ImageDraw.Draw(tile).text((8, 2), letter, fill=_colour(10, 110), font=ImageFont.load_default(size=30))
        turned = tile.rotate(_dice.uniform(-22, 22), resample=Image.Resampling.BICUBIC)
        picture.paste(turned, (2 + place * 27, _dice.randrange(2, 9)), turned)
    for _ in range(120):
        pen.point(_point(150, 50), fill=_colour(80, 200))
    return _png(picture)


def slider_pictures(shown: Challenge) -> tuple[bytes, bytes]:
    """The picture with its gap and the piece that fits it, as PNGs."""
    whole = _landscape(seed=shown.ick)
    gap = (int(shown.answer), shown.top, int(shown.answer) + PIECE, shown.top + PIECE)
    piece = whole.crop(gap)
    ImageDraw.Draw(piece).rectangle((0, 0, PIECE - 1, PIECE - 1), outline=(255, 255, 255), width=2)
    shade = Image.new("RGB", (PIECE, PIECE), (40, 40, 40))
    whole.paste(Image.blend(whole.crop(gap), shade, 0.6), gap)
    ImageDraw.Draw(whole).rectangle((gap[0], gap[1], gap[2] - 1, gap[3] - 1), outline=(240, 240, 240))
    return _png(whole), _png(piece)


def click_picture(shown: Challenge) -> bytes:
    """The picture with the letters of a click puzzle at their places, as a PNG."""
    whole = _landscape(seed=shown.ick)
    pen, font = ImageDraw.Draw(whole), ImageFont.load_default(size=32)
    for letter, point in zip(shown.letters, str(shown.answer).split(";"), strict=True):
        x, y = map(int, point.split(","))
        pen.text((x, y), letter, fill=(255, 255, 255), font=font, anchor="mm", stroke_width=2, stroke_fill=(30, 30, 30))
    return _png(whole)


def _landscape(seed: str) -> Image.Image:
    """Hills under a sky, different for each seed."""
    dice = random.Random(seed)  # noqa: S311
    picture = Image.linear_gradient("L").resize((WIDTH, HEIGHT))
    sky = Image.merge("RGB", [picture.point(lambda light, base=base: base + light // 5) for base in (120, 170, 205)])
    pen = ImageDraw.Draw(sky)
    sun = dice.randrange(30, WIDTH - 60)
    pen.ellipse((sun, 18, sun + 30, 48), fill=(255, 226, 150))
    for depth in range(4):
        base = 70 + depth * 20
        ridge = [(x, base + dice.randrange(-16, 17)) for x in range(-20, WIDTH + 40, 30)]
        green = (60 + dice.randrange(40), 150 - depth * 25, 80 - depth * 10)
        pen.polygon([(-20, HEIGHT), *ridge, (WIDTH + 40, HEIGHT)], fill=green)
    return sky


def _point(width: int, height: int) -> tuple[int, int]:
    return _dice.randrange(width), _dice.randrange(height)


def _colour(low: int, high: int) -> tuple[int, int, int]:
    return _dice.randrange(low, high), _dice.randrange(low, high), _dice.randrange(low, high)


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
