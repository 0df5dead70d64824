"""What must hold of conf/compose without an engine: what it runs, as whom, with which secrets, on which ports."""

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT

COMPOSE = ROOT / "conf" / "compose"
ONCE = {"schema", "job", "demo"}
DEFAULT = re.compile(r"\$\{(?P<name>\w+)(?::(?P<kind>[-?])(?P<default>[^}]*))?\}")
EXACT_TAG = re.compile(r"^[\w./-]+:v?\d+\.\d+(\.\d+)?([.-][\w.]+)*$|^debian:[a-z]+-\d{8}-slim$")
# Where the monitoring that cxrwatch replaces had them, and those that are new.
PORTS = {
    "grafana": {("3000", "3000")},
    "prometheus": {("9090", "9090")},
    "pushgateway": {("9091", "9091")},
    "alertmanager": {("9093", "9093")},
    "mailpit": {("8025", "8025")},
    "pages": {("8090", "8090")},
}


def with_defaults(text: str) -> str:
    """Text as it is where nothing is set in .env; what has no default stands as its name."""
    return DEFAULT.sub(lambda found: found["default"] if found["kind"] == "-" else f"<{found['name']}>", text)


def loaded(path: Path) -> dict[str, Any]:
    return yaml.safe_load(with_defaults(path.read_text(encoding="utf-8")))


FILE = loaded(COMPOSE / "compose.yaml")
SERVICES: dict[str, dict[str, Any]] = FILE["services"]
every_service = pytest.mark.parametrize("name", sorted(SERVICES))


def test_the_services_are_those_that_the_documents_promise() -> None:
    promised = {
        "postgres",
        "store",
        "mailpit",
        "pushgateway",
        "prometheus",
        "alertmanager",
        "grafana",
        "nightly",
        "pages",
    }

    assert set(SERVICES) == promised | ONCE


@every_service
def test_every_image_has_an_exact_tag(name: str) -> None:
    assert EXACT_TAG.match(SERVICES[name]["image"]), SERVICES[name]["image"]


@pytest.mark.parametrize("dockerfile", sorted(COMPOSE.glob("*/Dockerfile")), ids=lambda path: path.parent.name)
def test_every_base_image_has_an_exact_tag_and_is_a_build_argument(dockerfile: Path) -> None:
    text = dockerfile.read_text(encoding="utf-8")
    default = re.search(r"^ARG BASE_IMAGE=(\S+)$", text, re.M)

    assert default and EXACT_TAG.match(default[1])
    assert all(line.split()[1] == "${BASE_IMAGE}" for line in text.splitlines() if line.startswith("FROM "))
    assert f":-{default[1]}}}" in (COMPOSE / "compose.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("tag", ["postgres", "postgres:latest", "postgres:17", "debian:bookworm-slim", "a/b:main"])
def test_a_tag_that_moves_is_recognised(tag: str) -> None:
    assert not EXACT_TAG.match(tag)


def test_the_job_s_image_has_the_version_of_the_build() -> None:
    version = ET.parse(ROOT / "pom.xml").findtext("{*}version")

    assert SERVICES["nightly"]["image"] == f"cxrwatch:{version}"


@every_service
def test_no_service_may_do_more_than_it_needs(name: str) -> None:
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "cap_add", "devices", "network_mode", "pid", "ipc", "userns_mode"} & service.keys()
    assert "docker.sock" not in str(service)


@every_service
def test_no_service_runs_as_root(name: str) -> None:
    assert re.match(r"^(65534:65534|<CXRWATCH_UID>:<CXRWATCH_GID>)$", SERVICES[name]["user"])


def test_no_image_of_our_own_runs_as_root() -> None:
    for dockerfile in COMPOSE.glob("*/Dockerfile"):
        users = re.findall(r"^USER (\d+):", dockerfile.read_text(encoding="utf-8"), re.M)

        assert users and int(users[-1]) > 0, dockerfile


@every_service
def test_whoever_reads_a_secret_runs_as_its_owner(name: str) -> None:
    secrets = set(SERVICES[name].get("secrets", []))

    if secrets - {"ca"}:
        assert SERVICES[name]["user"].startswith("<CXRWATCH_UID>")


@every_service
def test_no_password_is_in_the_environment(name: str) -> None:
    for key, value in SERVICES[name].get("environment", {}).items():
        if re.search("PASSWORD|SECRET|TOKEN|_KEY$", key):
            assert re.match(r"^/run/secrets/\w+$", str(value)), key
            assert Path(value).name in SERVICES[name]["secrets"], key
        assert not re.search(r"://[^/@]*:[^/@]*@", str(value)), key


