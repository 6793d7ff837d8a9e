"""A certificate authority for tests, and what it signs."""

import datetime
import ipaddress

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

DAY = datetime.timedelta(days=1)


class Authority:
    """Writes PEM files into `folder`: its own certificate, and certificates with their keys."""

    def __init__(self, folder, name="Test CA"):
        self.folder = folder
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = subject(name)
        self.certificate = self.sign(self.name, self.key.public_key(), [], ca=True)
        self.path = folder / f"{name.lower().replace(' ', '-')}.pem"
        self.path.write_bytes(pem(self.certificate))

    def sign(self, name, key, names, ca=False, days=30, crl=None):
        now = datetime.datetime.now(datetime.timezone.utc)
        end = now + DAY * days
        builder = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(self.name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(min(now, end) - DAY)
            .not_valid_after(end)
            .add_extension(x509.BasicConstraints(ca, None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False)
        )
        if names:
            builder = builder.add_extension(x509.SubjectAlternativeName([alternative(n) for n in names]), critical=False)
        if not ca:
            usages = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
            builder = builder.add_extension(x509.ExtendedKeyUsage(usages), critical=False)
        if crl:
            point = x509.DistributionPoint([x509.UniformResourceIdentifier(crl)], None, None, None)
            builder = builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)
        return builder.sign(self.key, hashes.SHA256())

    def issue(self, name, names=("localhost", "127.0.0.1"), days=30, password=None, crl=None):
        """`(certificate, key)`: the paths of two files."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self.sign(subject(name), key.public_key(), names, days=days, crl=crl)
        encryption = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
        files = self.folder / f"{name}.crt", self.folder / f"{name}.key"
        files[0].write_bytes(pem(certificate))
        files[1].write_bytes(
            key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption)
        )
        return files


def subject(name):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def alternative(name):
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM)
