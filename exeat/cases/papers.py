"""The whole file of a case as one PDF: texts printed, everything else lying inside, the whole sealed for a court."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

import weasyprint
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID
from weasyprint.urls import URLFetcherResponse

from exeat.permits import installed
from exeat.permits.sheet import Closed

if TYPE_CHECKING:
    from exeat_seal import SigningKey

IMAGES = frozenset({"image/jpeg", "image/png"})
FIELD = "Seal"


@dataclass(frozen=True)
class Enclosed:
    """A file that lies inside the PDF as it was handed in."""

    name: str
    content: bytes


class WithPictures(Closed):
    """Lets the drawing library have our fonts and the pictures of this file, and nothing else."""

    def __init__(self, pictures: Mapping[str, tuple[str, bytes]]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library has no types
        self.pictures = pictures

    def fetch(self, url: str, headers: Any = None) -> Any:
        """A picture of the file, a font of ours, or a refusal."""
        if url in self.pictures:
            kind, content = self.pictures[url]
            return URLFetcherResponse(url, content, {"Content-Type": kind})  # type: ignore[no-untyped-call]  # untyped
        return super().fetch(url, headers)


def drawn(html: str, pictures: Mapping[str, tuple[str, bytes]], enclosed: Sequence[Enclosed]) -> bytes:
    """The tagged PDF (PDF/UA-1) of a page, with its pictures, and with the files that lie inside it."""
    document: Any = weasyprint.HTML  # the library has no types
    enclosure: Any = weasyprint.Attachment
    attachments = [enclosure(string=one.content, name=one.name) for one in enclosed]
    fetcher: Any = WithPictures(pictures)
    return cast(
        bytes, document(string=html, url_fetcher=fetcher).write_pdf(attachments=attachments, pdf_variant="pdf/ua-1")
    )


def sealed(pdf: bytes, *, at: datetime) -> bytes:
    """The PDF with a PAdES seal of this installation. Raises keyring.NoKey where there is none to seal with."""
    from asn1crypto import keys
    from asn1crypto import x509 as certificates
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    key = installed.signing_key(at=at)
    load_certificate: Any = certificates.Certificate.load  # the libraries have no types
    load_key: Any = keys.PrivateKeyInfo.load
    store: Any = SimpleCertificateStore
    secret = key.private.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    certificate = load_certificate(certificate_of(key, at=at).public_bytes(serialization.Encoding.DER))
    signer = signers.SimpleSigner(signing_cert=certificate, signing_key=load_key(secret), cert_registry=store())
    about = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, name="Exeat"
    )
    out = signers.PdfSigner(about, signer=signer).sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)))
    return cast(bytes, out.getvalue())


def certificate_of(key: SigningKey, *, at: datetime) -> x509.Certificate:
    """A certificate that the key gives itself; whoever has the list of keys holds its public part against it."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Exeat {key.key_id}")])
    begin = key.public.not_before or at.astimezone(UTC) - timedelta(days=1)
    end = key.public.not_after or at.astimezone(UTC) + timedelta(days=400)
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    builder = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.private.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(begin).not_valid_after(end)
        .add_extension(usage, critical=True)
    )  # fmt: skip
    return builder.sign(key.private, hashes.SHA256())