def test_no_file_knows_the_password_that_everybody_knows() -> None:
    for path in COMPOSE.rglob("*"):
        if path.is_file() and "secrets" not in path.parts:
            assert "admin123" not in path.read_text(encoding="utf-8", errors="replace"), path


@every_service
def test_ports_are_those_of_the_contract_and_on_this_machine_alone(name: str) -> None:
    ports = [port.rsplit(":", 2) for port in SERVICES[name].get("ports", [])]

    assert {(outside, inside) for _, outside, inside in ports} == PORTS.get(name, set())
    assert all(address == "127.0.0.1" for address, _, _ in ports)


@every_service
def test_what_has_no_port_and_sends_nothing_is_on_the_internal_network_alone(name: str) -> None:
    if name == "pages":  # It asks nobody anything.
        assert SERVICES[name]["networks"] == ["edge"]
        return
    needs_a_way_out = bool(SERVICES[name].get("ports")) or name in ONCE | {"nightly"}

    assert SERVICES[name]["networks"] == (["inside", "edge"] if needs_a_way_out else ["inside"])
    assert FILE["networks"]["inside"] == {"internal": True}


@every_service
def test_every_service_is_bounded(name: str) -> None:
    limits = SERVICES[name]["deploy"]["resources"]["limits"]

    assert limits.keys() == {"cpus", "memory", "pids"}
    assert SERVICES[name]["logging"]["options"].keys() == {"max-size", "max-file"}


@every_service
def test_what_stays_comes_back_and_says_whether_it_is_well(name: str) -> None:
    service = SERVICES[name]
    if name in ONCE:
        assert service["restart"] == "no"
    else:
        assert service["restart"] == "unless-stopped"
        dockerfile = COMPOSE / "job" / "Dockerfile"
        in_image = name == "nightly" and "\nHEALTHCHECK " in dockerfile.read_text(encoding="utf-8")
        assert in_image or {"test", "interval", "timeout", "retries"} <= service["healthcheck"].keys()


@every_service
def test_whatever_is_mounted_is_there_and_cannot_be_changed_from_inside(name: str) -> None:
    for volume in SERVICES[name].get("volumes", []):
        if isinstance(volume, dict):
            assert volume["read_only"] is True
            assert volume["source"] == "./logs" or (COMPOSE / volume["source"]).is_dir()
        elif volume.startswith("."):
            source, _, mode = volume.split(":")
            assert (COMPOSE / source).exists(), source
            assert mode == "ro", volume
        else:
            assert volume.split(":")[0] in FILE["volumes"], volume


@every_service
def test_every_secret_is_declared(name: str) -> None:
    assert set(SERVICES[name].get("secrets", [])) <= FILE["secrets"].keys()


def test_every_variable_that_may_be_set_is_documented() -> None:
    names = {found["name"] for found in DEFAULT.finditer((COMPOSE / "compose.yaml").read_text(encoding="utf-8"))}
    documented = (ROOT / "docs" / "compose.md").read_text(encoding="utf-8")

    assert not {name for name in names if f"`{name}`" not in documented}


def test_prometheus_knows_the_rules_the_pushgateway_and_alertmanager() -> None:
    config = loaded(COMPOSE / "prometheus" / "prometheus.yml")
    mounted = {volume.split(":")[1] for volume in SERVICES["prometheus"]["volumes"] if ".yml" in volume}
    jobs = {job["job_name"]: job for job in config["scrape_configs"]}

    assert {f"/etc/prometheus/{rule}" for rule in config["rule_files"]} <= mounted
    assert config["alerting"]["alertmanagers"][0]["static_configs"][0]["targets"] == ["alertmanager:9093"]
    assert jobs["pushgateway"]["static_configs"][0]["targets"] == ["pushgateway:9091"]
    assert jobs["pushgateway"]["honor_labels"] is True


