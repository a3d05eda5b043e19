"""The practice console in a process of its own, for every peer alike.

It prints its three addresses, then reads an e-mail address a line, adds that account, and answers ``ok``.
"""

from __future__ import annotations

import json
import sys

from runner.practice import Practice

PASSWORD = "practice-Passw0rd"


def main() -> None:
    with Practice(port=0) as console:
        print(json.dumps([console.account_url, console.cloud_url, console.control_url]), flush=True)
        for line in sys.stdin:
            console.add_account(email=line.strip(), password=PASSWORD)
            print("ok", flush=True)


if __name__ == "__main__":
    main()
