"""The things that are removed from an account: what they are called, how they are listed, and which can be told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pages.authorised_apps import AppNotRevoked, AppPage, AuthorisedAppsPage, ConfirmRevocation
from pages.device_list import ConfirmDeviceRemoval, DeviceListPage, DeviceNotRemoved, DevicePage
from pages.listed import ListPage
from pages.lists import Row
from pages.question import Question
from pages.thing import NotRemoved, ThingPage
from runner import NeedsPerson, Run, RunnerError
from scenarios._lists import read_list


@dataclass(frozen=True)
class Kind:
    """What is removed, and how that is called."""

    thing: str
    page: type[ListPage]
    own_page: type[ThingPage]
    question: type[Question]
    failure: type[NotRemoved]
    sentence: str
    """What is consented to, before the thing's name."""
    step: str
    was_gone: str


DEVICES = Kind(
    "device", DeviceListPage, DevicePage, ConfirmDeviceRemoval, DeviceNotRemoved, "unlink the device", "Unlink",
    "was not linked any more",
)  # fmt: skip
APPS = Kind(
    "app", AuthorisedAppsPage, AppPage, ConfirmRevocation, AppNotRevoked, "revoke the app", "Revoke",
    "had no access any more",
)  # fmt: skip


class NotLetGo(RunnerError):
    """The console said that it does not remove this one; others may still go."""


async def list_things(run: Run, kind: Kind) -> list[Row]:
    """What the console lists now, kept in the result; names and ids are covered from here on.

    Raises:
        NeedsPerson: several rows cannot be told apart, or something cannot be read, and nobody is here.
    """
    async with run.step(f"List the {'linked devices' if kind is DEVICES else 'authorised apps'}"):
        found = await read_list(run, kind.page)
        for number, row in enumerate(found.rows, 1):
            if row.id:
                run.vault.hide_identifier(row.id, f"id of {kind.thing} {number}")
            run.vault.hide_identifier(row.name, f"{kind.thing} {number}")
        run.find(f"{kind.thing}s", [{"id": row.id, "name": row.name} for row in found.rows])
        if found.proof:
            run.note(f"No {kind.thing}: {found.proof}.")
    run.remember_picture(f"{kind.thing}s")
    return list(found.rows)


def called(row: Row, rows: Sequence[Row] = ()) -> str:
    """How a thing is named in plans: with its id, or what else its row says where others bear the same name."""
    if row.id:
        return f"{row.name} ({row.id})"
    same = [one for one in rows if one is not row and one.name == row.name]
    more = [line for line in row.lines if line != row.name]
    return f"{row.name} ({', '.join(more)})" if same and more else row.name


def act_upon(kind: Kind, row: Row, rows: Sequence[Row] = ()) -> str:
    """The sentence that is consented to."""
    return f"{kind.sentence} {called(row, rows)}"


def refuse_alike(kind: Kind, chosen: Sequence[Row], rows: Sequence[Row]) -> None:
    """Stop where a row that is to go looks like another in every word: nobody could say which went.

    Raises:
        NeedsPerson: there is such a row.
    """
    for row in chosen:
        if sum(one.is_alike(row) for one in rows) > 1:
            raise NeedsPerson(
                f"Several rows say the same: “{row.name}”. They cannot be told apart, so a person has to remove them in "
                f"the browser. No {kind.thing} was removed."
            )
