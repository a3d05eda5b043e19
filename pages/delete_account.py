"""Account deletion and its steps, as told by guides (2020-2024): warning, code, perhaps the password, last warning."""

from __future__ import annotations

from typing import ClassVar

from pages import acts
from pages.base import NamesAccount, Page
from pages.login import account_field, is_remembered
from pages.reading import Element, reader_of
from pages.rest import until_it_rests
from pages.seen import Seen
from pages.wording import fold

_SUBMIT = ("submit", "verify", "confirm", "next", "ok")


class DeleteAccountPage(NamesAccount):
    """The first warning, with the tick box and *Delete Mi Account*."""

    title = "Delete account"
    path = "/pass/del"  # seen in an app's constants and in walkthroughs, 2024-2026
    known_by = ("delete agree", "delete start")

    def shows(self, seen: Seen) -> bool:
        return agree_box(seen) is not None and start_button(seen) is not None

    async def agree(self) -> None:
        """Tick *Yes, I want to delete my account*, afresh: a browser may restore a tick that the console has not seen.

        A tick that was made so in this document stands.
        """
        reader = reader_of(self.tab)
        if "agreed" not in reader.remembered:
            await acts.untick(self.tab, self.site, agree_box, "the box that agrees to the deletion")
        await acts.tick(self.tab, self.site, agree_box, "the box that agrees to the deletion")
        reader.remembered.add("agreed")

    async def press_delete(self) -> None:
        """Start the deletion: the console now sends a code; nothing is lost yet."""
        await self.press(start_button, "the button that starts the deletion", guarded=True)


def agree_box(seen: Seen) -> Element | None:
    """The box that agrees to the deletion: called so, or the only one beside the button that starts it."""
    if found := seen.box("delete agree"):
        return found
    boxes = [one for one in seen.screen.boxes if one.on_top and one.box and one.box.kind != "radio"]
    start = seen.button("delete start")
    return boxes[0] if len(boxes) == 1 and start is not None else None


def start_button(seen: Seen) -> Element | None:
    """What starts the deletion. *Delete account* alone is the last button's name too, so it wants the box beside it.

    So does *Next*, where the deletion goes through several steps.
    """
    if found := seen.button("delete start"):
        return found
    return seen.button("delete finally", "next") if seen.box("delete agree") else None


class DeletionStepPage(NamesAccount):
    """A step between the first warning and the code, such as *Why are you leaving?*; nothing is chosen there."""

    title = "Step of the deletion"
    known_by = ("delete start", "next")
    passed: ClassVar[frozenset[str]] = frozenset()
    """What the steps said that were passed before: one that is still on screen is no new one."""

    def shows(self, seen: Seen) -> bool:
        if seen.fields or seen.dialogue is not None or agree_box(seen) is not None or self._says(seen) in self.passed:
            return False
        if seen.heading("delete start", "delete finally") is None or seen.button("send code", "get code"):
            return False
        button = self._button(seen)
        return button is not None and button.enabled

    @staticmethod
    def _says(seen: Seen) -> str:
        return fold(" ".join(text for _, text in seen.blocks))

    @staticmethod
    def _button(seen: Seen) -> Element | None:
        """*Next*, else *Delete Mi Account* where it is the only such button."""
        if found := seen.button("next"):
            return found
        starting = [one for one in seen.buttons("delete start") if one.clickable]
        return starting[0] if len(starting) == 1 else None

    @property
    def deletes(self) -> bool:
        """Whether its button does not only go on to the next step: nobody has seen whether anything is asked after it."""
        button = self._button(self.seen)
        return button is None or "next" not in self.seen.names(button)

    def another(self) -> type[DeletionStepPage]:
        """Any other step than those that were passed and this one."""
        kind = type(self)
        return type(kind.__name__, (kind,), {"passed": self.passed | {self._says(self.seen)}})

    async def go_on(self) -> None:
        """Press the one button of this very reading."""
        button = self._button(self.seen)
        if button is None:
            raise acts.NotReady("the button of this step is not there")
        await self.press_seen(button, guarded=True)


class PasswordAgainPage(Page):
    """Some guides tell of the password being asked for once more."""

    title = "Password once more"
    known_by = ("password again", "password field")

    def shows(self, seen: Seen) -> bool:
        if len(seen.secret_fields) != 1 or account_field(seen) is not None or is_remembered(seen):
            return False
        return submit_button(seen) is not None

    async def enter(self, password: str) -> None:
        """Give the password once more."""
        await self.fill_in(password_field, password, "the password field", secret=True)
        await self.press(submit_button, "the button that sends the password", guarded=True)


def password_field(seen: Seen) -> Element | None:
    """The only password field."""
    return seen.secret_fields[0] if seen.secret_fields else None


def submit_button(seen: Seen) -> Element | None:
    """What sends the password."""
    field = password_field(seen)
    for name in _SUBMIT:
        found = [one for one in seen.buttons(name) if field is None or one.at > field.at]
        if found:
            return found[0]
    return None


class LastWarningPage(NamesAccount):
    """*Make sure that you have signed out on all devices*, and the button that deletes."""

    title = "Last warning"
    known_by = ("delete finally", "devices warning")

    def shows(self, seen: Seen) -> bool:
        if seen.secret_fields or seen.fields or agree_box(seen) is not None:
            return False
        return delete_button(seen) is not None and (
            seen.notice("devices warning", "losses") is not None or seen.button("cancel", "no") is not None
        )

    async def delete_for_good(self) -> None:
        """The irreversible click: the account is gone. A page that is drawn anew in this moment is looked at once more.

        Raises:
            Changed, NotReady: nothing was pressed: it goes on being drawn anew, or names somebody else now.
        """
        named = self.names_seen()

        async def press() -> None:
            await self.press_seen(self._button(), guarded=True)

        async def look_again() -> None:
            await self.look()
            if self.names_seen() != named:
                raise acts.NotReady("the last warning does not name the account any more as it did")

        await until_it_rests(press, look_again)

    def _button(self) -> Element:
        button = delete_button(self.seen)
        if button is None:
            raise acts.NotReady("the button that deletes the account is not there")
        return button


def delete_button(seen: Seen) -> Element | None:
    """The button that deletes, by known words only; there must be one of it."""
    found = seen.buttons("delete finally")
    return found[0] if len(found) == 1 else None


class AccountDeletedPage(Page):
    """The notice that the account was deleted: a text that says this and nothing else."""

    title = "Account deleted"
    known_by = ("deleted",)

    def shows(self, seen: Seen) -> bool:
        return seen.text("deleted") is not None
