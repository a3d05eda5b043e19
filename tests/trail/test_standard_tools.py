"""The promise of the trail: whoever does not trust this project checks it with tools everybody has."""

from __future__ import annotations

import asyncio
import base64
import http.server
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from runner.pdf import print_pdf
from runner.settings import Settings
from runner.trail import stamp
from runner.trail.export import export
from runner.trail.pdf_signature import SIGNER_NAME, sign
from runner.trail.timeline import open_trail
from runner.trail.verify import State, Trust, verify
from tests.support.people import apart


def run(*command: str, cwd: Path | None = None, **more) -> subprocess.CompletedProcess:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60, check=False, **more)


def test_sha256sum_checks_all_files(copy, tool):
    assert run(tool("sha256sum"), "-c", "SHA256SUMS", cwd=copy).returncode == 0
    with (copy / "report.html").open("ab") as file:
        file.write(b" ")
    assert "report.html: FAILED" in run(tool("sha256sum"), "-c", "SHA256SUMS", cwd=copy).stdout


def keygen(tool, folder: Path, namespace: str = "mi-runner-trail") -> subprocess.CompletedProcess:
    options = ["-f", "allowed_signers", "-I", "mi-runner", "-n", namespace, "-s", "seal.json.sig"]
    with (folder / "seal.json").open("rb") as message:
        return run(tool("ssh-keygen"), "-Y", "verify", *options, cwd=folder, stdin=message)


def test_ssh_keygen_verifies_the_signature(copy, tool):
    said = keygen(tool, copy)

    assert said.returncode == 0, said.stderr
    assert 'Good "mi-runner-trail" signature' in said.stdout


def test_ssh_keygen_rejects_a_changed_seal_and_another_purpose(copy, tool):
    assert keygen(tool, copy, "file").returncode != 0
    (copy / "seal.json").write_bytes((copy / "seal.json").read_bytes() + b" ")
    assert keygen(tool, copy).returncode != 0


def test_a_signature_by_ssh_keygen_is_verified_here(tmp_path, tool):
    """The format is OpenSSH's and not merely ours in both directions."""
    from runner.trail.keys import fingerprint
    from runner.trail.sshsig import verify as verify_signature

    (tmp_path / "message").write_bytes(b"hello")
    run(tool("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", "key", cwd=tmp_path)
    run(tool("ssh-keygen"), "-Y", "sign", "-f", "key", "-n", "mi-runner-trail", "message", cwd=tmp_path)
    blob = verify_signature((tmp_path / "message.sig").read_bytes(), b"hello")

    assert fingerprint(blob) in run(tool("ssh-keygen"), "-l", "-f", "key.pub", cwd=tmp_path).stdout


@pytest.mark.parametrize("name", ["package", "package.zip"])
def test_bagit_and_sha256sum_validate_an_exported_package(made, tmp_path, tool, name):
    pytest.importorskip("bagit")
    export(open_trail(made), tmp_path / name, {"extra.txt": b"hello"})
    folder = tmp_path / "package"
    if name.endswith(".zip"):
        with zipfile.ZipFile(tmp_path / name) as archive:
            archive.extractall(tmp_path)

    assert run(sys.executable, "-m", "bagit", "--validate", str(folder)).returncode == 0
    assert run(tool("sha256sum"), "-c", "manifest-sha256.txt", cwd=folder).returncode == 0
    assert run(tool("sha256sum"), "-c", "tagmanifest-sha256.txt", cwd=folder).returncode == 0
    assert verify(tmp_path / name).intact
    assert verify(folder).checks[0].name == "Package"


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda bag: next((bag / "data").glob("*/pictures/*")).write_bytes(b"x"), "was changed"),
        (lambda bag: next((bag / "data").glob("*/report.html")).unlink(), "report.html is missing"),
        (lambda bag: (bag / "data" / "more").write_bytes(b"x"), "data/more does not belong to the package"),
        (lambda bag: (bag / "bagit.txt").write_bytes(b"BagIt-Version: 0.97\n"), "bagit.txt was changed"),
        (lambda bag: (bag / "bag-info.txt").write_bytes(b"x"), "bag-info.txt was changed"),
        (lambda bag: (bag / "manifest-sha256.txt").unlink(), "manifest-sha256.txt of the package is missing"),
        (lambda bag: (bag / "tagmanifest-sha256.txt").write_bytes(b"x\n"), "line 1 of tagmanifest-sha256.txt"),
    ],
)
def test_a_harmed_package_is_found(made, tmp_path, harm, words):
    export(open_trail(made), tmp_path / "package", {})
    harm(tmp_path / "package")

    check = verify(tmp_path / "package").checks[0]

    assert check.state is State.FAILED
    assert words in "; ".join(check.words)


