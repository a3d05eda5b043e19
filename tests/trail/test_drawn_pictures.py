"""Pictures without a browser: what is kept of what the camera saw, and what it does where it cannot tell."""

import base64
import io
from types import SimpleNamespace

import pytest
from PIL import Image
from playwright.async_api import Error as PlaywrightError

from pages.painted import Sample
from pages.rect import Rect
from runner.trail import pictures
from runner.trail.contact_sheet import contact_sheet
from runner.trail.pictures import capture, covered, encode, take
from runner.trail.timeline import open_trail, read
from tests.support.people import run_apart
from tests.trail.making import draw, draw_tall, shot

GREY = (0x3A, 0x3A, 0x3A)


def pixels(webp):
    return Image.open(io.BytesIO(webp)).convert("RGB")


def test_a_picture_of_a_sharp_screen_is_kept_in_the_size_of_the_page_and_covered_in_the_same_place():
    picture = encode(shot((400, 200), width=200, covers=(Rect(20, 20, 60, 40),), masked=1))

    assert (picture.width, picture.height) == (200, 100)
    assert pixels(picture.webp).getpixel((50, 40)) == pytest.approx(GREY, abs=12)
    assert pixels(picture.webp).getpixel((150, 40)) == pytest.approx((255, 255, 255), abs=12)


@pytest.fixture
def kept_of(monkeypatch):
    """What is kept of a white screen of 320 by 200 pixels that was sampled so."""

    def kept(*samples):
        async def end():
            return samples

        async def begin(_tab):
            return SimpleNamespace(animated=False, end=end)

        async def png(_tab):
            return shot().uncovered

        monkeypatch.setattr(pictures.Watch, "begin", begin)
        monkeypatch.setattr(pictures, "capture", png)
        return covered(run_apart(take(SimpleNamespace(), lambda _sample: ())))

    return kept


def sample(height=200, zoom=1):
    return Sample(320, height, zoom, (0, 0), (), (), (), ())


def test_a_page_that_was_zoomed_while_it_was_photographed_is_black(kept_of):
    """Nobody can say where on the picture the covers would have to lie."""
    assert kept_of(sample(), sample(zoom=2)).getcolors() == [(320 * 200, GREY)]


def test_a_picture_of_another_window_than_was_sampled_is_black(kept_of):
    assert kept_of(sample(height=900)).getcolors() == [(320 * 200, GREY)]


def test_a_picture_of_the_window_that_was_sampled_is_not_black(kept_of):
    assert kept_of(sample(), sample()).getcolors() == [(320 * 200, (255, 255, 255))]


def test_of_a_tall_picture_the_beginning_is_shown_in_small():
    image = Image.new("RGB", (1280, 6400), "white")
    image.paste("red", (0, 0, 1280, 640))

    small = pictures.thumbnail(image)

    assert small.size == (480, 480)
    assert [small.getpixel((240, y)) for y in (230, 250)] == [(255, 0, 0), (255, 255, 255)]
    assert pictures.thumbnail(Image.new("RGB", (1280, 800))).size == (480, 300)


class Tab:
    """A tab of a browser that speaks another protocol, or the one we know."""

    def __init__(self, *, closed=False, line=None):
        self.context, self._closed, self._line, self.lines = self, closed, line, 0

    async def new_cdp_session(self, _tab):
        self.lines += 1
        if self._line is None:
            raise PlaywrightError("CDP session is only available in Chromium")
        return self._line

    def is_closed(self):
        return self._closed

    async def screenshot(self, **_):
        return b"by the browser's own camera"


class Line:
    async def send(self, *_):
        return {"data": base64.b64encode(b"by the protocol")}


@pytest.mark.parametrize(
    ("line", "png"), [(None, b"by the browser's own camera"), (Line(), b"by the protocol")], ids=["another", "ours"]
)
def test_each_browser_is_photographed_and_asked_once_how(line, png):
    tab = Tab(line=line)

    async def twice():
        return [await capture(tab), await capture(tab)]

    assert run_apart(twice()) == [png, png]
    assert tab.lines == 1


def test_a_tab_that_is_closed_is_not_taken_for_another_browser():
    with pytest.raises(PlaywrightError):
        run_apart(capture(Tab(closed=True)))


def test_a_tall_picture_is_no_strip_on_the_contact_sheet(tmp_path):
    folder = run_apart(draw_tall(tmp_path / "home"))
    source = open_trail(folder)

    contact_sheet(source, read(source), tmp_path / "sheet.png")

    with Image.open(tmp_path / "sheet.png") as sheet:
        row = sheet.convert("RGB").crop((24, 200, 424, 201))
        assert row.getcolors() == [(400, (255, 255, 255))], "the picture is as wide as its place"


def test_a_long_caption_ends_below_its_own_picture(tmp_path):
    folder = run_apart(draw(tmp_path / "home", title="Unlink the telephone that nobody has used for years " * 4))
    source = open_trail(folder)

    contact_sheet(source, read(source), tmp_path / "sheet.png")

    with Image.open(tmp_path / "sheet.png") as sheet:
        width, height = sheet.size
        captions = height - 24 - 24 - 44
        beside = sheet.crop((width - 16, captions, width, height))
        below = sheet.crop((24, captions, width - 24, height))
    assert len(beside.getcolors()) == 1, "nothing is written into the margin"
    assert len(below.getcolors(10_000)) > 1, "the caption is written"
