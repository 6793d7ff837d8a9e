"""Envoy, which a mesh like Istio drives, checks the tokens before the server sees a request (jwt_authn)."""

import base64
import json
import time

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from forge import Server, connect, hello, post, receive, tool
from proxies import cluster, envoy, free_port, listener, running

ISSUER = "https://login.example.com/realms/mcp"
AUDIENCE = "https://mcp.example.com"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)

EXTERNAL = """
[server.transport.http]
trusted_proxies = ["127.0.0.1"]

[middleware.jwt]
enabled = true

[middleware.jwt.validation]
strategy = "external"
forwarded_header = "X-Validated-Jwt"
"""


def keys():
    key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
    return json.dumps({"keys": [key | {"kid": "one", "use": "sig", "alg": "RS256"}]})


def token(**claims):
    """As Keycloak fills it: roles in realm_access, scopes in one text."""
    now = int(time.time())
    usual = {
        "iss": ISSUER,
        "aud": [AUDIENCE, "account"],
        "sub": "0b7d7e1e-8f5d-4d3e-9a39-4f1c7d0c1a11",
        "typ": "Bearer",
        "azp": "claude",
        "scope": "openid profile tool:user",
        "realm_access": {"roles": ["offline_access"]},
        "preferred_username": "ada",
        "iat": now,
        "exp": now + 300,
    }
    return jwt.encode(usual | claims, KEY, "RS256", headers={"kid": "one"})


def guard():
    """What RequestAuthentication and the AuthorizationPolicy of the claims become in a sidecar."""
    provider = {
        "issuer": ISSUER,
        "audiences": [AUDIENCE],
        "forward": True,
        "forward_payload_header": "x-validated-jwt",
        "remote_jwks": {"http_uri": {"uri": "http://keys/keys", "cluster": "keys", "timeout": "2s"}},
    }
    rules = [
        {"match": {"path": "/health"}},
        {"match": {"prefix": "/"}, "requires": {"provider_name": "login"}},
    ]
    kind = "type.googleapis.com/envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication"
    return {
        "name": "envoy.filters.http.jwt_authn",
        "typed_config": {"@type": kind, "providers": {"login": provider}, "rules": rules},
    }


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    """Starts an Envoy with the guard in front of a port."""
    started = []

    def start(upstream):
        issuer = listener({"/keys": keys()})
        server = issuer.__enter__()
        folder = tmp_path_factory.mktemp("envoy")
        port = free_port()
        clusters = [cluster("forge", [upstream]), cluster("keys", [server.server_port])]
        proxy = running(envoy(folder, port, filters=[guard()], clusters=clusters), port, folder)
        proxy.__enter__()
        started.extend([issuer, proxy])
        return port

    yield start
    for each in reversed(started):
        each.__exit__(None, None, None)


def call(port, authorization=None, headers=None, message=None):
    data = post(message or hello(), f"127.0.0.1:{port}", {"Authorization": authorization} | (headers or {}))
    with connect(port) as connection:
        connection.sendall(data)
        return receive(connection, data, expect=1, patience=5).final


@pytest.fixture(scope="module")
def forge(binary, guarded):
    with Server(binary) as server:
        yield guarded(server.port)


def test_a_good_token_passes(forge):
    answer = call(forge, f"Bearer {token()}")
    assert answer.status == 200 and "Hello, Ada" in answer.body.decode()


@pytest.mark.parametrize(
    ("authorization", "status"),
    [
        (None, 401),
        ("Bearer nonsense", 401),
        (f"Bearer {token(exp=int(time.time()) - 3600)}", 401),
        (f"Bearer {token(iss='https://evil.example.com')}", 401),
        (f"Bearer {token(aud='another')}", 403),
    ],
    ids=["none", "nonsense", "expired", "issuer", "audience"],
)
def test_a_bad_token_does_not(forge, authorization, status):
    assert call(forge, authorization).status == status


def test_the_server_knows_whom_envoy_let_in(binary, guarded, tmp_path):
    with Server(binary, config=EXTERNAL, folder=tmp_path) as server:
        port = guarded(server.port)
        message = tool("whoami")
        answer = call(port, f"Bearer {token(scope='tool:admin')}", message=message)
        assert answer.status == 200 and '"preferred_username":"ada"' in answer.body.decode().replace("\\", "")
        assert call(port, f"Bearer {token()}", message=message).status == 403
        assert call(port, f"Bearer {token()}").status == 200
        assert call(server.port, f"Bearer {token()}").status == 401


def test_health_is_open(forge):
    with connect(forge) as connection:
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert receive(connection, expect=1, patience=5).final.status == 200


def test_the_claims_arrive_and_those_of_the_client_do_not(guarded):
    with listener() as upstream:
        port = guarded(upstream.server_port)
        call(port, f"Bearer {token()}", {"X-Validated-Jwt": "forged"})
        header = upstream.seen[-1]["x-validated-jwt"]
    claims = json.loads(base64.urlsafe_b64decode(header + "=" * (-len(header) % 4)))
    assert claims["preferred_username"] == "ada" and claims["realm_access"] == {"roles": ["offline_access"]}
    assert "=" not in header
