"""A batch carries out thousands of runs in one process: of a run that is over, nothing stays in memory."""

import gc
import weakref

import pytest

from runner.core import engine
from runner.model import Status
from tests.support.people import EMAIL, build_job


@pytest.mark.thorough
def test_a_run_that_is_over_is_forgotten(console, leaver, site, tmp_path, monkeypatch, loop, shared):
    runs, whole = [], engine.Run

    def watched(*given, **more):
        run = whole(*given, **more)
        runs.append(weakref.ref(run))
        return run

    monkeypatch.setattr(engine, "Run", watched)

    async def scene():
        first, second = (build_job(site, tmp_path, "list-devices", account=EMAIL) for _ in range(2))
        browser = await shared.in_loop()
        results = [(await engine.carry_out(job, browser)).status for job in (first, second)]
        gc.collect()
        return results, [run() is None for run in runs]

    assert loop.run(scene()) == ([Status.DONE] * 2, [True, True])
