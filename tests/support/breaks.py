"""``mi-runner`` with a fault of its own at the sign-in, whose error quotes what was to be typed."""

from pages.login import LoginPage
from runner.cli import main


async def broken(_page, *typed):
    raise LookupError(f"cannot type {typed}")


if __name__ == "__main__":
    LoginPage.fill = broken
    main()
