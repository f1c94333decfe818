"""How large the image's packages are: `python -m tests.installed_size` sums up what is installed for `revierlotse[postgres]`.

It follows the requirements of pyproject.toml through the packages' own metadata and adds the sizes of their files as they
lie on disk here. The base image, python:3.11-slim-bookworm, comes on top (about 130 MB).
"""

import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
MEGABYTE = 1_000_000
SHOWN = 15


def required() -> dict[str, int]:
    """Bytes of each package that the image installs, by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    waiting = [*project["dependencies"], *project["optional-dependencies"]["postgres"]]
    sizes: dict[str, int] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        requirement = Requirement(waiting.pop())
        name, extras = str(canonicalize_name(requirement.name)), frozenset(requirement.extras)
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        try:
            package = distribution(name)
        except PackageNotFoundError:  # for another platform, or of an extra that is not installed here
            continue
        sizes[name] = sum(_sizes(package))
        waiting += [entry for entry in package.requires or [] if _applies(Requirement(entry), extras)]
    return sizes


def _applies(requirement: Requirement, extras: frozenset[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras))


def _sizes(package: Distribution) -> Iterator[int]:
    for file in package.files or []:
        path = Path(str(package.locate_file(file)))
        if path.is_file():  # compiled modules, too: pip writes them, and the image keeps them
            yield path.stat().st_size


def own_size() -> int:
    """Bytes of our own two packages."""
    files = (path for name in ("bot", "knowledge") for path in (ROOT / name).rglob("*"))
    return sum(path.stat().st_size for path in files if path.is_file() and path.suffix != ".pyc")


def main() -> None:
    """Prints the largest packages and the sum."""
    sizes = required() | {"revierlotse": own_size()}
    for name, size in sorted(sizes.items(), key=lambda entry: -entry[1])[:SHOWN]:
        print(f"{size / MEGABYTE:8.1f} MB  {name}")
    print(f"{sum(sizes.values()) / MEGABYTE:8.1f} MB  {len(sizes)} packages")


if __name__ == "__main__":
    main()
