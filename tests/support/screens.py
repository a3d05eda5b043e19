"""The console's screens without a browser: each notes in its run's log what is pressed on it."""

from __future__ import annotations

from pages.delete_account import (
    AccountDeletedPage,
    DeleteAccountPage,
    DeletionStepPage,
    LastWarningPage,
    PasswordAgainPage,
)
from pages.device_list import ConfirmDeviceRemoval, DeviceListPage, DeviceNotRemoved, DevicePage
from pages.homes import AccountHomePage, CloudHomePage, Signpost
from pages.listed import Listing
from pages.login import LoginPage
from pages.question import Asked
from pages.reading import Changed
from tests.support.fakes import element
from tests.support.people import EMAIL


class _Screen:
    """The part that all screens of a stage have: they note what is pressed."""

    def __init__(self, run):
        super().__init__(run.tab, run.site)
        self.run = run

    async def press_seen(self, element, *within, guarded=False, limit=0):
        self.run.log.append(f"press {element.text}")

    async def is_here(self):
        return self.run.page is self


class Devices(_Screen, DeviceListPage):
    """The list of devices, which holds what the run's console holds; ``listings`` are read one after the other."""

    def __init__(self, run, *listings):
        super().__init__(run)
        self.listings = list(listings)

    async def find(self, row):
        return next((one for one in self.run.linked if one.is_same(row)), None)

    def rows_in_sight(self):
        return list(self.run.linked)

    async def read(self):
        if not self.listings:
            return Listing(tuple(self.run.linked))
        listing = self.listings.pop(0) if len(self.listings) > 1 else self.listings[0]
        if isinstance(listing, Exception):
            raise listing
        return listing


class Question(_Screen, ConfirmDeviceRemoval):
    """The question before a device goes; ``then`` is what the yes does on the console."""

    def __init__(self, run, text, then=lambda: None):
        super().__init__(run)
        self.then, self._asked_here = then, Asked(element("Yes"), element("Cancel"), element(), text)

    @property
    def asked(self):
        return self._asked_here

    async def say_yes(self):
        self.run.log.append("press Yes")
        self.then()


class OwnPage(_Screen, DevicePage):
    """One device's own page: about another one, or with Find device on, where the test says so."""

    def __init__(self, run, *, another=False, locked=False, then=lambda: None, redrawn=0, becomes_another=False):
        super().__init__(run)
        self.another, self.locked, self.then = another, locked, then
        self.redrawn, self.becomes_another = redrawn, becomes_another

    async def look(self):
        self.run.log.append("look again")
        self.another = self.another or self.becomes_another

    def is_about_another(self, row, rows):
        return self.another

    def holds_activation_lock(self):
        return self.locked

    async def press_remove(self):
        if self.redrawn:
            self.redrawn -= 1
            raise Changed("it is gone")
        self.run.log.append("press Delete on its page")
        self.then()


class CannotRemove(_Screen, DeviceNotRemoved):
    """The console's notice that it did not remove a device."""

    async def reason(self):
        return "Try again later"


class SignIn(_Screen, LoginPage):
    """The sign-in."""


class Home(_Screen, CloudHomePage):
    """The cloud's home, and what it counts."""

    def __init__(self, run, **counts):
        super().__init__(run)
        self.counted = counts

    async def counts(self):
        return self.counted


class OwnHome(_Screen, AccountHomePage):
    """The account's home."""


class Menu(_Screen, Signpost):
    """A page with an entry that leads on; each is another one."""

    seen = None

    def leads_to_list(self, _seen):
        return True

    async def follow(self):
        self.run.log.append("press an entry")
        return ("entry", str(len(self.run.log)))


class FirstWarning(_Screen, DeleteAccountPage):
    """The first page of the deletion."""

    async def accounts_named(self):
        return [EMAIL]

    async def agree(self):
        self.run.log.append("agree")

    async def press_delete(self):
        self.run.log.append("press Delete")


class Step(_Screen, DeletionStepPage):
    """A step on the way to the last warning; ``deletes``: whether its button may delete the account at once."""

    deletes = False

    def __init__(self, run, *, deletes=False, names=(EMAIL,)):
        super().__init__(run)
        self.deletes, self.names = deletes, list(names)

    def names_seen(self):
        return self.names

    def another(self):
        return DeletionStepPage

    async def go_on(self):
        self.run.log.append("press Delete in a step" if self.deletes else "press Next")


class Again(_Screen, PasswordAgainPage):
    """The console wants the password once more."""

    async def enter(self, password):
        self.run.log.append("password again")


class LastWarning(_Screen, LastWarningPage):
    """The last page of the deletion."""

    async def accounts_named(self):
        return [EMAIL]

    async def delete_for_good(self):
        self.run.log.append("press Delete for good")


class Deleted(_Screen, AccountDeletedPage):
    """The console's notice that the account is gone."""
