"""Values that make no sense are refused before anything is rendered."""

import re

import pytest
import yaml

from chart import CHART, HELMS, defaults, rendered, template
from conftest import ROOT

BAD = [
    ("controllers.application.replicas=2", "secretName"),
    ("horizontalPodAutoscaler.application.enabled=true", "secretName"),
    ("controllers.application.replicas=some", "replicas"),
    ("controllers.application.replica=1", "replica"),
    ("controllers.application.strategy=Rolling", "strategy"),
    ("controllers.application.type=statefulset", "type"),
    ("controllers.application.containers.main.image.tag=a b", "tag"),
    ("controllers.application.containers.main.image.digest=latest", "digest"),
    ("controllers.application.containers.main.probes.liveness.path=health", "path"),
    ("controllers.application.containers.main.resources.limits.memory=lots", "memory"),
    ("controllers.application.containers.main.securityContext.readOnlyRootFilesystem=false", "readOnlyRootFilesystem"),
    ("controllers.application.containers.main.securityContext.privileged=true", "privileged"),
    ("controllers.application.containers.main.env.NOT-A-NAME=1", "NOT-A-NAME"),
    ("defaultPodOptions.securityContext.runAsUser=0", "runAsUser"),
    ("defaultPodOptions.securityContext.runAsNonRoot=false", "runAsNonRoot"),
    ("persistence.configuration.type=hostPath", "type"),
    ("persistence.configuration.advancedMounts.application.main[0].subPath=config.toml", "subPath"),
    ("service.backend.ports.http.port=70000", "port"),
    ("service.backend.type=ExternalName", "type"),
    ("keys.entries=null", "entries"),
    ("serviceMonitor.application.endpoints[0].interval=often", "interval"),
    ("podDisruptionBudget.application.maxUnavailable=most", "maxUnavailable"),
    ("rawResources.credentials.kind=externalSecret", "kind"),
    ("rawResources.credentials.spec.metadata.name=x", "rawResources"),
    ("check.deadline=0", "deadline"),
    ("app-template.replicas=1", "app-template"),
    ("replicaCount=2", "replicaCount"),
]


@pytest.mark.parametrize("which", HELMS)
@pytest.mark.parametrize(("value", "named"), BAD, ids=[value for value, _ in BAD])
def test_a_bad_value_is_named(value, named, which):
    answer = template("--set", value, which=which)
    assert answer.returncode != 0 and answer.stdout == ""
    assert "values don't meet the specifications of the schema" in answer.stderr
    assert named in answer.stderr


def test_two_replicas_with_keys_are_fine():
    of = rendered("--set", "controllers.application.replicas=2,keys.secretName=keys")
    assert of.one("Deployment")["spec"]["replicas"] == 2


def test_two_replicas_need_a_configuration_that_names_the_keys():
    values = {
        "controllers": {"application": {"replicas": 2}},
        "keys": {"secretName": "keys"},
        "configMaps": {"configuration": {"data": {"config.toml": "[server.keys]\nring = []\n"}}},
    }
    answer = template(values=values)
    assert answer.returncode != 0 and "more than one replica needs [server.keys]" in answer.stderr


def test_metrics_need_the_service_that_has_them():
    answer = template("--set", "serviceMonitor.application.enabled=true")
    assert answer.returncode != 0 and "no enabled service.management" in answer.stderr


def test_a_volume_of_a_map_that_is_not_there_is_refused():
    answer = template("--set", "persistence.configuration.identifier=other")
    assert answer.returncode != 0 and "no enabled configMaps.other" in answer.stderr


def test_whatever_is_a_template_stays_text_in_the_defaults():
    assert "{{" not in defaults().text


def test_values_of_app_template_move_up():
    """As the projects before this one had them, but for the subPath, which the schema does not know."""
    application = {
        "type": "deployment",
        "replicas": 2,
        "labels": {},
        "annotations": {"reloader.stakater.com/auto": "true"},
        "containers": {
            "main": {
                "image": {"repository": "registry.example.com/tools", "tag": "1.2.3", "pullPolicy": "Always"},
                "args": ["--config", "/data/config.toml"],
                "resources": {"requests": {"memory": "512Mi", "cpu": "1"}, "limits": {"memory": "512Mi"}},
                "envFrom": [{"secretRef": {"name": "{{ .Release.Name }}-credentials"}}],
            }
        },
    }
    mount = {"path": "/data", "readOnly": True, "mountPropagation": "None"}
    of = rendered(
        values={
            "defaultPodOptions": {"labels": {}, "annotations": {"sidecar.istio.io/inject": "true"}},
            "controllers": {"application": application},
            "keys": {"secretName": "keys"},
            "configMaps": {"configuration": {"enabled": True, "annotations": {}, "data": {"config.toml": RING}}},
            "persistence": {
                "configuration": {
                    "enabled": True,
                    "type": "configMap",
                    "name": "{{ .Release.Name }}-mcp-forge-configuration",
                    "identifier": None,
                    "advancedMounts": {"application": {"main": [mount]}},
                }
            },
            "service": {
                "backend": {"controller": "application", "type": "ClusterIP", "ports": {"http": {"port": 8080, "protocol": "TCP"}}}
            },
            "rawResources": {"credentials": {"enabled": True}},
        }
    )
    assert of.container["args"] == ["--config", "/data/config.toml"]
    assert of.container["image"] == "registry.example.com/tools:1.2.3"
    volume = of.pod["spec"]["volumes"][-1]
    assert volume["configMap"]["name"] == of.one("ConfigMap", "-configuration")["metadata"]["name"]


def test_the_chart_is_of_the_servers_version():
    version = re.search(r'current = "([^"]+)"', (ROOT / "Sources/App/Version.swift").read_text()).group(1)
    chart = yaml.safe_load((CHART / "Chart.yaml").read_text())
    assert chart["appVersion"] == chart["version"] == version


RING = '[server.keys]\nring = [{{ include "mcp-forge.ring" . }}]\n'
