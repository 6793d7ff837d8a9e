"""An OpenID provider on loopback: idpyoidc behind Flask, with dynamic registration, scopes of one's own, and tokens whose
audience is the `resource` that was asked for (RFC 8707).

usage: idpyoidc_server.py PORT FOLDER. User alice / alice-pass-1; clients mcp / mcp-secret-0123456789 (redirect URIs in
REDIRECT, separated by blanks) and whatever registers. SCOPES: what clients may ask for beside OpenID's. AUD: the
audience where no resource is asked for.
"""

import json
import logging
import os
import secrets
import sys

from flask import Flask, make_response, redirect, request
from idpyoidc.message.oauth2 import ResponseMessage
from idpyoidc.message.oidc import AccessTokenRequest, AuthorizationRequest
from idpyoidc.server import Server
from idpyoidc.server.configure import OPConfiguration
from idpyoidc.server.oidc.token import Token
from idpyoidc.server.token.jwt_token import JWTToken

port, folder = int(sys.argv[1]), sys.argv[2]
issuer = os.environ.get("ISSUER", f"http://127.0.0.1:{port}")
audience = os.environ.get("AUD", "https://mcp.test")
scopes = ["openid", "profile", "email", "offline_access", *os.environ.get("SCOPES", "").split()]
methods = ["client_secret_basic", "client_secret_post", "none"]


def endpoint(path, name, **arguments):
    return {"path": path, "class": "idpyoidc.server." + name, "kwargs": arguments}


def crypt():
    keys = [{"type": "OCT", "use": ["enc"], "kid": "password"}, {"type": "OCT", "use": ["enc"], "kid": "salt"}]
    return {"kwargs": {"keys": {"key_defs": keys}, "iterations": 1}}


def helper(name, kind):
    return {"class": f"idpyoidc.server.oidc.token_helper.{name}.{kind}"}


class AccessToken(JWTToken):
    """A token for the resource that its grant was asked for."""

    def load_custom_claims(self, payload=None):
        asked = None
        try:
            grant = op.get_context().session_manager.get_session_info(payload["sid"], grant=True)["grant"]
            asked = grant.authorization_request.get("resource")
        except (KeyError, AttributeError):
            pass
        payload["aud"] = ([asked] if isinstance(asked, str) else asked) or [audience]
        return payload


