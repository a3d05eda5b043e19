"""What goes with the account, in the console's own counts."""

from pages.homes import CloudHomePage
from runner import Run
from runner.inventory import warnings_about
from scenarios._sign_in import reach


async def what_is_stored(run: Run) -> dict[str, str]:
    """The console's own counts, kept in the result; whoever is there hears of what may cost them something."""
    page = await reach(run, CloudHomePage)
    async with run.step("Note what is stored"):
        counts = await page.counts()
        run.find("stored", counts)
        for warning in warnings_about(counts):
            run.note(warning)
    return counts
