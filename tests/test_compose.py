"""compose.yaml, held to its schema's rules that matter here and to the README: there is no Docker engine in tests."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import Settings
from tests.balancer import COMPOSE, nginx_configuration, nginx_program

ROOT = Path(__file__).parents[1]
BOTS = ("bot-1", "bot-2")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(COMPOSE.read_text("utf-8"))
    return loaded


def filled(text: str, **values: str) -> str:
    """As Compose fills in variables; one that is demanded and missing is an error."""

    def value(match: re.Match[str]) -> str:
        return values[match["name"]]

    return re.sub(r"\$\{(?P<name>[A-Z_]+)(?::\?[^}]*)?\}", value, text)


def test_every_setting_is_in_the_readme_and_the_example(compose: dict[str, Any]) -> None:
    table = {name for line in (ROOT / "README.md").read_text("utf-8").splitlines() for name in _settings(line)}
    example = (ROOT / ".env.example").read_text("utf-8")
    for bot in BOTS:
        assert set(compose["services"][bot]["environment"]) <= table
    for name in re.findall(r"\$\{([A-Z_]+)", COMPOSE.read_text("utf-8")):
        assert f"{name}=" in example, name


def _settings(line: str) -> Iterator[str]:
    if found := re.match(r"\| `([A-Z][A-Z_]+)` \|", line):
        yield found[1]


def test_the_settings_are_ones_that_the_bot_takes(compose: dict[str, Any]) -> None:
    given = {"TELEGRAM_BOT_TOKEN": "1:A", "WEBHOOK_URL": "https://bot.example/telegram", "POSTGRES_PASSWORD": "secret"}
    environment = {name: filled(value, **given) for name, value in compose["services"]["bot-1"]["environment"].items()}
    settings = Settings.from_environment(environment)
    assert settings.database_url.endswith("revierlotse:secret@postgres/revierlotse")
    assert settings.webhook_listen == ("0.0.0.0", 8080) and settings.knowledge.chroma_url == "http://chroma:8000"


def test_images_are_pinned_and_services_looked_after(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        is_ours = service["image"] == "revierlotse"
        assert is_ours or re.fullmatch(r"[a-z/]+:[0-9]+\.[0-9]+[0-9a-z.-]*", service["image"]), name
        assert is_ours or service["healthcheck"]["test"][0] == "CMD", name  # ours stands in the Dockerfile
        assert service["restart"] == "unless-stopped"
    pinned = (ROOT / "constraints.txt").read_text("utf-8")
    assert f"chromadb=={compose['services']['chroma']['image'].partition(':')[2]}" in pinned


def test_whatever_is_named_is_there(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        assert {volume.partition(":")[0] for volume in service.get("volumes", ())} <= set(compose["volumes"])
        assert set(service["networks"]) <= set(compose["networks"])
        assert set(service.get("depends_on", ())) <= set(compose["services"])
        assert {config["source"] for config in service.get("configs", ())} <= set(compose["configs"])


def test_only_the_balancer_is_reachable_and_it_knows_the_replicas(compose: dict[str, Any]) -> None:
    assert [name for name, service in compose["services"].items() if "ports" in service] == ["nginx"]
    addresses = [compose["services"][bot]["networks"]["inside"]["ipv4_address"] for bot in BOTS]
    assert re.findall(r"server ([0-9.]+):8080", nginx_configuration()) == addresses


def test_no_secret_stands_in_the_file(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        for name, value in service.get("environment", {}).items():
            if re.search("PASSWORD|TOKEN|SECRET|KEY", name):
                assert value.startswith("${") and value.endswith("}"), name


def test_nginx_takes_the_configuration(tmp_path: Path) -> None:
    program = nginx_program()
    if program is None:
        pytest.skip("nginx is not on this machine")
    file = tmp_path / "nginx.conf"
    file.write_text(nginx_configuration().replace("/tmp/", f"{tmp_path}/"))
    done = subprocess.run([program, "-t", "-c", file, "-e", "stderr"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
