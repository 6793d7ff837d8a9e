"""What the objects of the chart promise to those who run them."""

import json

import pytest
import yaml

from chart import SPACE, defaults, everything, rendered
from conftest import ROOT


def pods(of):
    return [of.pod["spec"], of.one("Job")["spec"]["template"]["spec"]]


@pytest.mark.parametrize("values", [defaults, everything])
def test_pods_keep_to_the_restricted_profile(values):
    for pod in pods(values()):
        security = pod["securityContext"]
        assert security["runAsNonRoot"] and security["runAsUser"] == 65532
        assert security["seccompProfile"] == {"type": "RuntimeDefault"}
        assert pod["automountServiceAccountToken"] is False and pod["enableServiceLinks"] is False
        for container in pod["containers"]:
            own = container["securityContext"]
            assert own["allowPrivilegeEscalation"] is False and own["readOnlyRootFilesystem"]
            assert own["capabilities"] == {"drop": ["ALL"]}


@pytest.mark.parametrize("values", [defaults, everything])
def test_nothing_is_mounted_by_subpath(values):
    for pod in pods(values()):
        assert all("subPath" not in mount for container in pod["containers"] for mount in container["volumeMounts"])


def test_the_configuration_is_a_directory():
    mount = {"name": "configuration", "mountPath": "/data", "readOnly": True}
    assert mount in defaults().container["volumeMounts"]


def test_probes_ask_what_the_values_say():
    asked = [defaults().container[f"{probe}Probe"]["httpGet"] for probe in ("startup", "liveness", "readiness")]
    assert [each["path"] for each in asked] == ["/startupz", "/livez", "/readyz"]
    assert {each["port"] for each in asked} == {"http"}
    assert everything().container["readinessProbe"]["httpGet"] == {"path": "/ready", "port": "management", "scheme": "HTTP"}


def test_a_probe_of_ones_own_is_taken_whole():
    probe = {"exec": {"command": ["/usr/bin/mcp-forge", "healthcheck"]}, "periodSeconds": 20}
    values = {"liveness": {"custom": True, "spec": probe}}
    container = rendered(values={"controllers": {"application": {"containers": {"main": {"probes": values}}}}}).container
    assert {key: container["livenessProbe"][key] for key in probe} == probe
    assert "httpGet" not in container["livenessProbe"]


def test_a_changed_configuration_replaces_the_pods():
    def checksum(name):
        changed = {"configMaps": {"configuration": {"data": {"config.toml": f'[server]\nname = "{name}"\n'}}}}
        return rendered(values=changed).pod["metadata"]["annotations"]["checksum/configuration"]

    assert checksum("a") == checksum("a") != checksum("b")
    off = rendered(values={"controllers": {"application": {"restartOnConfigurationChange": False}}})
    assert "annotations" not in off.pod["metadata"]


def test_pods_leave_balancers_before_they_stop():
    spec = defaults().pod["spec"]
    wait = spec["containers"][0]["lifecycle"]["preStop"]["sleep"]["seconds"]
    assert wait + 10 < spec["terminationGracePeriodSeconds"]
    assert defaults().one("Deployment")["spec"]["strategy"]["rollingUpdate"] == {"maxSurge": 1, "maxUnavailable": 0}


def test_the_check_comes_first_and_has_its_own_copy():
    job, copy = defaults().one("Job"), defaults().one("ConfigMap", "-check")
    for document in (job, copy):
        notes = document["metadata"]["annotations"]
        assert notes["helm.sh/hook"] == "pre-install,pre-upgrade"
        assert "before-hook-creation" in notes["helm.sh/hook-delete-policy"]
    assert int(copy["metadata"]["annotations"]["helm.sh/hook-weight"]) < int(job["metadata"]["annotations"]["helm.sh/hook-weight"])
    assert copy["data"]["config.toml"] == defaults().configuration
    pod = job["spec"]["template"]["spec"]
    assert pod["containers"][0]["args"] == ["check", "--config", "/data/config.toml"]
    assert pod["volumes"][-1]["configMap"]["name"] == copy["metadata"]["name"]
    assert pod["restartPolicy"] == "Never" and job["spec"]["backoffLimit"] == 0


def test_the_check_runs_without_what_the_release_makes():
    pod = everything().one("Job")["spec"]["template"]["spec"]
    assert "serviceAccountName" not in pod
    container = pod["containers"][0]
    assert all(source["secretRef"]["optional"] for source in container["envFrom"])
    assert {"name": "CLIENT_SECRET", "value": "placeholder"} in container["env"]
    assert "CLIENT_SECRET" not in {variable["name"] for variable in everything().container["env"]}


