"""An identity provider to play with, and for nothing else: its keys live as long as the process, its password is here.

User ada / play. Client `play` with the secret play-secret-0123456789 (codes, refresh, client credentials); others
register themselves. Access tokens are JWTs for AUDIENCE.
"""

import json
import logging
import os
import pathlib
import re
from secrets import token_urlsafe

from flask import Flask, jsonify, make_response, redirect, request
from idpyoidc.message.oauth2 import ResponseMessage
from idpyoidc.message.oidc import AccessTokenRequest, AuthorizationRequest
from idpyoidc.server import Server
from idpyoidc.server.configure import OPConfiguration
from idpyoidc.server.oidc.token import Token

ISSUER = os.environ.get("ISSUER", "http://localhost:9000")
AUDIENCE = os.environ.get("AUDIENCE", "http://localhost:8080/mcp")
PORT = int(os.environ.get("PORT", "9000"))
STATE = pathlib.Path(os.environ.get("STATE", "identity-state"))
SCOPES = ["openid", "profile", "email", "offline_access", "tool:user", "tool:admin"]
GRANTS = ["authorization_code", "refresh_token", "client_credentials"]
LOGIN = """<!doctype html><title>Log in</title><form method="post" action="{{ action }}">
<input type="hidden" name="token" value="{{ token }}"><label>{{ user_label }} <input name="username" value="ada"></label>
<label>{{ passwd_label }} <input type="password" name="password"></label><button>{{ submit_btn }}</button></form>"""


def of(path, **settings):
    return {"class": f"idpyoidc.server.{path}", "kwargs": settings}


def endpoint(url, path, **settings):
    return {"path": url} | of(path, **settings)


def encrypter():
    keys = [{"type": "OCT", "use": ["enc"], "kid": kid} for kid in ("password", "salt")]
    return {"kwargs": {"keys": {"key_defs": keys}, "iterations": 1}}


def settings():
    secret = ["client_secret_basic", "client_secret_post", "none"]
    helpers = "oidc.token_helper"
    tokens = {
        "authorization_code": of(f"{helpers}.access_token.AccessTokenHelper"),
        "refresh_token": of(f"{helpers}.refresh_token.RefreshTokenHelper"),
        "client_credentials": of("oauth2.token_helper.client_credentials.ClientCredentials"),
    }
    usage = {
        "authorization_code": {"supports_minting": ["access_token", "refresh_token", "id_token"], "max_usage": 1},
        "access_token": {"expires_in": 600},
        "refresh_token": {"supports_minting": ["access_token", "refresh_token", "id_token"], "expires_in": 43200},
    }
    user = {
        "verify_endpoint": "verify/user",
        "template": "login.html",
        "db": {"class": "idpyoidc.server.util.JSONDictDB", "kwargs": {"filename": "passwords.json"}},
        "page_header": "Log in",
        "submit_btn": "Log in",
        "user_label": "User",
        "passwd_label": "Password",
    }
    password = "urn:oasis:names:tc:SAML:2.0:ac:classes:InternetProtocolPassword"
    cookies = [{"type": "oct", "kid": use, "use": [use]} for use in ("sig", "enc")]
    return {
        "issuer": ISSUER,
        "entity_id": ISSUER,
        "base_url": ISSUER,
        "preference": {"subject_types_supported": ["public"], "grant_types_supported": GRANTS, "scopes_supported": SCOPES},
        "keys": {
            "uri_path": "jwks",
            "key_defs": [{"type": "RSA", "use": ["sig"]}, {"type": "EC", "crv": "P-256", "use": ["sig"]}],
        },
        "cookie_handler": of(
            "cookie_handler.CookieHandler",
            keys={"key_defs": cookies},
            name={"session": "op", "register": "op_rp", "session_management": "op_man"},
        ),
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
            "token": endpoint("token", "oidc.token.Token", client_authn_method=secret, grant_types_helpers=tokens),
            "userinfo": endpoint("userinfo", "oidc.userinfo.UserInfo", client_authn_method=["bearer_header"]),
        },
        "add_on": {
            "pkce": {
                "function": "idpyoidc.server.oauth2.add_on.pkce.add_support",
                "kwargs": {"essential": False, "code_challenge_methods": {"S256": {}}},
            }
        },
        "authz": of("authz.AuthzHandling", grant_config={"expires_in": 43200, "usage_rules": usage}),
        "authentication": {"user": {"acr": password} | of("user_authn.user.UserPassJinja2", **user)},
        "template_dir": "templates",
        "token_handler_args": {
            "jwks_def": {
                "private_path": "private/token_jwks.json",
                "read_only": False,
                "key_defs": [{"type": "oct", "bytes": 24, "use": ["enc"], "kid": "code"}],
            },
            "code": {"lifetime": 600, "kwargs": {"crypt_conf": encrypter()}},
            "token": {
                "class": "tokens.AccessToken",
                "kwargs": {"lifetime": 600, "add_claims_by_scope": True, "aud": [AUDIENCE]},
            },
            "refresh": of("token.jwt_token.JWTToken", lifetime=43200, aud=[ISSUER]),
            "id_token": of("token.id_token.IDToken", base_claims={"email": None}),
        },
        "session_params": {"encrypter": encrypter()},
        "claims_interface": of("session.claims.ClaimsInterface"),
        "userinfo": of("user_info.UserInfo", db_file="users.json"),
    }


