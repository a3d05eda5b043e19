"""Which browser the tests start, where they start one past the product."""

import os
import shutil
from pathlib import Path

AS_ROOT = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
"""As root, Chromium refuses its sandbox."""


def browser_path(playwright):
    """Playwright's own where it is installed, else the system's."""
    own = Path(playwright.chromium.executable_path)
    system = shutil.which("chromium-headless-shell") or shutil.which("chromium") or shutil.which("google-chrome")
    return str(own) if own.exists() or not system else system
