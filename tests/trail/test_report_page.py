"""The report as a person meets it: in a browser, by keyboard, by screen reader, without a network."""

from __future__ import annotations

import re
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from runner.trail.index import index_page, rows
from runner.trail.report import whole_report
from runner.trail.timeline import Timeline, open_trail, read
from runner.trail.verify import verify
from tests.support.people import run_apart
from tests.trail.making import draw_tall

# pytest-base-url, which pytest-playwright brings, declares a fixture in a way that pytest 10 will not take.
pytestmark = pytest.mark.filterwarnings("ignore:Session-scoped fixtures defined as instance methods")


@pytest.fixture(scope="session")
def whole(made, tmp_path_factory):
    """The page of ``trail report``, alone in a folder."""
    path = tmp_path_factory.mktemp("alone") / "report.html"
    path.write_text(whole_report(read(open_trail(made)), open_trail(made), verify(made)), "utf-8")
    return path


@pytest.fixture(params=["sealed", "whole"])
def report(request, made, whole):
    return made / "report.html" if request.param == "sealed" else whole


def check(page, path):
    """In each light."""
    page.goto(path.as_uri())
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, (scheme, found.generate_report())


def test_axe_finds_nothing_on_the_index_page(page: Page, made, tmp_path):
    (tmp_path / "index.html").write_text(index_page(made.parent, rows(made.parent, check=True)), "utf-8")

    check(page, tmp_path / "index.html")

    expect(page.get_by_role("row")).to_have_count(2)
    expect(page.get_by_text("intact", exact=True)).to_be_visible()


def test_the_report_shows_and_enlarges_all_pictures_filters_the_events_and_axe_finds_nothing(page: Page, report, whole):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if not request.url.startswith("data:") else None)
    check(page, report)
    if report == whole:
        assert asked == [report.as_uri()], "nothing of the network"
    images = page.locator(".thumb img")
    assert images.count() == 6 + 4
    assert images.evaluate_all("all => all.every(one => one.complete && one.naturalWidth >= 480)")

    acts = page.locator("article.click")  # before and after of each irreversible act stand side by side
    expect(acts).to_have_count(2)
    before, after = (acts.first.get_by_role("img", name=f"unlink device 1, {word}") for word in ("before", "after"))
    assert before.bounding_box()["y"] == after.bounding_box()["y"]
    assert before.bounding_box()["x"] < after.bounding_box()["x"]
    assert before.get_attribute("src") != after.get_attribute("src")

    thumb = page.locator(".timeline .thumb").first
    thumb.focus()
    page.keyboard.press("Enter")
    large = page.locator("dialog img")
    expect(large).to_be_visible()
    expect(large).to_have_js_property("naturalWidth", 1280)
    page.keyboard.press("Escape")
    expect(large).to_be_hidden()
    expect(thumb).to_be_focused()

    lines = page.locator(".timeline li:visible")
    page.get_by_label("Show").select_option("pauses")
    expect(lines).to_have_count(2)
    expect(page.locator("#count")).to_have_text("2 of 24 events")
    page.get_by_label("Show").select_option("everything")
    page.get_by_label("with the words").fill("device 2")
    expect(lines.first).to_contain_text("Unlink device 2")
    expect(lines).to_have_count(4)


def test_the_sealed_page_alone_still_enlarges_what_it_carries(page: Page, made, tmp_path):
    shutil.copy(made / "report.html", tmp_path / "alone.html")
    page.goto((tmp_path / "alone.html").as_uri())

    page.locator(".timeline .thumb").first.click()

    expect(page.locator("dialog img")).to_have_js_property("naturalWidth", 480)


@pytest.mark.parametrize("kind", ["sealed", "whole"])
def test_of_a_tall_picture_the_beginning_is_shown_and_all_of_it_when_it_is_enlarged(page: Page, tmp_path, kind):
    folder = run_apart(draw_tall(tmp_path / "home"))
    (tmp_path / "whole.html").write_text(whole_report(read(open_trail(folder)), open_trail(folder), verify(folder)), "utf-8")
    page.goto((folder / "report.html" if kind == "sealed" else tmp_path / "whole.html").as_uri())
    thumb = page.locator(".timeline .thumb")

    expect(thumb).to_have_class("thumb small long")
    box = thumb.bounding_box()
    assert box["height"] / box["width"] == pytest.approx(10 / 16, abs=0.02)
    thumb.click()
    large = page.locator("dialog img")
    expect(large).to_have_js_property("naturalHeight", 6400)
    expect(large).to_have_class("long")
    shown = large.bounding_box()
    assert shown["width"] > 1000
    assert shown["height"] == pytest.approx(5 * shown["width"], abs=2)
    assert page.evaluate("(one => one.scrollHeight > one.clientHeight)(document.querySelector('dialog'))")


def test_pauses_are_drawn_to_scale(page: Page, made, tmp_path):
    story = read(open_trail(made))
    story.pauses[0].start, story.pauses[0].seconds, story.seconds = 25.0, 50.0, 100.0
    (tmp_path / "x.html").write_text(whole_report(story, open_trail(made), verify(made)), "utf-8")
    page.goto((tmp_path / "x.html").as_uri())
    bar, pause = page.locator(".scale").bounding_box(), page.locator(".scale i").bounding_box()

    assert pause["width"] / bar["width"] == pytest.approx(0.5, abs=0.01)
    assert (pause["x"] - bar["x"]) / bar["width"] == pytest.approx(0.25, abs=0.01)


def test_the_later_page_tells_the_verification_and_how_to_repeat_it(page: Page, whole, made):
    page.goto(whole.as_uri())

    expect(page.get_by_role("row", name=re.compile("Chain ok"))).to_be_visible()
    expect(page.get_by_text(f"mi-runner trail verify {made.name}")).to_be_visible()
    expect(page.get_by_text("ssh-keygen -Y verify")).to_be_visible()


def test_what_the_console_wrote_is_text_and_never_markup(page: Page, made, tmp_path):
    story: Timeline = read(open_trail(made))
    for entry in story.entries:
        entry.words = "<img src=x onerror=\"document.title='owned'\"></script>"
    (tmp_path / "x.html").write_text(whole_report(story, open_trail(made), verify(made)), "utf-8")
    page.goto((tmp_path / "x.html").as_uri())

    expect(page.locator(".what").first).to_contain_text("<img src=x onerror=")
    assert page.title() != "owned"
