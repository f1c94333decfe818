"""The version of the installed package."""

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version


def version() -> str:
    """The version as in pyproject.toml; "unknown" where the code runs without being installed."""
    try:
        return installed_version("revierlotse")
    except PackageNotFoundError:
        return "unknown"
