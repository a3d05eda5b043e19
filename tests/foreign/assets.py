"""Other people's widgets, from the npm registry, kept outside the project and fetched once for each lock file."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import platformdirs

HERE = Path(__file__).parent
LOCKED = ("package.json", "package-lock.json")


def widgets() -> Path:
    """The folder that holds the packages, by exactly the versions and hashes of the lock file."""
    name = hashlib.sha256(b"".join((HERE / file).read_bytes() for file in LOCKED)).hexdigest()[:16]
    home = Path(platformdirs.user_cache_dir("mi-runner-tests")) / f"foreign-{name}"
    if not home.exists():
        making = home.with_name(f"{home.name}-{os.getpid()}")
        making.mkdir(parents=True)
        _fetch(making)
        try:
            making.rename(home)
        except OSError:  # another worker was faster
            shutil.rmtree(making)
    return home / "node_modules"


def _fetch(folder: Path) -> None:
    npm = shutil.which("npm")
    if not npm:
        raise AssertionError(
            "npm is not installed: without it the foreign front ends cannot be built (see make tools)."
        )
    for file in LOCKED:
        shutil.copy(HERE / file, folder)
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--silent")
    done = subprocess.run([npm, "ci", *quiet], cwd=folder, timeout=400, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(f"npm could not fetch the foreign front ends' packages: {done.stderr.strip()[-300:]}")