@pytest.mark.skipif(not shutil.which("promtool"), reason="promtool is not installed")
def test_prometheus_takes_its_configuration_and_rules(tmp_path: Path) -> None:
    for source in (COMPOSE / "prometheus" / "prometheus.yml", ROOT / "conf" / "prometheus" / "alerts.yml"):
        shutil.copy(source, tmp_path)
    checked = subprocess.run(
        ["promtool", "check", "config", tmp_path / "prometheus.yml"], capture_output=True, text=True, check=False
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "rules found" in checked.stdout


@pytest.mark.skipif(not shutil.which("amtool"), reason="amtool is not installed")
def test_alertmanager_takes_its_configuration(tmp_path: Path) -> None:
    text = (COMPOSE / "alertmanager" / "alertmanager.yml").read_text(encoding="utf-8")
    config = tmp_path / "alertmanager.yml"
    config.write_text(text, encoding="utf-8")
    checked = subprocess.run(["amtool", "check-config", config], capture_output=True, text=True, check=False)

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_grafana_reads_as_the_reader_over_tls_with_the_servers_name_checked() -> None:
    sources = {
        source["uid"]: source for source in loaded(COMPOSE / "grafana" / "datasources" / "cxrwatch.yaml")["datasources"]
    }
    database = sources["cxrwatch"]

    assert database["user"] == "monitoring_reader"
    assert database["secureJsonData"] == {"password": "$__file{/run/secrets/reader_password}"}
    assert database["jsonData"]["sslmode"] == "$CXRWATCH_RESULTS_SSLMODE"
    assert SERVICES["grafana"]["environment"]["CXRWATCH_RESULTS_SSLMODE"] == "verify-full"
    assert database["jsonData"]["sslRootCertFile"] == "/run/secrets/ca"
    assert {"ca", "reader_password"} <= set(SERVICES["grafana"]["secrets"])


JOBS = ("nightly", "schema", "job", "demo")
WITHOUT_TLS = loaded(COMPOSE / "without-tls.yaml")["services"]


def test_the_job_reaches_the_store_over_tls_and_no_setting_says_otherwise() -> None:
    for name in JOBS:
        assert SERVICES[name]["environment"]["AWS_ENDPOINT_URL_S3"] == "https://store:7070"
        assert "CXRWATCH_TLS" not in SERVICES[name]["environment"]
    assert {"store_certificate", "store_key"} <= set(SERVICES["store"]["secrets"])
    assert "s3.endpoint" not in (COMPOSE / "application.conf").read_text(encoding="utf-8")


def test_without_tls_every_client_and_server_is_told_and_nothing_else_changes() -> None:
    for name in JOBS:
        disabled, usual = WITHOUT_TLS[name]["environment"], SERVICES[name]["environment"]

        assert disabled == {
            "CXRWATCH_TLS": "disable",
            "AWS_ENDPOINT_URL_S3": usual["AWS_ENDPOINT_URL_S3"].replace("https:", "http:"),
            "RESULTS_DATABASE_URL": usual["RESULTS_DATABASE_URL"].split("?")[0] + "?sslmode=disable",
        }
        assert WITHOUT_TLS[name].keys() == {"environment"}
    assert WITHOUT_TLS["store"]["environment"] == {"CXRWATCH_TLS": "disable"}
    assert WITHOUT_TLS["grafana"] == {"environment": {"CXRWATCH_RESULTS_SSLMODE": "disable"}}
    assert WITHOUT_TLS.keys() == {*JOBS, "store", "grafana", "postgres"}


def test_without_tls_the_database_lets_in_whom_it_refuses_otherwise() -> None:
    def lines(name: str) -> list[list[str]]:
        text = (COMPOSE / "postgres" / name).read_text(encoding="utf-8")
        return [line.split() for line in text.splitlines() if line and not line.startswith("#")]

    assert not [line for line in lines("pg_hba.conf") if line[0] == "host" and line[3] != "127.0.0.1/32"]
    assert [line for line in lines("pg_hba-without-tls.conf") if line[0] == "host"] == [
        ["host", "all", "all", "all", "scram-sha-256"]
    ]
    source, target, mode = WITHOUT_TLS["postgres"]["volumes"][0].split(":")
    assert (COMPOSE / source).is_file() and mode == "ro"
    assert f":{target}:ro" in str(SERVICES["postgres"]["volumes"])


def test_pages_are_written_by_nights_and_shown_and_not_changed_by_who_shows_them() -> None:
    for name in JOBS:
        assert "pages:/var/lib/cxrwatch/reports" in SERVICES[name]["volumes"]
    assert SERVICES["pages"]["volumes"] == ["pages:/pages:ro"]
    assert "/pages" in SERVICES["pages"]["command"]


def test_the_job_reaches_the_database_only_where_its_certificate_holds() -> None:
    for name in JOBS:
        url = SERVICES[name]["environment"]["RESULTS_DATABASE_URL"]

        assert "sslmode=verify-full" in url and "sslrootcert=/run/secrets/ca" in url
    assert "monitoring_owner@" in SERVICES["schema"]["environment"]["RESULTS_DATABASE_URL"]
    assert "owner_password" not in SERVICES["nightly"]["secrets"]
