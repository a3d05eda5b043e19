"""A blocked account or a locked phone: a request to the vendor's support, in its owner's hands."""

from datetime import UTC, datetime
from pathlib import Path

from pages.interruptions import AccountBlocked
from pages.login import LoginPage
from pages.support import SupportPage
from runner import NeedsPerson, Option, Run, scenario
from runner.errors import ConsoleDown
from runner.pdf import print_pdf
from runner.support_request.package import Photo, Request, hashes_of, write_package
from runner.support_request.questions import PROOF, SCREEN, details_of, imei_of, photos_of, what_was_done


@scenario(
    secrets=(),
    options=(
        Option("--imei", "imei", "The phone's IMEI (*#06#), 15 digits.", kind="imei"),
        Option("--photo", "photos", "A photo of the phone's screen; may be repeated.", kind="image", multiple=True),
        Option("--proof", "proofs", "A proof of purchase, as a picture; may be repeated.", kind="image", multiple=True),
        Option("--details", "details", "What happened, and how support can reach you.", metavar="TEXT"),
    ),
    example="--account me@example.org --imei 490154203237518 --photo screen.jpg",
)
async def blocked_account(run: Run) -> None:
    """Prepare a request to the vendor's support for a blocked account or locked phone; you do the steps.

    Asks for the IMEI, photos of the screen and of the proof of purchase, and what happened (or takes --imei, --photo,
    --proof, --details); writes a PDF and the cleaned photos into one folder, and opens the vendor's support for you.
    It contains no way around a lock: the vendor checks who owns the phone, and decides.
    """
    imei = await imei_of(run)
    photos = await photos_of(run, SCREEN) + await photos_of(run, PROOF)
    details = await details_of(run)
    notice = await _what_the_console_says(run)
    await _open_support(run)
    request = Request(run.account.name, imei, photos, details, notice, datetime.now(UTC))
    folder = await _write(run, request, photos)
    await _hand_in(run, folder)


async def _what_the_console_says(run: Run) -> str:
    """Let the owner sign in by hand, so that the console's own notice is on record; empty where there is none."""
    title = "See what the console says of the account"
    if not run.operator.attended:
        run.skip(title, "only its owner can look")
        return ""
    async with run.step(title):
        try:
            await run.open(LoginPage)
        except ConsoleDown as down:
            run.note(str(down))
            return ""
        await run.ask(
            "Is the account itself blocked? Then sign in now in the browser window, and press Enter at the notice.\n"
            "Your password goes to the console only. If just the phone is locked, press Enter at once."
        )
        notice = AccountBlocked(run.tab, run.site)
        if not await notice.is_here():
            run.note("The console shows no notice that the account is blocked.")
            return ""
        words = await notice.reason()
        run.trail.event("refusal", screen=notice.title, words=words)
        return words


async def _open_support(run: Run) -> None:
    async with run.step("Open the vendor's support"):
        try:
            await run.open(SupportPage)
        except ConsoleDown:
            run.note(f"The vendor's support did not load; its address is {SupportPage.address(run.site)}")
            return
        run.page = SupportPage(run.tab, run.site)  # a person acts there: nothing on it has to be recognised


async def _write(run: Run, request: Request, photos: tuple[Photo, ...]) -> Path:
    async with run.step("Write the request package"):
        pdf = await print_pdf(request.to_html(), run.settings, run.tab.context.browser)
        folder = write_package(run.settings.trails, run.trail.folder.name, pdf, photos)
        files = dict(hashes_of(folder))
        # The trail says which files they were; where they lie on this machine is for the person only.
        run.trail.event("finding", name="package", value={"folder": folder.name, "files": files})
        run.found["package"] = {"folder": str(folder), "files": files}
    return folder


async def _hand_in(run: Run, folder: Path) -> None:
    address = SupportPage.address(run.site)
    where = f"{folder.parent.name}/{folder.name}"  # what ends up in the trail tells nothing of this machine
    if not run.operator.attended:
        raise NeedsPerson(f"The package is in {where}. Only its owner can hand it to the vendor's support: {address}")
    async with run.step("Hand the request to the vendor's support"):
        said = await what_was_done(run, folder, address)
        run.note(f"The person says: {said}" if said else "The request was not handed in yet.")
    handed = "The request is handed in, as you said" if said else "The request is not handed in yet"
    run.summary = f"{handed}; the vendor's answer takes days. The package is in {where}"
