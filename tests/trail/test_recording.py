"""What the recorder puts on disk, and what it refuses to lose."""

from __future__ import annotations

import asyncio
import io
import json
import os
import shutil
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from PIL import Image

from runner.errors import TrailError
from runner.trail import Trail, chain, keys, pictures, schema, verify
from runner.trail.checks import State
from runner.trail.events import FIELDS, complete, problem
from runner.trail.redaction import cleaned
from tests.support.people import run_apart
from tests.trail.making import IDENTIFIER, SECRET, cover, devices, redact, stop_while_it_begins


def lines(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / "trail.jsonl").read_bytes().splitlines()]


def test_every_line_remembers_the_sha256_of_the_line_before_it(made):
    prev = "0" * 64

    for number, line in enumerate((made / "trail.jsonl").read_bytes().splitlines(), 1):
        event = json.loads(line)
        assert list(event)[:4] == ["n", "at", "kind", "prev"]
        assert (event["n"], event["prev"]) == (number, prev)
        prev = chain.digest(line)


def test_events_are_valid_by_the_shipped_schema(made):
    validator = Draft202012Validator(json.loads(schema.FILE.read_text("utf-8")))

    for event in lines(made):
        validator.validate(event)


def test_the_shipped_schema_says_what_the_list_says():
    assert schema.FILE.read_text("utf-8") == schema.text(), "run: python -m runner.trail.schema"


@pytest.mark.parametrize("kind", FIELDS)
def test_the_schema_is_closed(kind):
    """A field that is not on the list makes an event invalid, by the schema and by our own check."""
    event = {"n": 1, "at": "2026-11-23T21:50:00.000Z", "kind": kind, "prev": "0" * 64, "extra": 1}
    validator = Draft202012Validator(schema.schema())

    assert not validator.is_valid(event)
    assert problem(event) is not None


def test_an_event_that_is_not_on_the_list_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="no kind of event"):
        complete("made-up", {})
    with pytest.raises(ValueError, match="no field colour"):
        complete("note", {"text": "x", "colour": "red"})
    with pytest.raises(ValueError, match="cannot hold"):
        complete("note", {})


def test_pictures_are_small_and_covered(made):
    for event in (event for event in lines(made) if event["kind"] == "picture"):
        path = made / event["file"]
        with Image.open(path) as image:
            assert image.size == (1280, 800) == (event["width"], event["height"])
            assert image.convert("RGB").getpixel((1000, 45)) == pytest.approx((0x3A, 0x3A, 0x3A), abs=12)
        assert event["masked"] >= 2
        assert event["bytes"] == path.stat().st_size < 25_000


def test_no_secret_and_no_identifier_is_in_any_file(made):
    """Not as it is, nor as JSON or HTML writes it."""
    for path in (path for path in made.rglob("*") if path.is_file()):
        data = path.read_bytes()
        for word in (SECRET, json.dumps(SECRET)[1:-1], SECRET.replace('"', "&#34;"), IDENTIFIER):
            assert word.encode() not in data, path


