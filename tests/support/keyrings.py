"""Keyrings of the tests' own: one in memory, and one in a file for what runs in processes of its own."""

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend


class MemoryKeyring(KeyringBackend):
    priority = 1

    def __init__(self):
        super().__init__()
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


class FileKeyring(KeyringBackend):
    """Kept in the file that ``TEST_KEYRING`` names; set ``PYTHON_KEYRING_BACKEND=tests.support.keyrings.FileKeyring``."""

    priority = 1

    def get_password(self, service, username):
        return self._kept().get(f"{service}/{username}")

    def set_password(self, service, username, password):
        self._file().write_text(json.dumps(self._kept() | {f"{service}/{username}": password}))

    def _kept(self):
        return json.loads(self._file().read_text()) if self._file().exists() else {}

    def _file(self):
        return Path(os.environ["TEST_KEYRING"])
