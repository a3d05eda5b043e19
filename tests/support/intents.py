"""Intents in a folder of the test's own: begun, found again and settled, as a run does it."""

from __future__ import annotations

from runner.core.intent_files import IntentFiles
from runner.core.intents import Subject
from tests.support.people import run_apart

ME, ID, PHONE, ACT = "me@example.org", "2100000001", "+34600123456", "delete-account"


def whose(*names, console="https://console"):
    return Subject.of(console, names or (ME,), (console,))


def begin(folder, trail="trail-1", told=None, subject=None, former=None):
    return run_apart(IntentFiles(folder, former).begin(subject or whose(), ACT, trail, told))


def find(folder, subject=None, act=ACT, former=None):
    return run_apart(IntentFiles(folder, former).find(subject or whose(), act))


def settle(folder, intent, outcome="deleted"):
    run_apart(IntentFiles(folder).settle(intent, whose(), outcome))


def records(folder):
    return sorted(folder.glob("*.json"))