configuration = {
    "issuer": issuer,
    "entity_id": issuer,
    "base_url": issuer,
    "httpc_params": {"verify": False},
    "preference": {
        "subject_types_supported": ["public"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
    },
    "cookie_handler": {
        "class": "idpyoidc.server.cookie_handler.CookieHandler",
        "kwargs": {
            "keys": {
                "key_defs": [
                    {"type": "oct", "kid": "sig", "use": ["sig"]},
                    {"type": "oct", "kid": "enc", "use": ["enc"]},
                ]
            },
            "name": {"session": "op", "register": "op_rp", "session_management": "sman"},
        },
    },
    "keys": {
        "uri_path": "jwks",
        "key_defs": [{"type": "RSA", "use": ["sig"]}, {"type": "EC", "crv": "P-256", "use": ["sig"]}],
    },
    "endpoint": {
        "provider_info": endpoint(
            ".well-known/openid-configuration", "oidc.provider_config.ProviderConfiguration", client_authn_method=None
        ),
        "authorization": endpoint(
            "authorization",
            "oidc.authorization.Authorization",
            client_authn_method=None,
            response_types_supported=["code"],
            response_modes_supported=["query"],
        ),
        "token": endpoint(
            "token",
            "oidc.token.Token",
            client_authn_method=methods,
            grant_types_helpers={
                "authorization_code": helper("access_token", "AccessTokenHelper"),
                "refresh_token": helper("refresh_token", "RefreshTokenHelper"),
            },
        ),
        "introspection": endpoint(
            "introspection", "oauth2.introspection.Introspection", client_authn_method=["client_secret_basic"]
        ),
        "userinfo": endpoint(
            "userinfo", "oidc.userinfo.UserInfo", claim_types_supported=["normal"], client_authn_method=["bearer_header"]
        ),
    },
    "add_on": {
        "pkce": {
            "function": "idpyoidc.server.oauth2.add_on.pkce.add_support",
            "kwargs": {"essential": True, "code_challenge_methods": {"S256": {}}},
        }
    },
    "authz": {
        "class": "idpyoidc.server.authz.AuthzHandling",
        "kwargs": {
            "grant_config": {
                "expires_in": 43200,
                "usage_rules": {
                    "authorization_code": {
                        "supports_minting": ["access_token", "refresh_token", "id_token"],
                        "max_usage": 1,
                        "expires_in": 300,
                    },
                    "access_token": {"expires_in": int(os.environ.get("AT_TTL", "600"))},
                    "refresh_token": {
                        "supports_minting": ["access_token", "refresh_token", "id_token"],
                        "expires_in": 43200,
                    },
                },
            }
        },
    },
    "authentication": {
        "user": {
            "acr": "urn:oasis:names:tc:SAML:2.0:ac:classes:InternetProtocolPassword",
            "class": "idpyoidc.server.user_authn.user.UserPassJinja2",
            "kwargs": {
                "verify_endpoint": "verify/user",
                "template": "login.html",
                "db": {"class": "idpyoidc.server.util.JSONDictDB", "kwargs": {"filename": "passwd.json"}},
                "page_header": "Log in",
                "submit_btn": "Log in",
                "user_label": "User",
                "passwd_label": "Password",
            },
        }
    },
    "template_dir": "templates",
    "token_handler_args": {
        "jwks_def": {
            "private_path": "private/token_jwks.json",
            "read_only": False,
            "key_defs": [{"type": "oct", "bytes": 24, "use": ["enc"], "kid": "code"}],
        },
        "code": {"lifetime": 600, "kwargs": {"crypt_conf": crypt()}},
        "token": {"class": "__main__.AccessToken", "kwargs": {"lifetime": 600, "add_claims_by_scope": True, "aud": [audience]}},
        "refresh": {
            "class": "idpyoidc.server.token.jwt_token.JWTToken",
            "kwargs": {"lifetime": 86400, "aud": [issuer]},
        },
        "id_token": {"class": "idpyoidc.server.token.id_token.IDToken", "kwargs": {"base_claims": {"email": None}}},
    },
    "scopes_to_claims": {scope: ["sub"] if scope == "openid" else [] for scope in scopes} | {"email": ["email"]},
    "session_params": {"encrypter": crypt()},
    "claims_interface": {"class": "idpyoidc.server.session.claims.ClaimsInterface", "kwargs": {}},
    "userinfo": {"class": "idpyoidc.server.user_info.UserInfo", "kwargs": {"db_file": "users.json"}},
}

os.chdir(folder)
os.makedirs("templates", exist_ok=True)
os.makedirs("private", exist_ok=True)
for name, content in {
    "passwd.json": json.dumps({"alice": "alice-pass-1"}),
    "users.json": json.dumps({"alice": {"name": "Alice", "email": "alice@example.com", "groups": ["admins"]}}),
    "templates/login.html": '<form method="post" action="{{ action }}"><input type="hidden" name="token" '
    'value="{{ token }}"><input name="username"><input type="password" name="password"><button>Log in</button></form>',
}.items():
    with open(name, "w") as file:
        file.write(content)

op = Server(OPConfiguration(configuration, base_path=folder), cwd=folder)
context = op.get_context()


def admit(client, secret, redirects, method):
    context.cdb[client] = {
        "client_id": client,
        "client_secret": secret,
        "client_salt": "salt",
        "redirect_uris": [(uri, {}) for uri in redirects],
        "token_endpoint_auth_method": method,
        "response_types": ["code"],
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "allowed_scopes": scopes,
    }
    op.keyjar.add_symmetric(client, secret)


admit(
    "mcp",
    "mcp-secret-0123456789",
    os.environ.get("REDIRECT", "http://127.0.0.1:18080/callback").split(),
    "client_secret_basic",
)
app = Flask(__name__)
logging.getLogger("werkzeug").setLevel(logging.WARNING)


def respond(endpoint, arguments):
    if isinstance(arguments, ResponseMessage) and "error" in arguments:
        return make_response(arguments.to_json(), 400, {"content-type": "application/json"})
    if "redirect_location" in arguments:
        return redirect(arguments["redirect_location"], 303)
    if "http_response" in arguments:
        return make_response(arguments["http_response"])
    answer = endpoint.do_response(**arguments)
    if answer.get("response_placement", endpoint.response_placement) == "body":
        response = make_response(answer["response"], 400 if arguments.get("error") else 200)
    else:
        response = redirect(answer["response"], 303)
    for name, value in answer["http_headers"]:
        response.headers[name] = value
    return response


def serve(name):
    endpoint = op.get_endpoint(name)
    headers = {k.lower(): v for k, v in request.headers.items() if k.lower() not in ("cookie", "user-agent")}
    info = {"headers": headers, "method": request.method, "url": request.url, "cookie": []}
    arguments = request.args.to_dict() if request.method == "GET" else request.form.to_dict()
    if name == "authorization" and "openid" not in arguments.get("scope", "").split():
        # Clients of OAuth do not ask for an ID token, and this provider insists on giving one.
        arguments["scope"] = f"openid {arguments.get('scope', '')}".strip()
    try:
        query = endpoint.parse_request(arguments, http_info=info)
        if isinstance(query, ResponseMessage) and "error" in query:
            return make_response(query.to_json(), 400, {"content-type": "application/json"})
        if isinstance(endpoint, Token) and query.get("grant_type") == "authorization_code":
            query = AccessTokenRequest(**query)
        return respond(endpoint, endpoint.process_request(query, http_info=info))
    except Exception as failure:
        app.logger.exception("endpoint %s", name)
        error = {"error": "invalid_request", "error_description": str(failure)[:200]}
        return make_response(json.dumps(error), 400, {"content-type": "application/json"})


for name in ("authorization", "token", "introspection", "userinfo"):
    app.add_url_rule("/" + name, name, lambda name=name: serve(name), methods=["GET", "POST"])


@app.get("/.well-known/openid-configuration")
@app.get("/.well-known/oauth-authorization-server")
def metadata():
    document = json.loads(serve("provider_config").get_data())
    document |= {
        "registration_endpoint": issuer + "/registration",
        "scopes_supported": scopes,
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": methods,
    }
    return document


@app.get("/jwks")
def jwks():
    return op.keyjar.export_jwks()


@app.post("/registration")
def register():
    """RFC 7591, as much as clients of the Model Context Protocol need."""
    asked = request.get_json()
    client, secret = secrets.token_urlsafe(12), secrets.token_urlsafe(24)
    method = asked.get("token_endpoint_auth_method") or "client_secret_basic"
    admit(client, secret, asked["redirect_uris"], method)
    answer = asked | {"client_id": client, "token_endpoint_auth_method": method}
    return (answer if method == "none" else answer | {"client_secret": secret}), 201


@app.post("/verify/user")
def verify():
    method = context.authn_broker.get_method_by_id("user")
    form = request.form.to_dict()
    user = method.verify(**form)
    if not user:
        return make_response("Authentication failed", 403)
    token = method.unpack_token(form["token"])
    asked = AuthorizationRequest().from_urlencoded(token["query"])
    endpoint = op.get_endpoint("authorization")
    session = endpoint.create_session(asked, user, token["authn_class_ref"], token["iat"], method)
    return respond(endpoint, endpoint.authz_part2(request=asked, session_id=session))


app.run("127.0.0.1", port, threaded=False)
