"""How long a list of a million accounts takes, and how much memory: ``python bench/large_list.py [ROWS]``."""

import resource
import sys
import tempfile
import time
from pathlib import Path

from runner.batch.accounts import read_accounts
from runner.errors import UsageError


def peak() -> float:
    """MB this process has needed at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "darwin" else 1024)


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as home:
        file = Path(home) / "accounts.csv"
        with file.open("w", encoding="utf-8") as out:
            out.write("account,label,scenario,consent,secret,codes\n")
            for n in range(count):
                out.write(f"person.{n:07}@example.test,shop-{n:07},leave,person.{n:07}@example.test,keyring:,imap:SHOP\n")
        before, began = peak(), time.perf_counter()
        rows = read_accounts(file)
        took = time.perf_counter() - began
        print(f"{len(rows):,} rows in {took:.1f} s; {before:.0f} MB before, {peak():.0f} MB at most")
        with file.open("w", encoding="utf-8") as out:
            out.write("account\n")
            out.writelines("8.61381E+12\n" for _ in range(count))
        began = time.perf_counter()
        try:
            read_accounts(file)
        except UsageError as told:
            took = time.perf_counter() - began
            print(f"{count:,} bad rows in {took:.1f} s: a message of {len(str(told)):,} characters; {peak():.0f} MB at most")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
