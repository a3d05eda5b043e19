"""The desk from the command line: of one run, of a batch, and joined later."""

import re
from functools import partial

import pytest
from playwright.sync_api import expect

import runner.desk.join
from tests.batch.conftest import DEVICE_LIST, LOOKS, PATIENT
from tests.support.desk import enter, take, type_the_captcha
from tests.support.people import EMAIL, PASSWORD
from tests.support.started import LIMIT


def link_of(batch, process):
    """What the terminal shows the person."""

    def shown():
        assert process.poll() is None, process.err.read_text("utf-8")
        return re.search(r"http://127\.0\.0\.1:\d+/enter/\S+", process.err.read_text("utf-8"))

    return batch.until(shown)[0]


def test_one_run_is_served_from_its_desk(page, console, batch):
    console.add_account(email=EMAIL, password=PASSWORD, devices=[], apps=[])
    console.switch_account(EMAIL, captcha="image")
    site = f"{console.account_url},{console.cloud_url}"
    process = batch.start(
        "run", "list-devices", "--account", EMAIL, "--console", site, "--desk", "--quiet", env={"MI_PASSWORD": PASSWORD}
    )
    enter(page, link_of(batch, process))
    take(page, "account")

    type_the_captcha(page, console, "account")

    code, out, err = batch.end(process)
    assert code == 0, err
    assert "list-devices: done" in out
    assert "/enter/" not in out


@pytest.mark.thorough
def test_a_batch_is_served_one_account_after_the_other(page, console, batch):
    for name in batch.add(LOOKS, LOOKS):
        console.switch_account(name, captcha="image")
    process = batch.begin("--workers", "1", "--desk")
    enter(page, link_of(batch, process))
    expect(page.locator("#cards li")).to_have_count(1)
    first = page.locator("#cards h3").first.text_content()
    take(page, first)

    type_the_captcha(page, console, first)
    type_the_captcha(page, console, {"phone-0": "phone-1", "phone-1": "phone-0"}[first])

    code, _, err = batch.end(process)
    assert code == 0, err
    assert list(batch.states().values()) == ["done", "done"]
    assert batch.broken() == []


@pytest.fixture
def waits_for_an_answer(monkeypatch):
    """How many seconds ``mi-runner desk`` waits until it says that no batch runs."""
    return lambda seconds: monkeypatch.setattr(
        "runner.desk.join.ask_for_link", partial(runner.desk.join.ask_for_link, seconds=seconds)
    )


@pytest.mark.thorough
def test_somebody_joins_a_batch_that_runs_already(page, console, batch, waits_for_an_answer):
    """A code is asked for as soon as somebody is there to read it; what waits when it is interrupted is not lost."""
    waits_for_an_answer(LIMIT)
    waits, wants_code, looks = batch.add(LOOKS, LOOKS, LOOKS, codes="person")
    console.switch_account(waits, captcha="image")
    console.switch_account(wants_code, identity="email")
    console.switch_account(looks, hang=DEVICE_LIST)  # so that the batch does not end before
    process = batch.begin("--workers", "3", env=PATIENT)
    batch.until(lambda: list(batch.states().values()).count("waiting") == 2)
    assert console.last_code(wants_code) is None, "nobody would read it"

    enter(page, batch.tell("desk").out.strip())

    expect(page.locator("#cards li")).to_have_count(2)
    assert process.poll() is None
    assert not list((batch.trails / ".desk").iterdir()), "nothing is left of the asking"
    take(page, "phone-1")
    page.get_by_label("Code", exact=True).fill(batch.until(lambda: console.last_code(wants_code)))
    page.get_by_role("button", name="Type it for me").click()
    console.switch_account(looks, hang="")
    batch.until(lambda: batch.states() == {"phone-0": "waiting", "phone-1": "done", "phone-2": "done"})

    process.terminate()
    assert batch.end(process).code == 130
    assert batch.states()["phone-0"] == "queued", "for whoever goes on later"
    assert batch.broken() == []


def test_where_no_batch_runs_nobody_can_join(batch, waits_for_an_answer):
    waits_for_an_answer(0.5)

    code, out, err = batch.tell("desk")

    assert code == 1
    assert "No batch runs with its trails in" in err
    assert out == ""


def test_another_address_without_tls_is_refused_before_anything_begins(batch):
    batch.add(LOOKS)

    code, _, err = batch.run("--desk", "0.0.0.0:8720")

    assert code == 2
    assert "--desk-insecure" in err
    assert not batch.folders()
