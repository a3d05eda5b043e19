"""Read a list of the account: all of it, and believe in emptiness only with proof."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pages.homes import CloudHomePage
from pages.kept import kept_on
from pages.listed import Listing, ListPage
from pages.lists import Row
from pages.login import LoginPage
from pages.reading import reader_of
from pages.rest import until_it_rests
from pages.witness import Told, ids_by_name
from runner import NeedsPerson, Run
from runner.core.navigation import load_anew
from scenarios._menus import reach_list
from scenarios._sign_in import reach

L = TypeVar("L", bound=ListPage)
T = TypeVar("T")

APART = 2.0
"""Seconds between two looks at an empty list: one that says "none" may not have loaded yet (measured: 1.5 s), and the
page's own data may say so too while the console still gathers it."""
SETTLED = 10
"""Looks at a list that is still loading, or drawn anew, before a person is asked."""
LOADS = 0.3
"""Seconds between two of them."""
YES = frozenset({"yes", "y", "si", "sí", "是", "да", "sim", "ya", "हाँ", "ja", "oui", "sì", "tak", "evet", "có", "так"})


@dataclass(frozen=True)
class Found:
    """What a list holds, and on what the emptiness of an empty one rests."""

    rows: tuple[Row, ...]
    proof: str = ""


@dataclass
class _Looks:
    """The looks, one after the other, at which a list went on to say that it is empty; in this call or an earlier one."""

    count: int = 0
    since: float = 0.0
    documents: set[object] = field(default_factory=set)

    def take(self, listing: Listing, document: object) -> None:
        """Count it, or begin anew where it says anything else."""
        if not listing.none or listing.loading or listing.shown or listing.rows:
            self.count = 0
            self.documents.clear()
            return
        if not self.count:
            self.since = time.monotonic()
        self.count += 1
        self.documents.add(document)

    @property
    def left(self) -> float:
        """Seconds until one more look tells something."""
        return APART - (time.monotonic() - self.since) if self.count else APART


async def read_list(run: Run, kind: type[ListPage], *, deletes: bool = False, at_once: bool = False) -> Found:
    """Read everything a list holds. An empty one is looked at twice and loaded anew before it is believed.

    Arguments:
        run: the run.
        kind: which list.
        deletes: whether the account will be deleted if it is empty: then a second place has to say so too.
        at_once: whether the page's own data is believed at the first look: after a removal that was just confirmed.

    Raises:
        NeedsPerson: nobody is here to say what cannot be read.
    """
    before = document_of(run)
    page = await reach_list(run, kind)
    if deletes and document_of(run) is before:  # what was read a while ago does not count
        page = await _load_anew(run, kind)
    listing = await _read_until_told_the_same(run, page)
    _looks(run, kind).take(listing, document_of(run))
    if listing.rows:
        run.witness.lists.learn(kind.title, [row.name for row in listing.rows])
        await _compare(run, page, listing)
        return Found(listing.rows)
    if at_once and await _is_told_none(run, page, listing):
        return Found((), f"“{listing.none}”; the page's own data holds none")
    proof = await _prove_empty(run, kind, page, listing)
    if isinstance(proof, Found):
        return proof
    if proof and deletes:
        proof = await _second_place(run, kind, proof)
    if proof:
        return Found((), proof)
    await _ask_if_empty(run, kind)
    return Found((), "a person said so")


async def _read(run: Run, page: ListPage) -> Listing:
    """Read it once nothing says any more that it is loading."""
    page.data = await data_of(run, page)
    listing = await read_at_rest(page.read)
    for _ in range(SETTLED):
        if not (listing.loading or run.witness.is_waiting):
            break
        await asyncio.sleep(LOADS)
        page.data = await data_of(run, page)
        listing = await read_at_rest(page.read)
    return listing


async def read_at_rest(read: Callable[[], Awaitable[T]]) -> T:
    """Read a list that may be drawn anew just when the run turns over a page of it.

    Raises:
        Changed: it goes on being drawn anew.
    """
    return await until_it_rests(read, tries=SETTLED, pause=LOADS)


async def _read_until_told_the_same(run: Run, page: ListPage) -> Listing:
    """Read the list; a page is told of a change a moment before it draws it, so a difference is looked at again.

    So is a number beside the list: it may be drawn after the rows it counts.
    """
    listing = await _read(run, page)
    for _ in range(SETTLED):
        if await _told_otherwise(run, page, listing) is None and (listing.all_read or not listing.rows):
            break
        await asyncio.sleep(LOADS)
        listing = await _read(run, page)
    return listing


async def data_of(run: Run, page: ListPage) -> Mapping[str, Sequence[str]]:
    """The names the page's own data holds, each with its ids; of devices only."""
    return ids_by_name(await run.witness.devices() or ()) if page.labels.thing == "device" else {}