@pytest.fixture(scope="session")
def authority(tmp_path_factory, tool):
    """A time-stamping authority on loopback, with openssl behind it. Gives its address and its root's file."""
    folder, openssl = tmp_path_factory.mktemp("tsa"), tool("openssl")
    (folder / "tsa.cnf").write_text(TSA_CONFIG)
    (folder / "serial").write_text("01")
    steps = [
        "req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj /CN=Root -days 30 -config tsa.cnf -extensions ca",
        "req -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr -subj /CN=Stamps -config tsa.cnf",
        "x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out tsa.pem -days 30 -extfile tsa.cnf -extensions tsa_ext",
    ]
    for step in steps:
        said = run(openssl, *step.split(), cwd=folder)
        assert said.returncode == 0, said.stderr

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            (folder / "query.tsq").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            run(
                openssl,
                *["ts", "-reply", "-queryfile", "query.tsq", "-out", "reply.tsr", "-config", "tsa.cnf"],
                cwd=folder,
            )
            body = (folder / "reply.tsr").read_bytes()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/tsa", folder / "ca.pem"
        server.shutdown()
        thread.join()


TSA_CONFIG = """
[req]
distinguished_name = dn
prompt = no
[dn]
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[tsa_ext]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
default_tsa = tsa1
[tsa1]
serial = serial
crypto_device = builtin
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""


@pytest.fixture(scope="session")
def stamped(authority, recorded, tmp_path_factory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(stamp.VARIABLE, authority[0])
        return recorded(tmp_path_factory.mktemp("stamped"), acts=0)


def test_openssl_verifies_the_time_stamp(stamped, authority, tool):
    said = run(
        tool("openssl"), "ts", "-verify", "-data", "SHA256SUMS", "-in", "timestamp.tsr", "-CAfile", str(authority[1]),
        cwd=stamped,
    )  # fmt: skip

    assert said.returncode == 0, said.stderr


def test_the_time_stamp_is_compared_with_the_roots_that_are_given(stamped, authority, tmp_path, tool):
    def check(roots):
        return next(one for one in verify(stamped, Trust(roots=roots)).checks if one.name == "Time-stamp")

    assert check(authority[1]).state is State.OK
    assert check(None).state is State.NOTE
    assert "give --tsa-roots" in check(None).words[0]
    said = run(
        tool("openssl"), *["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "k", "-out", "other.pem", "-subj", "/CN=Other", "-days", "3"],
        cwd=tmp_path,
    )  # fmt: skip
    assert said.returncode == 0
    assert check(tmp_path / "other.pem").state is State.FAILED
    assert check(tmp_path / "k").state is State.FAILED


def test_a_wanted_time_stamp_that_is_not_there_fails(made, authority):
    assert not verify(made, Trust(roots=authority[1])).intact


def test_a_silent_authority_leaves_a_sealed_trail_that_says_so(recorded, tmp_path, monkeypatch):
    monkeypatch.setenv(stamp.VARIABLE, "http://user:pa55@127.0.0.1:9/tsa?token=pa55")

    folder = recorded(tmp_path, acts=0)

    assert "did not stamp: it cannot be reached" in verify(folder).checks[-1].words[0]
    assert verify(folder).intact
    assert "127.0.0.1:9/tsa" in (folder / "seal.json").read_text("utf-8")
    assert "pa55" not in (folder / "seal.json").read_text("utf-8")


@pytest.fixture(scope="session")
def document(made, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "report.pdf"
    page = "<title>x</title><h1>Report of a run</h1>"
    path.write_bytes(apart(lambda: sign(asyncio.run(print_pdf(page, Settings(headed=False))), made.name)))
    return path


def test_an_ordinary_reader_validates_the_signature_of_the_pdf(document, tool):
    said = run(tool("pdfsig"), str(document)).stdout

    assert "Signature Validation: Signature is Valid." in said
    assert "ETSI.CAdES.detached" in said
    assert "Total document signed" in said
    assert "Report of a run" in run(tool("pdftotext"), str(document), "-").stdout


def test_pyhanko_validates_the_pdf_and_sees_a_change(document, own_keys):
    from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
    from pyhanko.keys import load_cert_from_pemder
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    identity = pkcs12.load_pkcs12((own_keys / SIGNER_NAME).read_bytes(), None)
    own = document.with_name("own.pem")
    own.write_bytes(identity.cert.certificate.public_bytes(Encoding.PEM))

    def status(path):
        with path.open("rb") as file:
            context = ValidationContext(trust_roots=[load_cert_from_pemder(str(own))])
            signature = PdfFileReader(file).embedded_signatures[0]
            return apart(lambda: validate_pdf_signature(signature, context))

    assert status(document).bottom_line
    changed = document.with_name("changed.pdf")
    whole = document.read_bytes()
    changed.write_bytes(whole.replace(b"/Producer", b"/Xroducer", 1))
    assert changed.read_bytes() != whole
    assert not status(changed).intact


def test_the_armour_is_openssh_s(copy):
    lines = (copy / "seal.json.sig").read_text("ascii").splitlines()

    assert (lines[0], lines[-1]) == ("-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----")
    assert base64.b64decode("".join(lines[1:-1]))[:6] == b"SSHSIG"
