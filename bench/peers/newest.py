"""Read the code that the practice console sent, as somebody would read it from the mail."""

from __future__ import annotations

import json
import time
import urllib.request


def newest_code(control: str, email: str) -> str:
    """The newest code; waits until there is one."""
    while True:
        with urllib.request.urlopen(f"{control}/control/code?account={email}", timeout=10) as answer:
            if code := json.load(answer).get("code"):
                return str(code)
        time.sleep(0.02)