async def _prove_empty(run: Run, kind: type[ListPage], page: ListPage, listing: Listing) -> str | Found:
    """Look again, after a while and in a document that was loaded anew.

    Returns the proof, an empty text when there is none, or what the list holds after all.
    """
    looks = _looks(run, kind)
    if len(looks.documents) <= 1:
        page = await _load_anew(run, kind)
        listing = await _read(run, page)
        looks.take(listing, document_of(run))
    if not listing.rows and (left := looks.left) > 0:
        await asyncio.sleep(left)
        listing = await _read(run, page)
        looks.take(listing, document_of(run))
    if listing.rows:
        await _compare(run, page, listing)
        return Found(listing.rows)
    told = await run.witness.devices() if page.labels.thing == "device" else None
    if told:
        await _ask_about_difference(run, page, listing, told)
        return "a person said so"
    told_none = await _is_told_none(run, page, listing)
    if run.witness.has_failed or looks.count <= 1 or not (told_none or len(looks.documents) > 1):
        return ""
    also = "; the page's own data holds none" if told_none else ""
    return f"“{listing.none}”, seen {looks.count} times and after loading the page anew{also}"


def _looks(run: Run, kind: type[ListPage]) -> _Looks:
    return kept_on(run.tab, f"looks at {kind.title}", _Looks)


def document_of(run: Run) -> object:
    """What stands for the document that was looked at last."""
    return reader_of(run.tab).document


async def _is_told_none(run: Run, page: ListPage, listing: Listing) -> bool:
    """Whether the list says that it is empty, and the page's own question for all of it was answered with none.

    For which question that is: the vendor's own for devices is known; any other named every row when there were some.
    """
    if not listing.none or listing.loading or listing.shown:
        return False
    told, witness = await run.witness.devices(), run.witness
    if witness.has_failed or witness.is_waiting:
        return False
    if page.labels.thing == "device" and witness.asked_for_all:
        return told == ()
    return witness.lists.tells_none(page.title)


async def _load_anew(run: Run, kind: type[L]) -> L:
    """The list after its page was loaded anew; the way is gone again where that lost it."""
    run.witness.forget()
    await load_anew(run, kind.title)
    page = await run.meet(kind, LoginPage, seconds=run.settings.patience)
    return page if isinstance(page, kind) else await reach_list(run, kind)


async def _second_place(run: Run, kind: type[ListPage], proof: str) -> str:
    """What else says that nothing is linked: the home's count, or the page's own data where it asked for everything."""
    if await run.witness.devices() == () and run.witness.asked_for_all:
        return proof if "own data" in proof else f"{proof}; the page's own data holds none"
    home = await reach(run, CloudHomePage)
    count = (await home.counts()).get(f"{kind.labels.thing}s")
    if count is not None and count.strip() == "0":
        return f"{proof}; the home counts 0"
    if count is not None:
        run.note(f"The list shows no {kind.labels.thing}, and the home counts {count}.")
    return ""


async def _compare(run: Run, page: ListPage, listing: Listing) -> None:
    """Hold the list against the page's own data and the numbers it shows."""
    told = await _told_otherwise(run, page, listing)
    if told is not None:
        await _ask_about_difference(run, page, listing, told)
        return
    if not listing.all_read:
        await _ask(
            run,
            f"The page speaks of {listing.shown}, and the run read {len(listing.rows)}. Is that all?",
            [f"Read: {', '.join(row.name for row in listing.rows)}."],
            f"The list shows {listing.shown} and only {len(listing.rows)} could be read",
        )


async def _told_otherwise(run: Run, page: ListPage, listing: Listing) -> tuple[Told, ...] | None:
    """The devices the page's own data names, where they are not those on screen."""
    told = await run.witness.devices() if page.labels.thing == "device" else None
    if told is None:
        return None
    lines = [line for row in listing.rows for line in row.lines]
    missing = [one for one in told if not one.is_named_in(lines)]
    more = [row for row in listing.rows if not any(one.is_named_in(row.lines) for one in told)]
    differs = missing or (run.witness.asked_for_all and (more or len(told) != len(listing.rows)))
    return told if differs else None


async def _ask_about_difference(run: Run, page: ListPage, listing: Listing, told: Sequence[Told]) -> None:
    screen = ", ".join(row.name for row in listing.rows) or "none"
    data = ", ".join(one.names[0] if one.names else one.id for one in told) or "none"
    await _ask(
        run,
        f"The list and the page's own data name different {page.labels.thing}s. Is the list right?",
        [f"The list shows: {screen}.", f"The page was told of: {data}."],
        f"The list of {page.labels.thing}s and the page's own data differ",
    )


async def _ask_if_empty(run: Run, kind: type[ListPage]) -> None:
    thing = kind.labels.thing
    await _ask(
        run,
        f"I can read no {thing} here. Is the list empty?",
        [f"Look at “{kind.title}” in the browser window, and at its other pages."],
        f"No {thing} could be read on “{kind.title}”, and nothing proves that the list is empty",
    )


async def _ask(run: Run, question: str, more: Sequence[str], alone: str) -> None:
    """Let a person decide; anything but yes stops the run.

    Raises:
        NeedsPerson: nobody is here, or the answer was not yes.
    """
    await run.picture("pause", question)
    if not run.operator.attended:
        raise NeedsPerson(f"{alone}, and nobody is here to look. Run it again with a person: mi-runner run … --headed")
    answer = await run.ask("\n".join([question, *more, "Type yes if so, anything else to stop."]))
    if answer.strip().casefold() not in YES:
        raise NeedsPerson(f"{alone}. You did not say that it is right, so the run stopped there.")
