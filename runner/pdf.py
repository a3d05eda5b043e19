"""Print a page of our own to PDF, by a browser without a window: only such a one can."""

from __future__ import annotations

from dataclasses import replace

from playwright.async_api import Browser
from playwright.async_api import Error as PlaywrightError

from runner.browser import open_browser
from runner.errors import RunnerError, first_line
from runner.settings import Settings

MARGINS = {"top": "16mm", "bottom": "18mm", "left": "16mm", "right": "16mm"}
FOOT = (
    '<div style="width:100%;font:8px sans-serif;color:#666;text-align:center">'
    'Page <span class="pageNumber"></span> of <span class="totalPages"></span></div>'
)


async def print_pdf(html: str, settings: Settings, browser: Browser | None = None) -> bytes:
    """Return a self-contained page as a PDF of A4 sheets.

    Arguments:
        html: the page; nothing is loaded from anywhere, and no script runs.
        settings: which browser to start where none is at hand.
        browser: a browser that already runs; used when it has no window.

    Raises:
        UsageError: no browser was found.
        RunnerError: it could not be printed.
    """
    try:
        if browser and not settings.headed:
            return await _print(html, browser)
        # A second one, of the same make; a debugging port can be had only once.
        switches = tuple(word for word in settings.browser_args if not word.startswith("--remote-debugging"))
        async with open_browser(replace(settings, headed=False, browser_args=switches)) as other:
            return await _print(html, other)
    except PlaywrightError as problem:
        raise RunnerError(f"The page could not be printed as PDF ({first_line(problem)}).") from None


async def _print(html: str, browser: Browser) -> bytes:
    # Offline and without scripts: what is printed is our own page and what the person typed, and stays here.
    context = await browser.new_context(java_script_enabled=False, offline=True)
    # Offline alone can come too late for the first request (seen once in many runs).
    await context.route("**/*", lambda route: route.abort())
    try:
        tab = await context.new_page()
        await tab.set_content(html, wait_until="load")
        return await tab.pdf(
            format="A4", print_background=True, margin=MARGINS, tagged=True, display_header_footer=True,  # type: ignore[arg-type]
            header_template="<span></span>", footer_template=FOOT,
        )  # fmt: skip
    finally:
        await context.close()