def admit(server, client, secret, redirects, how="client_secret_basic"):
    """Lets a client in."""
    server.get_context().cdb[client] = {
        "client_id": client,
        "client_secret": secret,
        "client_salt": "salt",
        "redirect_uris": [(uri, {}) for uri in redirects],
        "token_endpoint_auth_method": how,
        "response_types": ["code"],
        "response_types_supported": ["code"],
        "grant_types_supported": GRANTS,
        "allowed_scopes": SCOPES,
    }
    server.keyjar.add_symmetric(client, secret)


def provider():
    for folder in ("templates", "private"):
        (STATE / folder).mkdir(parents=True, exist_ok=True)
    os.chdir(STATE)
    pathlib.Path("passwords.json").write_text(json.dumps({"ada": "play"}))
    pathlib.Path("users.json").write_text(json.dumps({"ada": {"name": "Ada", "email": "ada@example.com"}}))
    pathlib.Path("templates/login.html").write_text(LOGIN)
    server = Server(OPConfiguration(settings(), base_path="."), cwd=".")
    admit(server, "play", "play-secret-0123456789", ["http://localhost:8080/callback"])
    return server


op = provider()
app = Flask(__name__)
logging.getLogger("werkzeug").setLevel(logging.WARNING)


def refusal(message):
    return make_response(message.to_json(), 400, {"Content-Type": "application/json"})


def answer(endpoint, found):
    """What `endpoint` found, as a response of HTTP."""
    if isinstance(found, ResponseMessage) and "error" in found:
        return refusal(found)
    if "redirect_location" in found:
        return redirect(found["redirect_location"], 303)
    if "http_response" in found:
        return make_response(found["http_response"])
    said = endpoint.do_response(**found)
    inside = said.get("response_placement", endpoint.response_placement) == "body"
    status = 400 if found.get("error") else 200
    response = make_response(said["response"], status) if inside else redirect(said["response"], 303)
    response.headers.extend(said["http_headers"])
    cookies = said.get("cookie") or []
    for cookie in [cookies] if isinstance(cookies, dict) else cookies:
        response.set_cookie(cookie["name"], cookie.get("value", ""), path="/", httponly=True, samesite="Lax")
    return response


def serve(name):
    endpoint = op.get_endpoint(name)
    headers = {key.lower(): value for key, value in request.headers.items() if key.lower() not in ("cookie", "user-agent")}
    cookies = [{"name": key, "value": value} for key, value in request.cookies.items()]
    about = {"headers": headers, "method": request.method, "url": request.url, "cookie": cookies}
    given = request.args.to_dict() if request.method == "GET" else request.form.to_dict()
    asked = endpoint.parse_request(request.get_data(as_text=True) if request.is_json else given, http_info=about)
    if isinstance(asked, ResponseMessage) and "error" in asked:
        return refusal(asked)
    if isinstance(endpoint, Token) and asked.get("grant_type") == "authorization_code":
        asked = AccessTokenRequest(**asked)
    return answer(endpoint, endpoint.process_request(asked, http_info=about))


for url, name in {
    "authorization": "authorization",
    "token": "token",
    "userinfo": "userinfo",
}.items():
    app.add_url_rule(f"/{url}", url, lambda name=name: serve(name), methods=["GET", "POST"])


@app.get("/.well-known/openid-configuration")
@app.get("/.well-known/oauth-authorization-server")
def about():
    found = json.loads(serve("provider_config").get_data())
    more = {"registration_endpoint": f"{ISSUER}/registration", "code_challenge_methods_supported": ["S256"]}
    found["token_endpoint_auth_methods_supported"] = ["client_secret_basic", "client_secret_post", "none"]
    return jsonify(found | more)


@app.post("/registration")
def register():
    """RFC 7591, for clients whose redirects lead to this machine."""
    asked = request.get_json(silent=True) or {}
    redirects, how = asked.get("redirect_uris", []), asked.get("token_endpoint_auth_method", "none")
    loopback = re.compile(r"http://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?/")
    if not redirects or not all(isinstance(uri, str) and loopback.match(uri) for uri in redirects):
        return jsonify(error="invalid_redirect_uri"), 400
    if how not in ("none", "client_secret_basic", "client_secret_post"):
        return jsonify(error="invalid_client_metadata"), 400
    client, secret = token_urlsafe(12), token_urlsafe(24)
    admit(op, client, secret, redirects, how)
    given = {} if how == "none" else {"client_secret": secret, "client_secret_expires_at": 0}
    kept = {"client_name": asked["client_name"]} if "client_name" in asked else {}
    grants = {"grant_types": GRANTS[:2], "response_types": ["code"], "token_endpoint_auth_method": how}
    return jsonify({"client_id": client, "redirect_uris": redirects} | kept | grants | given), 201


@app.get("/jwks")
def jwks():
    return jsonify(op.keyjar.export_jwks())


@app.post("/verify/user")
def log_in():
    context = op.get_context()
    method, form = context.authn_broker.get_method_by_id("user"), request.form.to_dict()
    try:
        user = method.verify(**form)
    except Exception:
        return make_response("wrong user or password", 403)
    token = method.unpack_token(form["token"])
    asked, endpoint = AuthorizationRequest().from_urlencoded(token["query"]), op.get_endpoint("authorization")
    session = endpoint.create_session(asked, user, token["authn_class_ref"], token["iat"], method)
    return answer(endpoint, endpoint.authz_part2(request=asked, session_id=session))


app.run(os.environ.get("HOST", "0.0.0.0"), PORT, threaded=False)