@given(
    st.recursive(
        st.text() | st.integers() | st.floats() | st.none() | st.booleans(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    )
)
@settings(max_examples=100, deadline=None)
def test_whatever_is_cleaned_becomes_json_without_the_secret(value):
    text = json.dumps(cleaned([value, {SECRET: [f"a{SECRET}b", int(IDENTIFIER)]}], redact), allow_nan=False)

    assert json.dumps(SECRET)[1:-1] not in text
    assert IDENTIFIER not in text


@pytest.fixture
def in_browser(loop, shared):
    """Run ``act(tab, trail)`` with a real tab."""

    async def run(act, home):
        context = await (await shared.in_loop()).new_context()
        tab = await context.new_page()
        await tab.set_content(devices(1))
        trail = await Trail.open(home, "leaver", "leave", redact, {})
        try:
            return await act(tab, trail)
        finally:
            await context.close()

    return lambda act: lambda home: loop.run(run(act, home))


def test_a_closed_tab_is_a_clear_error_and_the_trail_still_closes(in_browser, tmp_path):
    async def act(tab, trail):
        await tab.close()
        with pytest.raises(TrailError, match="the tab is closed"):
            await trail.picture(tab, cover, 1, "before", "x")
        await trail.close("failed", "The window was closed.")
        return trail.folder

    folder = in_browser(act)(tmp_path)

    assert lines(folder)[-1]["status"] == "failed"
    assert (folder / "seal.json.sig").is_file()


def test_a_removed_folder_stops_the_run_at_the_barrier(in_browser, tmp_path):
    async def act(tab, trail):
        await trail.durable()
        shutil.rmtree(trail.folder)
        with pytest.raises(TrailError, match="cannot be written"):
            await trail.durable()
        with pytest.raises(TrailError):
            await trail.close("failed", "x")

    in_browser(act)(tmp_path)


def test_a_picture_that_cannot_be_written_stops_the_run_at_the_barrier(in_browser, tmp_path):
    """As with a full disk: the error of the write comes out at the next barrier, and at each one after it."""

    async def act(tab, trail):
        shutil.rmtree(trail.folder / "pictures")
        await trail.picture(tab, cover, 1, "before", "x")
        trail.event("note", text="after the loss")
        for _ in range(2):
            with pytest.raises(TrailError, match="No such file"):
                await trail.durable()
        return trail.folder

    folder = in_browser(act)(tmp_path)

    assert [event["kind"] for event in lines(folder)] == ["run-opened"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a disk that is always full (Linux)")
def test_a_full_disk_stops_the_run_at_the_barrier(in_browser, tmp_path):
    async def act(tab, trail):
        await trail.durable()
        full = os.open("/dev/full", os.O_WRONLY)
        os.dup2(full, trail.writer._file.fileno())
        os.close(full)
        trail.event("note", text="does not fit")
        with pytest.raises(TrailError, match="No space left"):
            await trail.durable()

    in_browser(act)(tmp_path)


def test_what_the_barrier_promised_is_in_the_file(in_browser, tmp_path):
    async def act(tab, trail):
        await trail.picture(tab, cover, 1, "before", f"Delete {SECRET} é/..\\x")
        number = trail.event("intent", step=1, act="delete", account="a")
        await trail.durable()
        found = lines(trail.folder)
        assert [event["kind"] for event in found] == ["run-opened", "picture", "intent"]
        assert found[-1]["n"] == number
        assert (trail.folder / found[1]["file"]).read_bytes()[:4] == b"RIFF"
        assert trail.last_picture == trail.folder / found[1]["file"]
        await trail.close("done", "")
        await trail.close("failed", "a second time changes nothing")
        assert lines(trail.folder)[-1]["status"] == "done"

    in_browser(act)(tmp_path)


def test_a_run_that_is_stopped_at_a_barrier_still_closes_its_trail(tmp_path):
    """As by Ctrl-C while the evidence is being written: the one who waited is gone, the record goes on."""

    async def act():
        trail = await Trail.open(tmp_path, "leaver", "leave", redact, {})
        go_on = threading.Event()
        trail.writer._jobs.put(go_on.wait)
        waiting = asyncio.ensure_future(trail.durable())
        await asyncio.sleep(0.05)
        waiting.cancel()
        go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        await trail.close("interrupted", "")
        return trail.folder

    assert lines(run_apart(act()))[-1]["status"] == "interrupted"


def test_a_run_that_is_stopped_while_it_begins_leaves_no_trail_without_an_end(tmp_path, monkeypatch):
    run_apart(stop_while_it_begins(tmp_path / "home", monkeypatch, keys.own_key))

    assert list((tmp_path / "home").iterdir()) == []


def test_two_trails_in_one_second_have_two_folders(in_browser, tmp_path):
    async def act(tab, trail):
        names = {(await Trail.open(tmp_path, "leaver", "leave", redact, {})).folder.name for _ in range(4)}
        assert len(names) == 4

    in_browser(act)(tmp_path)


def test_a_home_that_cannot_be_made_opens_nothing(tmp_path):
    (tmp_path / "home").write_text("a file")

    with pytest.raises(TrailError, match="Nothing was opened"):
        run_apart(Trail.open(tmp_path / "home", "a", "b", redact, {}))


def test_every_kind_of_event_and_each_field_is_documented():
    text = (Path(__file__).parents[2] / "docs" / "trail.md").read_text("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `")]

    for kind, fields in FIELDS.items():
        [row] = [row for row in rows if f"`{kind}`" in row.split("|")[1]]
        assert not [name for name in fields if name not in row.split("|", 2)[2]]


def test_the_whole_page_is_photographed_after_a_step_and_the_window_else(in_browser, tmp_path):
    """Before a click the button has to be where it is pressed; in a pause the window is a person's."""

    async def act(tab, trail):
        await tab.set_content(devices(40))
        for moment in ("before", "pause", "unknown", "after"):
            await trail.picture(tab, cover, 1, moment, "Devices")
        await trail.close("done", "")
        return trail.folder, await tab.evaluate("document.documentElement.scrollHeight")

    folder, height = in_browser(act)(tmp_path)

    assert height > 2 * 720
    sizes = [(one["moment"], one["height"]) for one in lines(folder) if one["kind"] == "picture"]
    assert sizes == [("before", 720), ("pause", 720), ("unknown", 720), ("after", height)]


def test_what_shows_the_same_is_kept_once_and_named_twice(in_browser, tmp_path):
    async def act(tab, trail):
        for title in ("One", "Two"):
            await trail.picture(tab, cover, 1, "after", title)
        await tab.set_content(devices(2))
        await trail.picture(tab, cover, 1, "after", "Another")
        await trail.close("done", "")
        return trail.folder

    folder = in_browser(act)(tmp_path)

    one, two, other = sorted((folder / "pictures").iterdir())
    assert one.read_bytes() == two.read_bytes() != other.read_bytes()
    assert one.samefile(two)
    assert [event["sha256"] for event in lines(folder) if event["kind"] == "picture"] == [
        chain.digest(path.read_bytes()) for path in (one, two, other)
    ]
    assert not [one for one in verify.verify(folder).checks if one.state is State.FAILED]


def test_a_file_system_without_second_names_keeps_it_twice(in_browser, tmp_path, monkeypatch):
    def link(*_):
        raise PermissionError(1, "Operation not permitted")

    async def act(tab, trail):
        monkeypatch.setattr(os, "link", link)
        for title in ("One", "Two"):
            await trail.picture(tab, cover, 1, "after", title)
        await trail.close("done", "")
        return trail.folder

    one, two = sorted((in_browser(act)(tmp_path) / "pictures").iterdir())
    assert one.read_bytes() == two.read_bytes()
    assert not one.samefile(two)


def test_nothing_uncovered_is_ever_on_disk(in_browser, tmp_path, monkeypatch):
    """Every byte that is written while a picture is taken: none of it is the picture as the browser gave it."""
    taken = []
    shoot = pictures.capture

    async def capture(tab):
        taken.append(await shoot(tab))
        return taken[-1]

    monkeypatch.setattr(pictures, "capture", capture)

    async def act(tab, trail):
        await trail.picture(tab, cover, 1, "after", "One")
        await trail.close("done", "")
        return trail.folder

    folder = in_browser(act)(tmp_path)

    assert len(taken) == 1
    with Image.open(io.BytesIO(taken[0])) as image:
        assert image.convert("RGB").getpixel((1000, 45)) != pytest.approx((0x3A, 0x3A, 0x3A), abs=12)
    for path in (path for path in tmp_path.rglob("*") if path.is_file()):
        assert taken[0][:64] not in path.read_bytes()
    assert {path.suffix for path in (folder / "pictures").iterdir()} == {".webp"}
