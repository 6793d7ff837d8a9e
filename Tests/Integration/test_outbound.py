"""Whom the server asks: documents that lead elsewhere lead nowhere, and TLS is trusted only where it should be."""

import base64
import datetime
import ipaddress
import json
import ssl
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from forge import Server, call, exchange, get, hello

# A token whose signature nobody can check without the keys: header {"alg":"ES256","kid":"k"}.
HEADER = "eyJhbGciOiJFUzI1NiIsImtpZCI6ImsifQ"


class Site:
    """A server of documents by path, which counts who came."""

    def __init__(self, context=None):
        self.documents, self.paths = {}, []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                site.paths.append(self.path)
                status, fields, body = site.documents.get(self.path, (404, {}, b""))
                self.send_response(status)
                for name, value in (fields | {"Content-Length": len(body)}).items():
                    self.send_header(name, str(value))
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        if context:
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.url = f"{'https' if context else 'http'}://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def publish(self, path, document, status=200, fields=None):
        self.documents[path] = (status, fields or {}, json.dumps(document).encode())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def configuration(issuer, more="", top=""):
    return f"""{top}
    [middleware.jwt]
    enabled = true
    [middleware.jwt.validation]
    strategy = "local"
    [middleware.jwt.validation.local]
    issuer = "{issuer}"
    audience = "mcp"
    [oauth_authorization_server]
    enabled = true
    issuer_uri = "{issuer}"
    {more}
    """


def token(issuer):
    claims = json.dumps({"iss": issuer, "aud": "mcp", "sub": "a", "exp": 4102444800}).encode()
    return f"{HEADER}.{base64.urlsafe_b64encode(claims).rstrip(b'=').decode()}.{'A' * 86}"


def ask_with_token(server, issuer):
    return call(server, hello(), headers={"Authorization": f"Bearer {token(issuer)}"})


@contextmanager
def running(binary, folder, text):
    with Server(binary, config=text, folder=folder) as server:
        yield server
        assert server.alive


@pytest.mark.parametrize(
    ("host", "listed"),
    [
        ("127.0.0.1", None),
        ("localhost", None),
        ("localhost", "localhost"),
        ("localhost", "*.localhost"),
        ("127.1", "127.1"),
        ("2130706433", "2130706433"),
        ("0", "0"),
        ("[::1]", "*.example.com"),
        ("[::ffff:127.0.0.1]", None),
    ],
)
def test_keys_that_a_document_puts_elsewhere_are_not_fetched(binary, tmp_path, host, listed):
    with Site() as issuer, Site() as canary:
        canary.publish("/keys", {"keys": []})
        metadata = {"issuer": issuer.url, "jwks_uri": f"http://{host}:{canary.port}/keys"}
        issuer.publish("/.well-known/openid-configuration", metadata)
        names = [f"127.0.0.1:{issuer.port}", *([listed] if listed else [])]
        text = configuration(issuer.url, top=f"oauth_whitelist_domains = {json.dumps(names)}")
        with running(binary, tmp_path, text) as server:
            answer = ask_with_token(server, issuer.url)
            assert answer.status == 503
            assert b"127.0.0.1" not in answer.body and b"keys" not in answer.body
    assert issuer.paths == ["/.well-known/openid-configuration"]
    assert canary.paths == []


def test_keys_that_a_document_puts_on_its_own_host_are_fetched(binary, tmp_path):
    with Site() as issuer:
        issuer.publish("/.well-known/openid-configuration", {"issuer": issuer.url, "jwks_uri": f"{issuer.url}/keys"})
        issuer.publish("/keys", {"keys": []})
        with running(binary, tmp_path, configuration(issuer.url)) as server:
            assert ask_with_token(server, issuer.url).status == 503
    assert issuer.paths == ["/.well-known/openid-configuration", "/keys"]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_leads_nowhere(binary, tmp_path, status):
    with Site() as issuer, Site() as canary:
        target = f"{canary.url}/.well-known/openid-configuration"
        canary.publish("/.well-known/openid-configuration", {"issuer": issuer.url})
        issuer.publish("/.well-known/openid-configuration", {"secret": "of the issuer"}, status, {"Location": target})
        with running(binary, tmp_path, configuration(issuer.url)) as server:
            data = get("/.well-known/oauth-authorization-server", server.host)
            answer = exchange(server.port, data, expect=1, patience=15).responses[0]
    assert (answer.status, json.loads(answer.body)) == (502, {"detail": "Error fetching OpenID config"})
    assert canary.paths == []


def test_a_document_without_end_is_cut_off(binary, tmp_path):
    with Site() as issuer:
        issuer.publish("/.well-known/openid-configuration", {"issuer": issuer.url, "more": "x" * (1 << 20)})
        with running(binary, tmp_path, configuration(issuer.url)) as server:
            data = get("/.well-known/oauth-authorization-server", server.host)
            assert exchange(server.port, data, expect=1, patience=15).responses[0].status == 502


def test_proxies_of_the_environment_are_not_used(binary, tmp_path):
    with Site() as issuer, Site() as proxy:
        issuer.publish("/.well-known/openid-configuration", {"issuer": issuer.url})
        names = ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")
        environment = {name: proxy.url for name in names} | {"NO_PROXY": "", "no_proxy": ""}
        text = configuration(issuer.url)
        with Server(binary, config=text, folder=tmp_path, environment=environment) as server:
            data = get("/.well-known/openid-configuration", server.host)
            assert exchange(server.port, data, expect=1, patience=15).responses[0].status == 200
    assert proxy.paths == []


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for 127.0.0.1 that vouches for itself: its file, and a server's context."""
    folder = tmp_path_factory.mktemp("certificate")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "issuer")])
    now = datetime.datetime.now(datetime.UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "certificate.pem"
    file.write_bytes(built.public_bytes(serialization.Encoding.PEM))
    secret = folder / "key.pem"
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, secret)
    return file, context


@pytest.mark.parametrize("trusted", [False, True])
def test_only_certificates_that_are_vouched_for_are_trusted(binary, tmp_path, certificate, trusted):
    file, context = certificate
    with Site(context) as issuer:
        issuer.publish("/.well-known/openid-configuration", {"issuer": issuer.url})
        more = f'[outbound]\nca_file = "{file}"' if trusted else ""
        with running(binary, tmp_path, configuration(issuer.url, more)) as server:
            data = get("/.well-known/openid-configuration", server.host)
            answer = exchange(server.port, data, expect=1, patience=15).responses[0]
            assert answer.status == (200 if trusted else 502)
    assert issuer.paths == (["/.well-known/openid-configuration"] if trusted else [])
