"""Access tokens that always say for whom they are, also those that a client gets for itself."""

from idpyoidc.server.token.jwt_token import JWTToken


class AccessToken(JWTToken):
    def load_custom_claims(self, payload=None):
        return {"sub": payload.get("client_id", "play")} | payload | {"aud": self.def_aud}
