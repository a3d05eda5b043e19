"""What a run knows and every helper needs: the account, the tab, the trail, the people; nothing that needs a helper."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Page as Tab
from playwright.async_api import Response

from pages.base import Page
from pages.console import Site
from pages.witness import witness_of
from runner.core.acts import Acts
from runner.core.banner import Banner
from runner.core.intent_files import IntentFiles
from runner.core.intents import Intent, Intents, Subject
from runner.core.last_picture import LastPicture
from runner.core.masks import Covers, about_to_be_pressed
from runner.core.owner import Owner
from runner.core.timings import spending
from runner.core.unfamiliar import Unfamiliar
from runner.core.windows import Windows
from runner.credentials.vault import Vault
from runner.model import Account
from runner.operators.base import Operator
from runner.operators.reporter import Reporter
from runner.settings import Settings
from runner.trail import Moment, Trail


@dataclass
class RunContext:
    """One scenario carried out for one account, in one tab, with one trail."""

    account: Account
    settings: Settings
    tab: Tab
    trail: Trail
    vault: Vault
    operator: Operator
    reporter: Reporter
    options: Mapping[str, Any] = field(default_factory=dict)
    kept: Intents | None = None
    """Where it is kept what was done for good; beside the trails when not given."""
    turn: Callable[[], Awaitable[None]] | None = None
    """Waits until this run may sign in; without it there is nobody to wait for."""

    page: Page | None = None
    """Where the run believes it is, for the camera."""
    signed_in: bool = False
    steps: int = 0
    step_now: int = 0
    """The number of the innermost step that is running; 0 between steps."""
    pauses: int = 0
    summary: str = ""
    found: dict[str, Any] = field(default_factory=dict)
    acts: Acts = field(default_factory=Acts)
    """What was done that cannot be undone, as far as it is known."""
    read_on: dict[str, str] = field(default_factory=dict)
    """The trail's picture of each list that was read, by what is in it, for whoever is asked to consent."""
    consented: frozenset[str] = frozenset()
    owner: Owner | None = None
    """Whose account the console says it is, once its own page has said so."""
    owner_is_stale: bool = False
    """Whether somebody may have signed in since as another: after each sign-in and each pause."""
    former: dict[str, Intent] = field(default_factory=dict)
    """Earlier attempts at an act, as they were found on record."""
    told: dict[str, Intent] = field(default_factory=dict)
    """Those of them that a person was told of before consenting."""
    unfamiliar: list[Unfamiliar] = field(default_factory=list)
    """The screens nobody knew, for a suggestion after the run."""

    document_status: int = 200
    """The HTTP status of what the tab shows."""
    document_method: str = "GET"
    """How it was asked for: loading the answer to a form anew would send the form again."""

    def __post_init__(self) -> None:
        self.tab.on("response", self._note_status)
        self.banner = Banner(self.tab)
        self.last_picture = LastPicture(self.tab)
        self.intents = self.kept or IntentFiles(former=self.settings.trails)
        self.witness = witness_of(self.tab)
        self.windows = Windows(self.tab, self.site, self)

    @property
    def site(self) -> Site:
        """The console worked on."""
        return self.settings.site

    @property
    def dry_run(self) -> bool:
        """Whether everything is done up to, and without, each irreversible click."""
        return self.settings.dry_run

    @property
    def subject(self) -> Subject:
        """Whose account it is, under every name that is known, for the record of what was done."""
        names = (*(self.owner.names if self.owner else ()), self.account.name)
        return Subject.of(self.site.key, names, (self.site.account,))

    def _note_status(self, response: Response) -> None:
        if response.request.is_navigation_request() and response.frame == self.tab.main_frame:
            self.document_status, self.document_method = response.status, response.request.method

    def note(self, text: str) -> None:
        """Say something worth a line, to the person and to the trail."""
        self.trail.event("note", text=text)

    def remember_picture(self, what: str) -> None:
        """Keep the last picture as the one of where something was read."""
        if self.trail.last_picture:
            self.read_on[what] = str(self.trail.last_picture)

    def find(self, name: str, value: Any) -> None:
        """Keep something the console said, for the result and the trail."""
        self.found[name] = value
        self.trail.event("finding", name=name, value=value)

    async def picture(self, moment: Moment, title: str) -> None:
        """Take a picture now, with all that must not be seen covered.

        Raises:
            TrailError: it could not be taken.
        """
        covers = Covers(self.vault, self.site, self.page, self.signed_in)
        outline = about_to_be_pressed(self.page) if moment == "before" else None
        with spending("pictures"):
            if outline is None and await self.last_picture.shows_this_too(moment, covers):
                self.trail.picture_again(self.step_now, moment, title)
                return
            async with self.banner.hidden():
                await self.trail.picture(self.tab, covers, self.step_now, moment, title, outline)
            self.last_picture.was_taken(covers)