def test_the_check_is_no_pod_of_the_service():
    selector = defaults().one("Service")["spec"]["selector"].items()
    assert selector <= defaults().pod["metadata"]["labels"].items()
    assert not selector <= defaults().one("Job")["spec"]["template"]["metadata"]["labels"].items()
    assert defaults().one("Deployment")["spec"]["selector"]["matchLabels"].items() == selector


def test_keys_are_files_in_their_order():
    pod = everything().pod["spec"]
    assert pod["containers"][0]["env"][:2] == [
        {"name": "KEY_RING_0_FILE", "value": "/run/keys/next"},
        {"name": "KEY_RING_1_FILE", "value": "/run/keys/current"},
    ]
    volume = next(volume for volume in pod["volumes"] if volume["name"] == "keys")["secret"]
    assert volume["secretName"] == "release-keys" and volume["defaultMode"] == 0o440
    assert 'ring = ["${KEY_RING_0}", "${KEY_RING_1}"]' in everything().configuration


def test_an_autoscaler_owns_the_number_of_pods():
    assert "replicas" not in everything().one("Deployment")["spec"]
    scaler = everything().one("HorizontalPodAutoscaler")["spec"]
    assert scaler["scaleTargetRef"]["name"] == everything().one("Deployment")["metadata"]["name"]


def test_a_budget_keeps_all_pods_but_one():
    budget = defaults().one("PodDisruptionBudget")["spec"]
    assert budget["maxUnavailable"] == 1
    kept = {"podDisruptionBudget": {"application": {"maxUnavailable": None, "minAvailable": 1}}}
    assert rendered(values=kept).one("PodDisruptionBudget")["spec"]["minAvailable"] == 1


def test_pods_of_other_namespaces_are_kept_out():
    policy = defaults().one("NetworkPolicy", "mcp-forge")["spec"]
    assert policy["policyTypes"] == ["Ingress", "Egress"]
    assert policy["ingress"] == [{"from": [{"podSelector": {}}], "ports": [{"port": "http", "protocol": "TCP"}]}]


def test_the_check_has_no_network():
    policy = defaults().one("NetworkPolicy", "-check")["spec"]
    labels = defaults().one("Job")["spec"]["template"]["metadata"]["labels"]
    assert policy["podSelector"]["matchLabels"].items() <= labels.items()
    assert policy["policyTypes"] == ["Ingress", "Egress"] and "egress" not in policy and "ingress" not in policy


def test_metrics_are_read_from_the_service_that_has_them():
    monitor, service = everything().one("ServiceMonitor"), everything().one("Service", "-management")
    assert monitor["spec"]["selector"]["matchLabels"].items() <= service["metadata"]["labels"].items()
    assert monitor["spec"]["endpoints"][0]["port"] in {port["name"] for port in service["spec"]["ports"]}
    assert '[management]\nhost = "0.0.0.0"\nport = 9464\n' in everything().configuration


def test_the_dashboard_and_the_alerts_are_the_files_as_they_stand():
    folder = ROOT / "helm/monitoring"
    board = everything().one("ConfigMap", "-dashboard")
    assert json.loads(board["data"]["mcp-forge.json"]) == json.loads((folder / "dashboard.json").read_text())
    assert board["metadata"]["labels"]["grafana_dashboard"] == "1"
    assert everything().one("PrometheusRule")["spec"] == yaml.safe_load((folder / "alerts.yaml").read_text())
    assert not defaults().all("PrometheusRule")


def test_without_its_service_there_is_no_management():
    assert "[management]" not in defaults().configuration
    assert [port["name"] for port in defaults().container["ports"]] == ["http"]


@pytest.mark.parametrize("values", [defaults, everything])
def test_every_object_says_where_it_belongs(values):
    for document in values().objects:
        assert document["metadata"]["namespace"] == SPACE
        assert document["metadata"]["labels"]["app.kubernetes.io/instance"] == "release"
        assert len(document["metadata"]["name"]) <= 100


def test_names_can_be_chosen():
    of = rendered(values={"global": {"fullnameOverride": "tools-server", "nameOverride": "tools"}})
    assert of.one("Deployment")["metadata"]["name"] == "tools-server"
    assert of.pod["metadata"]["labels"]["app.kubernetes.io/name"] == "tools"
    assert "tools-server.tools.svc" in of.configuration
