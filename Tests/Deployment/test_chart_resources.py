"""The objects of others (rawResources, ServiceMonitor), against what their makers' papers ask of them."""

import jsonschema
import pytest

from chart import everything, rendered

TEXT = {"type": "string", "minLength": 1}
TEXTS = {"type": "array", "minItems": 1, "items": TEXT}
SELECTOR = {"type": "object", "minProperties": 1, "additionalProperties": TEXT}


def closed(required, **optional):
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": required | optional,
    }


def several(item):
    return {"type": "array", "minItems": 1, "items": item}


WORKLOAD = closed({"matchLabels": SELECTOR})
OPERATION = several(closed({"operation": closed({"paths": TEXTS})}))
SOURCE = several(closed({"source": closed({"notRemoteIpBlocks": several({"type": "string", "pattern": r"^[0-9./]+$"})})}))
CONDITION = several(closed({"key": {"type": "string", "pattern": r"^request\.auth\."}, "notValues": TEXTS}))
RULES = several(closed({"to": OPERATION}, **{"from": SOURCE, "when": CONDITION}))
PORT = {"type": "integer", "minimum": 1, "maximum": 65535}

SPECS = {
    ("external-secrets.io/v1", "ExternalSecret"): closed(
        {
            "secretStoreRef": closed({"kind": {"enum": ["SecretStore", "ClusterSecretStore"]}, "name": TEXT}),
            "target": closed({"name": TEXT}),
            "data": several(closed({"secretKey": TEXT, "remoteRef": closed({"key": TEXT}, property=TEXT)})),
        },
        refreshInterval={"type": "string", "pattern": "^[0-9]+(s|m|h)$"},
    ),
    ("gateway.networking.k8s.io/v1", "HTTPRoute"): closed(
        {
            "parentRefs": several(closed({"name": TEXT}, group=TEXT, kind=TEXT, namespace=TEXT, sectionName=TEXT)),
            "rules": several(
                closed(
                    {"backendRefs": several(closed({"name": TEXT, "port": PORT}, group={"const": ""}, kind={"const": "Service"}))},
                    matches=several(closed({"path": closed({"type": {"enum": ["PathPrefix", "Exact"]}, "value": TEXT})})),
                    timeouts=closed({}, request=TEXT, backendRequest=TEXT),
                )
            ),
        },
        hostnames=TEXTS,
    ),
    ("networking.istio.io/v1alpha3", "EnvoyFilter"): closed(
        {
            "workloadSelector": closed({"labels": SELECTOR}),
            "configPatches": several(
                closed(
                    {
                        "applyTo": {"const": "NETWORK_FILTER"},
                        "match": {"type": "object"},
                        "patch": closed({"operation": {"const": "MERGE"}, "value": {"type": "object"}}),
                    }
                )
            ),
        }
    ),
    ("security.istio.io/v1", "AuthorizationPolicy"): closed(
        {"selector": WORKLOAD, "action": {"const": "DENY"}, "rules": RULES}
    ),
    ("security.istio.io/v1", "RequestAuthentication"): closed(
        {
            "selector": WORKLOAD,
            "jwtRules": several(
                closed(
                    {"issuer": TEXT, "jwksUri": TEXT},
                    forwardOriginalToken={"type": "boolean"},
                    outputPayloadToHeader=TEXT,
                    audiences=TEXTS,
                )
            ),
        }
    ),
    ("monitoring.coreos.com/v1", "ServiceMonitor"): closed(
        {
            "selector": WORKLOAD,
            "endpoints": several(closed({"port": TEXT, "path": TEXT}, interval=TEXT, scrapeTimeout=TEXT)),
        },
        jobLabel=TEXT,
        namespaceSelector=closed({"matchNames": TEXTS}),
    ),
    ("monitoring.coreos.com/v1", "PrometheusRule"): closed(
        {
            "groups": several(
                closed(
                    {
                        "name": TEXT,
                        "rules": several(
                            closed(
                                {"alert": TEXT, "expr": TEXT, "for": TEXT, "labels": {"type": "object"}},
                                annotations={"type": "object"},
                            )
                        ),
                    }
                )
            )
        }
    ),
}


def foreign():
    return [document for document in everything().objects if (document["apiVersion"], document["kind"]) in SPECS]


def test_all_six_are_there_and_the_monitor():
    names = {document["metadata"]["name"].removeprefix("release-mcp-forge").removeprefix("-") for document in foreign()}
    assert names == {
        "",
        "credentials",
        "public-api-entrance",
        "preserve-client-ip",
        "istio-deny-access-from-untrusted-sources",
        "istio-request-authentication-header",
        "istio-check-jwt-claims",
    }


@pytest.mark.parametrize("kind", SPECS, ids=[kind for _, kind in SPECS])
def test_a_resource_is_what_its_maker_asks_for(kind):
    found = [document for document in foreign() if (document["apiVersion"], document["kind"]) == kind]
    assert found
    for document in found:
        assert set(document) == {"apiVersion", "kind", "metadata", "spec"}
        jsonschema.validate(document["spec"], SPECS[kind])


def test_policies_speak_of_the_pods_that_serve():
    labels = everything().pod["metadata"]["labels"].items()
    for document in foreign():
        selector = document["spec"].get("workloadSelector", {}).get("labels")
        if document["kind"] in ("AuthorizationPolicy", "RequestAuthentication"):
            selector = document["spec"]["selector"]["matchLabels"]
        if selector is not None:
            assert selector.items() <= labels


def test_the_route_leads_to_the_service():
    backend = everything().one("HTTPRoute")["spec"]["rules"][0]["backendRefs"][0]
    service = everything().one("Service", "mcp-forge")
    assert backend["name"] == service["metadata"]["name"]
    assert backend["port"] in {port["port"] for port in service["spec"]["ports"]}


def test_the_credentials_are_those_that_pods_read():
    secret = everything().one("ExternalSecret")["spec"]["target"]["name"]
    assert everything().container["envFrom"] == [{"secretRef": {"name": secret}}]


def test_a_wrong_issuer_or_a_wrong_audience_is_enough_to_be_denied():
    rules = everything().one("AuthorizationPolicy", "claims")["spec"]["rules"]
    assert [len(rule["when"]) for rule in rules] == [1, 1]
    assert rules[0]["to"] == rules[1]["to"]


def test_resources_of_ones_own_are_rendered_with_templates():
    own = {"apiVersion": "example.com/v1", "kind": "Thing", "enabled": True, "spec": {"spec": {"of": "{{ .Release.Name }}"}}}
    of = rendered(values={"rawResources": {"thing": own}})
    assert of.one("Thing")["spec"] == {"of": "release"}
    assert of.one("Thing")["metadata"]["name"] == "release-mcp-forge-thing"
