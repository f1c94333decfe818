"""The rules of hadolint that matter here, held on the Dockerfile: there is no Docker engine to build it with in tests."""

import json
import re
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]


class Instruction(NamedTuple):
    """One instruction: its name and its arguments on one line."""

    name: str
    arguments: str


def read(text: str) -> list[Instruction]:
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    joined = re.sub(r"\\\n\s*", "", lines)
    return [Instruction(*line.split(maxsplit=1)) for line in joined.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def instructions() -> list[Instruction]:
    return read((ROOT / "Dockerfile").read_text("utf-8"))


@pytest.fixture(scope="module")
def last_stage(instructions: list[Instruction]) -> list[Instruction]:
    return list(reversed(list(takewhile(lambda instruction: instruction.name != "FROM", reversed(instructions)))))


def arguments(instructions: list[Instruction], name: str) -> list[str]:
    return [instruction.arguments for instruction in instructions if instruction.name == name]


def test_two_stages_on_a_pinned_base(instructions: list[Instruction]) -> None:
    bases = [base.split()[0] for base in arguments(instructions, "FROM")]
    assert len(bases) == 2 and all(re.fullmatch(r"python:\d+\.\d+-slim-\w+", base) for base in bases)


def test_nothing_runs_as_root(last_stage: list[Instruction]) -> None:
    (user,) = arguments(last_stage, "USER")
    assert user not in ("root", "0")
    after = last_stage[last_stage.index(Instruction("USER", user)) :]
    assert {"RUN", "HEALTHCHECK", "ENTRYPOINT"} <= {instruction.name for instruction in after}


def test_the_container_tells_whether_it_works(last_stage: list[Instruction]) -> None:
    (check,) = arguments(last_stage, "HEALTHCHECK")
    assert json.loads(check.partition("CMD ")[2]) == ["python", "-m", "bot", "health"]
    (entry,) = arguments(last_stage, "ENTRYPOINT")
    assert json.loads(entry) == ["python", "-m", "bot"]  # no shell in between, so that SIGTERM arrives


def test_pip_keeps_no_cache_and_installs_locked_versions_without_extras_for_developers(
    instructions: list[Instruction],
) -> None:
    installs = [run for run in arguments(instructions, "RUN") if "pip install" in run]
    assert len(installs) == 3
    for run in installs:
        assert "--no-cache-dir" in run and ("-c constraints.txt" in run or "==" in run)
        assert not re.search(r"\[[^\]]*(dev|test|train)", run)


def test_no_secrets_no_downloads_no_package_manager(instructions: list[Instruction]) -> None:
    assert not arguments(instructions, "ADD")
    assert not any(
        "TOKEN" in value or "PASSWORD" in value or "KEY" in value for value in arguments(instructions, "ENV")
    )
    assert not any(re.search(r"\b(curl|wget|apt-get|sudo)\b", run) for run in arguments(instructions, "RUN"))
    assert all(path.startswith("/") for path in arguments(instructions, "WORKDIR"))


def test_what_is_copied_exists_and_secrets_are_left_out(instructions: list[Instruction]) -> None:
    copied = [entry.split()[:-1] for entry in arguments(instructions, "COPY") if not entry.startswith("--from")]
    assert all((ROOT / source).exists() for sources in copied for source in sources)
    assert {".git", ".env*", "tests"} <= set((ROOT / ".dockerignore").read_text("utf-8").split())


def test_a_bill_of_materials_is_in_the_image(instructions: list[Instruction], last_stage: list[Instruction]) -> None:
    (made,) = [run for run in arguments(instructions, "RUN") if "cyclonedx-py" in run]
    path = made.split("--output-file ")[1]
    assert any(entry.startswith(f"--from=build {path} ") for entry in arguments(last_stage, "COPY"))


def test_a_line_that_goes_on_is_one_instruction() -> None:
    assert read("# x\nRUN a \\\n    && b\nUSER me\n") == [Instruction("RUN", "a && b"), Instruction("USER", "me")]
