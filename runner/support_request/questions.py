"""What the vendor's support wants to know: from the options where they were given, else from the person."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pages.private import accounts_named_in
from runner.errors import NeedsPerson, UsageError
from runner.support_request.imei import HOW_TO_FIND, WrongImei, read_imei
from runner.support_request.package import Photo, spaced
from runner.support_request.photos import WrongPhoto, clean_photo, path_from

if TYPE_CHECKING:
    from runner.core.run import Run

T = TypeVar("T")

TRIES = 5
"""How often one question is asked again."""

MOST_PHOTOS = 6
"""Of one kind; a form for attachments takes no more."""


@dataclass(frozen=True)
class Kind:
    """A kind of photograph that support wants."""

    option: str
    shows: str
    question: str


SCREEN = Kind(
    "photos", "Screen of the phone", "A photo of the phone's screen, with the account or the message on it readable."
)
PROOF = Kind("proofs", "Proof of purchase", "A photo of the proof of purchase: invoice, receipt or order.")


async def imei_of(run: Run) -> str:
    """The IMEI, checked; covered in the trail from here on.

    Raises:
        UsageError: the option's value is none.
        NeedsPerson: nobody gave one.
    """
    given = run.options.get("imei")
    imei = _checked(read_imei, given) if given else await _until_right(run, _imei_question(), _read)
    for written in (imei, spaced(imei)):
        run.vault.hide_identifier(written, "IMEI")
    run.note("The IMEI is given, and its check digit fits.")
    return imei


def _imei_question() -> str:
    return f"The phone's IMEI, 15 digits.\n{HOW_TO_FIND}"


async def _read(typed: str) -> str:
    return read_imei(typed)


async def photos_of(run: Run, kind: Kind) -> tuple[Photo, ...]:
    """The photographs of one kind, cleaned: at least one.

    Raises:
        UsageError: an option names a file that cannot be used.
        NeedsPerson: nobody gave one.
    """
    given: Sequence[Path] = tuple(run.options.get(kind.option, ()))
    cleaned = [await asyncio.to_thread(_checked, clean_photo, Path(path)) for path in given]
    if not cleaned:
        cleaned = await _ask_for_photos(run, kind)
    run.note(f"{kind.shows}: {len(cleaned)} photo(s), encoded anew and without metadata.")
    stem = kind.option.removesuffix("s").replace("photo", "screen")
    return tuple(Photo(kind.shows, f"{stem}-{number}.jpg", jpeg) for number, jpeg in enumerate(cleaned, 1))


async def _ask_for_photos(run: Run, kind: Kind) -> list[bytes]:
    how = "Type its path, or drop the file on this window. Only a copy without place and time is handed on."
    found = [await _until_right(run, f"{kind.question}\n{how}", _clean)]
    while len(found) < MOST_PHOTOS:
        question = f"Another one? ({kind.shows})\nIts path, or Enter for no more."
        another = await _until_right(run, question, _clean_or_none)
        if not another:
            break
        found.append(another)
    return found


async def _clean(typed: str) -> bytes:
    if not typed:
        raise WrongPhoto("Support wants at least one.")
    return await asyncio.to_thread(clean_photo, path_from(typed))


async def _clean_or_none(typed: str) -> bytes:
    return await _clean(typed) if typed else b""


async def details_of(run: Run) -> str:
    """What happened, in the owner's words; may be empty. It goes into the request, not into the trail."""
    given = run.options.get("details")
    if given is not None or not run.operator.attended:
        return str(given or "").strip()
    return await run.ask(
        "What happened, and how can support reach you?\nOne line, such as the phone's model, since when it is locked, "
        "and an e-mail address. Never a password or a code. Enter for nothing."
    )


async def what_was_done(run: Run, folder: Path, address: str) -> str:
    """What the person says to have done with the package; identifiers in it are covered from here on."""
    said = await run.ask(
        "Hand the request to the vendor's support, then say in a few words what you did.\n"
        f"Support: {address}\nAttach the files in {folder}\n"
        "Never give a password or a code: support needs none. Enter: not handed in yet."
    )
    for name in accounts_named_in(said):
        run.vault.hide_identifier(name, "identifier")
    return said


async def _until_right(run: Run, question: str, read: Callable[[str], Awaitable[T]]) -> T:
    short, _, how = question.partition("\n")
    for _ in range(TRIES):
        try:
            return await read(await run.ask(question))
        except (WrongImei, WrongPhoto) as wrong:
            # Below the first line, which alone goes on record: it may name a file of the person's.
            question = f"{short}\n✗ {wrong}\n{how}"
    raise NeedsPerson(f"{TRIES} answers could not be used, so the run stopped there. Nothing was written or sent.")


def _checked(read: Callable[..., T], given: object) -> T:
    """An option's value, read; what is wrong with it ends the run."""
    try:
        return read(given)
    except (WrongImei, WrongPhoto) as wrong:
        raise UsageError(f"{wrong} Nothing was written or sent.") from None
