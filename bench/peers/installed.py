"""The peers that need packages of their own: an environment for them, and how each is run."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGES = ("selenium>=4.30,<5", "robotframework>=7,<8", "robotframework-browser>=19,<20")
Peer = Callable[[str, Path], Awaitable[float]]


class Others:
    """Selenium 4 and Robot Framework Browser, as far as they are here."""

    def __init__(self, folder: Path, *, install: bool) -> None:
        """Look for them; ``install`` gets them first."""
        self.bin = folder / ("Scripts" if os.name == "nt" else "bin")
        self.missing: list[str] = []
        if install:
            self._install(folder)
        self.selenium = self._works("selenium", "import selenium") and self._has_driver()
        self.robot = self._works("Robot Framework Browser", "import Browser, robot")

    def _install(self, folder: Path) -> None:
        if not self.bin.exists():
            subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        python = str(self.bin / "python")
        for package in PACKAGES:
            done = subprocess.run([python, "-m", "pip", "install", "-q", package], check=False)
            if done.returncode:
                print(f"{package} could not be installed")
        done = subprocess.run([python, "-m", "Browser.entry", "init", "--skip-browsers"], check=False)
        if done.returncode:
            print("Robot Framework Browser could not be set up")

    def _works(self, name: str, code: str) -> bool:
        python = self.bin / "python"
        works = (
            python.exists()
            and not subprocess.run([str(python), "-c", code], capture_output=True, check=False).returncode
        )
        if not works:
            self.missing.append(f"{name} is not installed; python bench/peers --install gets it.")
        return works

    def _has_driver(self) -> bool:
        if shutil.which("chromedriver"):
            return True
        self.missing.append("Selenium needs chromedriver beside a Chromium (Debian: chromium-driver).")
        return False

    def versions(self) -> str:
        """What is installed, in words."""
        code = (
            "from importlib.metadata import version, PackageNotFoundError\n"
            "for name in ('selenium', 'robotframework', 'robotframework-browser'):\n"
            "    try: print(name, version(name))\n"
            "    except PackageNotFoundError: pass"
        )
        python = self.bin / "python"
        if not python.exists():
            return "no other peers"
        done = subprocess.run([str(python), "-c", code], capture_output=True, text=True, check=False)
        return ", ".join(done.stdout.split("\n")).strip(", ") or "no other peers"

    def peers(self, hosts: list[str], password: str) -> dict[str, Peer]:
        """Those that are here, by name."""

        def selenium(email: str, folder: Path) -> Awaitable[float]:
            return self._seconds("with_selenium.py", [*hosts, email, password, str(folder)], r"^([\d.]+)$")

        def robot(email: str, folder: Path) -> Awaitable[float]:
            given = dict(zip(("ACCOUNT", "CLOUD", "CONTROL"), hosts, strict=True)) | {
                "EMAIL": email,
                "PASSWORD": password,
            }
            named = [
                part for name, value in (given | {"FOLDER": str(folder)}).items() for part in ("-v", f"{name}:{value}")
            ]
            return self._seconds(
                "-m", ["robot", "--outputdir", str(folder), "--pythonpath", str(HERE), *named, str(HERE / "leave.robot")],
                r"SECONDS ([\d.]+)",
            )  # fmt: skip

        found: dict[str, Peer] = {}
        if self.selenium:
            found["e Selenium"] = selenium
        if self.robot:
            found["f Robot Framework Browser"] = robot
        return found

    async def _seconds(self, what: str, arguments: list[str], pattern: str) -> float:
        command = [str(self.bin / "python"), what if what == "-m" else str(HERE / what), *arguments]
        process = await asyncio.create_subprocess_exec(
            *command, cwd=HERE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
        )
        output, _ = await process.communicate()
        told = re.search(pattern, output.decode(), re.MULTILINE)
        if process.returncode or not told:
            raise RuntimeError(" ".join(output.decode().split())[-300:])
        return float(told[1])
