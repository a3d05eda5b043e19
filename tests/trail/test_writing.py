"""What the recorder refuses, what it tidies up, and that an error of the disk is told to the next who asks."""

import gc
import math
import os
import shutil
import threading
import warnings

import pytest

from runner.errors import TrailError
from runner.trail import Trail, record, writer
from runner.trail.events import complete
from runner.trail.keys import FOLDER_VARIABLE
from tests.support.people import run_apart
from tests.trail.making import begin_drawn, redact, stop_while_it_begins


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("step-started", {"step": True, "title": "x"}),
        ("step-done", {"step": 1, "title": "x", "seconds": math.inf}),
        ("step-done", {"step": 1, "title": "x", "seconds": math.nan}),
        ("finding", {"name": "x", "value": math.inf}),
    ],
)
def test_no_number_is_recorded_that_other_readers_of_json_would_read_otherwise(kind, fields):
    with pytest.raises(ValueError, match="cannot hold"):
        complete(kind, fields)


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let a file be replaced that is open")
def test_a_record_that_was_replaced_while_it_was_written_stops_the_run(tmp_path):
    async def act():
        trail = await begin_drawn(tmp_path)
        await trail.durable()
        path = trail.folder / "trail.jsonl"
        shutil.copy(path, tmp_path / "other")
        (tmp_path / "other").replace(path)
        with pytest.raises(TrailError, match=r"its file was replaced by another\. Nothing more is done"):
            await trail.durable()

    run_apart(act())


@pytest.mark.parametrize(
    ("problem", "words"),
    [(OSError(28, "No space left on device"), "No space left on device"), (MemoryError(), "MemoryError")],
)
def test_a_failure_while_nobody_waits_is_told_to_the_next_who_does(tmp_path, monkeypatch, problem, words):
    """As by Ctrl-C at a barrier: the one who waited is gone when the disk says no."""

    def fail(_path):
        raise problem

    async def act():
        trail = await begin_drawn(tmp_path)
        await trail.durable()
        go_on = threading.Event()
        trail.writer._jobs.put(go_on.wait)
        assert trail.writer.barrier().cancel()
        with monkeypatch.context() as patch:
            patch.setattr(writer, "sync", fail)
            go_on.set()
            with pytest.raises(TrailError, match=words):
                await trail.durable()
        with pytest.raises(TrailError, match=words):
            await trail.durable()

    run_apart(act())


def test_a_record_that_another_program_holds_opens_nothing_and_says_which(tmp_path, monkeypatch):
    monkeypatch.setattr(writer, "lock_for_long", lambda _fd: False)
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "keys"))

    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        with pytest.raises(TrailError, match=r"another program keeps its file locked: .*trail\.jsonl\)\. Nothing was opened"):
            run_apart(Trail.open(tmp_path, "leaver", "leave", redact, {}))
        gc.collect()

    assert not [str(one.message) for one in seen if str(tmp_path) in str(one.message)], "a file was left open"


def test_where_every_name_for_a_trail_is_taken_nothing_is_opened(tmp_path, monkeypatch):
    def taken(path):
        raise FileExistsError(17, "File exists", str(path))

    monkeypatch.setattr(record.private, "make_folder", taken)

    with pytest.raises(TrailError, match=r"A thousand trails .* Nothing was opened"):
        run_apart(Trail.open(tmp_path, "leaver", "leave", redact, {}))


def test_a_run_that_is_stopped_while_its_trail_fails_to_begin_is_stopped_all_the_same(tmp_path, monkeypatch):
    def own_key():
        raise OSError(13, "Permission denied", "trail_ed25519")

    run_apart(stop_while_it_begins(tmp_path / "home", monkeypatch, own_key))

    assert not (tmp_path / "home").exists()
