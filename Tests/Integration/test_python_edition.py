"""The file that the Python edition ships, as its users bring it along: what it says about tokens holds."""

import pathlib
import re
import textwrap

import pytest

from forge import call, hello, tool, until
from issuer import Issuer, Key

SOURCE = pathlib.Path(__file__).parent.parent / "AppTests" / "Configuration" / "PythonEdition.swift"
PLACES = {
    "https://keys.example.com/realms/r/protocol/openid-connect/certs": "ISSUER/keys",
    '"https://keys.example.com/"': '"ISSUER"',
    '"keys.example.com"': '"127.0.0.1"',
}
GOOD = {"email": "ana@yourdomain.com", "scope": "openid", "permissions": ["tool:user"]}


def shipped(issuer):
    """The file of the unit tests, with another issuer; everything else stays."""
    text = textwrap.dedent(re.search(r'"""\n(.*?)\n *"""', SOURCE.read_text(), re.DOTALL)[1])
    for there, here in PLACES.items():
        assert there in text
        text = text.replace(there, here.replace("ISSUER", issuer.name))
    return text


@pytest.fixture(scope="module")
def issuer():
    with Issuer(audience="some-client") as issuer:
        issuer.published = [Key("one")]
        yield issuer


@pytest.fixture
def server(start, issuer):
    return start(shipped(issuer), waiting=False)


def bearer(issuer, **claims):
    return {"Authorization": f"Bearer {issuer.published[0].token(issuer.claims(**(GOOD | claims)))}"}


def test_a_token_that_meets_its_condition_is_admitted(server, issuer):
    answer = call(server, hello(), headers=bearer(issuer))
    assert answer.status == 200 and "Hello, Ada" in answer.body.decode()


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ({"email": "ana@elsewhere.com"}, 403), ({"email": "ana@notyourdomain.com"}, 403), ({"email": None}, 403),
        ({"email": ["ana@yourdomain.com"]}, 403), ({"aud": "other-client"}, 401), ({"life": -120}, 401),
        ({"iss": "https://keys.example.com/"}, 401), ({"permissions": []}, 403),
    ],
)
def test_one_that_does_not_is_refused(server, issuer, claims, status):
    refused = call(server, hello(), headers=bearer(issuer, **claims))
    assert refused.status == status and "Hello" not in refused.body.decode()
    # A failed condition is nothing that another scope would help.
    assert ("insufficient_scope" in refused.headers.get("www-authenticate", "")) == ("permissions" in claims)
    assert call(server, hello(), headers=bearer(issuer)).status == 200


def test_nobody_without_a_token_calls(server):
    assert call(server, hello()).status == 401


def test_the_keys_in_the_wrong_tables_are_named_and_hold(server, issuer):
    assert until(lambda: all(server.says(f"'{key}' stands in the wrong table") for key in (
        "jwt_exposed_claims", "whitelist_domains", "oauth_whitelist_domains",
    )))
    whoami = call(server, tool("whoami"), headers=bearer(issuer, permissions=["tool:admin"]))
    assert whoami.status == 200 and "ana@yourdomain.com" in whoami.body.decode(), "all claims are exposed"


def test_a_key_that_its_list_of_hosts_leaves_out_is_not_fetched(start, issuer):
    text = shipped(issuer).replace('whitelist_domains = ["127.0.0.1"]', 'whitelist_domains = ["elsewhere.example"]')
    asked = issuer.asked
    server = start(text, waiting=False)
    assert call(server, hello(), headers=bearer(issuer)).status == 503
    assert issuer.asked == asked
