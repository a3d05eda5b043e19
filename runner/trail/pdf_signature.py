"""Sign a PDF of the report as PAdES, by pyHanko. Needs the extra ``evidence``.

The certificate is made on first use, for this user only: a reader shows the document as unchanged since it was signed,
and the signer as one it does not know until its owner tells it to.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from runner.errors import UsageError
from runner.trail.keys import create_private, folder

SIGNER_NAME: Final = "pdf_signer.p12"


def sign(document: bytes, name: str) -> bytes:
    """Sign a PDF as PAdES baseline B, with the user's own certificate.

    Raises:
        UsageError: the extra is not installed.
    """
    try:
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign import signers
        from pyhanko.sign.fields import SigSeedSubFilter
    except ImportError:
        raise UsageError("A signed PDF needs the extra: pip install 'mi-runner[evidence]'.") from None
    meta = signers.PdfSignatureMetadata(
        field_name="Trail", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, reason=f"Report of {name}",
    )  # fmt: skip
    out = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(document))
    signers.sign_pdf(writer, meta, signer=_signer(), output=out)
    return out.getvalue()


def _signer() -> Any:
    from pyhanko.sign import signers

    path = folder() / SIGNER_NAME
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        create_private(path, _new_identity())
    signer = signers.SimpleSigner.load_pkcs12(path)  # type: ignore[no-untyped-call]
    if signer is None:
        raise UsageError(f"{path} cannot be read. Move it away, and a new one is made.")
    return signer


def _new_identity() -> bytes:
    """An RSA key and its certificate: readers of PDF know RSA, and few of them Ed25519."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
    from cryptography.x509.oid import NameOID

    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mi-runner trail")])
    now = datetime.now(UTC)
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=3650))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(b"mi-runner", key, certificate, None, NoEncryption())
