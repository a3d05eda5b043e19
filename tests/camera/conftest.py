"""A tab that shows small pages, the camera on it, and a reader of pictures."""

from __future__ import annotations

import io
import re
import shutil
import subprocess

import pytest
from PIL import Image

from pages.base import Page
from runner.core.masks import Covers
from runner.credentials.vault import Vault
from runner.trail import pictures
from tests.reading.conftest import Stage

SECRET = "Zebra-4471!q"
EMAIL = "leaver.person@example.test"


@pytest.fixture(scope="session")
def _camera_stage(loop, chrome):
    stage = Stage(loop, chrome)
    yield stage
    stage.close()


class Known(Page):
    """Any screen that is known."""

    title = "Known"


class Camera:
    """Shows pages and photographs them as a run would."""

    def __init__(self, stage):
        self.stage = stage
        self.vault = Vault({}, {})
        self.vault.hide_secret(SECRET)
        self.vault.hide_identifier(EMAIL, "account")
        self.page = Known(stage.tab, stage.site)
        self.signed_in = False

    def show(self, markup, **others):
        self.stage.show(markup, **others)

    def shoot(self, *, whole=False):
        return self.stage.loop.run(self.take(whole=whole))

    async def take(self, *, whole=False):
        covers = Covers(self.vault, self.stage.site, self.page, self.signed_in)
        return await pictures.take(self.stage.tab, covers, whole=whole)

    def picture(self):
        return pictures.covered(self.shoot())

    def read(self):
        return read(self.picture())


@pytest.fixture
def camera(_camera_stage):
    _camera_stage.answers = {}
    return Camera(_camera_stage)


def read(image):
    """What tesseract reads, without case, spaces and marks."""
    if not shutil.which("tesseract"):
        pytest.fail("tesseract is missing: install the package tesseract-ocr")
    data = io.BytesIO()
    image.convert("L").resize((image.width * 2, image.height * 2)).save(data, "PNG")
    done = subprocess.run(
        ["tesseract", "-", "-", "--psm", "11"], input=data.getvalue(), capture_output=True, check=True,
        env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin:/usr/local/bin:/opt/homebrew/bin"},
    )  # fmt: skip
    return re.sub(r"[^a-z0-9]", "", done.stdout.decode().lower())


def uncovered(shot):
    """The picture as the browser gave it: so that a test can fail."""
    return Image.open(io.BytesIO(shot.uncovered)).convert("RGB")
