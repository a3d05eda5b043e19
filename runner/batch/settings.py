"""How a batch is to be run, as its database keeps it for every worker: no secret, and nothing of one machine's own."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pages.console import Site
from runner.batch.accounts import Row
from runner.batch.rate_limit import EVERY, is_local
from runner.settings import Settings


@dataclass(frozen=True)
class BatchPlan:
    """What all accounts of a batch share; durations in seconds."""

    account_url: str
    cloud_url: str
    language: str
    dry_run: bool = False
    wait: float = 900.0
    patience: float = 15.0
    every: float = EVERY
    """Between two sign-ins, by all workers together."""
    workers: int = 4
    """Accounts at once, in each worker."""
    max_waiting: int = 10
    """Accounts that may wait for a person with their browser open, in each worker."""
    reveal_identifiers: bool = False

    @classmethod
    def of(cls, settings: Settings, *, workers: int, max_waiting: int, every: float | None) -> BatchPlan:
        """The plan that the command line asks for; a console on this machine needs no distance between sign-ins."""
        site = settings.site
        return cls(
            site.account, site.cloud, site.language, settings.dry_run, settings.wait, settings.patience,
            (0.0 if is_local(site) else EVERY) if every is None else every, workers, max_waiting,
            settings.reveal_identifiers,
        )  # fmt: skip

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> BatchPlan:
        """The plan as the database kept it."""
        return cls(**kept)

    def keep(self) -> dict[str, Any]:
        """The plan for the database."""
        return asdict(self)

    def settings(self, local: Settings, batch: str, consent: str) -> Settings:
        """Settings of one account: the batch's, and of this machine what is its own (browser, corrections, trails)."""
        site = replace(local.site, account=self.account_url, cloud=self.cloud_url, language=self.language)
        return replace(
            local, site=site, dry_run=self.dry_run, wait=self.wait, patience=self.patience,
            reveal_identifiers=self.reveal_identifiers, trails=local.trails / batch, yes_delete=consent or None, consent_by="file",
        )  # fmt: skip


def batch_name(file: Path, rows: Sequence[Row], site: Site, *, dry_run: bool) -> str:
    """The same name for the same list on the same console, so that the same command goes on where it stopped."""
    seen = hashlib.sha256(b"[[")
    for number, row in enumerate(rows):
        seen.update((", " if number else "").encode() + json.dumps(vars(row), ensure_ascii=False).encode())
    rest = json.dumps([site.account, site.cloud, dry_run], ensure_ascii=False)
    seen.update(f"], {rest[1:]}".encode())
    stem = re.sub(r"[^A-Za-z0-9]+", "-", file.stem).strip("-").lower()[:40] or "accounts"
    return f"{stem}-{seen.hexdigest()[:8]}"
