"""Opens a page in headless Chromium: what its DOM says, and how it looks."""

import subprocess
from pathlib import Path

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
         "--disable-background-networking", "--disable-component-update", "--disable-sync")  # fmt: skip
PATIENCE = 120  # seconds


def dom_of(page: Path, folder: Path) -> str:
    """The page's DOM as Chromium built it."""
    return _run(folder, "--dump-dom", page.as_uri())


def screenshot(page: Path, picture: Path, folder: Path, *, width: int, dark: bool = False) -> None:
    """Writes a PNG of the page at a window width in pixels."""
    scheme = ("--blink-settings=preferredColorScheme=0",) if dark else ()
    _run(folder, f"--window-size={width},2400", *scheme, f"--screenshot={picture}", page.as_uri())


def _run(folder: Path, *arguments: str) -> str:
    command = [str(CHROMIUM), *FLAGS, f"--user-data-dir={folder}", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=True).stdout
