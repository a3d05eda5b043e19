"""The certificate that signs reports is the user's own, made once."""

import io

import pytest
from PIL import Image

from runner.errors import UsageError
from runner.trail.keys import FOLDER_VARIABLE
from runner.trail.pdf_signature import SIGNER_NAME, sign
from tests.support.people import apart

pytest.importorskip("pyhanko")


@pytest.fixture
def document(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    page = io.BytesIO()
    Image.new("RGB", (20, 20)).save(page, "PDF")
    return page.getvalue().replace(b"65536 f", b"65535 f")  # Pillow writes one more than PDF allows


def signed(document, name):
    """Signed in a thread of its own: pyHanko begins an event loop, and the human's browser keeps one in this one."""
    return apart(sign, document, name)


def test_two_reports_are_signed_by_the_same_certificate(document, tmp_path):
    first = signed(document, "one")
    made = (tmp_path / SIGNER_NAME).read_bytes()
    second = signed(document, "two")

    assert b"/ETSI.CAdES.detached" in first
    assert b"/ETSI.CAdES.detached" in second
    assert (tmp_path / SIGNER_NAME).read_bytes() == made


def test_a_certificate_that_cannot_be_read_is_a_sentence_and_is_left_as_it_is(document, tmp_path):
    (tmp_path / SIGNER_NAME).write_bytes(b"rubbish")

    with pytest.raises(UsageError, match=r"cannot be read\. Move it away, and a new one is made"):
        signed(document, "one")
    assert (tmp_path / SIGNER_NAME).read_bytes() == b"rubbish"
