"""Drawn charts, kept as files by their content, so that each is drawn and uploaded once. The oldest make room."""

import contextlib
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from bot.salary_chart import Chart

CHARTS_FOLDER = "charts"  # in the data folder
MOST_FILES = 200  # of a few ten kilobytes each
_VERSION = "1"  # of the drawing: raised when charts shall look different


def png_of(chart: Chart) -> bytes:
    """The chart as a PNG, drawn anew."""
    from bot.chart_drawing import draw  # matplotlib takes half a second, which only a drawing pays

    return draw(chart)


class ChartFiles:
    """A folder of PNGs, and of the names under which a messenger already has them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def png(self, chart: Chart) -> bytes:
        """The chart as a PNG, drawn at most once."""
        path = self._path(chart, "png")
        with contextlib.suppress(OSError):
            return path.read_bytes()
        png = png_of(chart)
        self._write(path, png)
        return png

    def uploaded(self, chart: Chart, owner: str) -> str:
        """The name under which `owner` has uploaded this chart before, "" where it has not."""
        try:
            return self._path(chart, f"{owner}.id").read_text("utf-8")
        except OSError:
            return ""

    def remember_upload(self, chart: Chart, owner: str, name: str) -> None:
        """Keeps the name that the messenger gave to an upload."""
        self._write(self._path(chart, f"{owner}.id"), name.encode())

    def forget_upload(self, chart: Chart, owner: str) -> None:
        """Drops a name that the messenger no longer knows."""
        self._path(chart, f"{owner}.id").unlink(missing_ok=True)

    def _path(self, chart: Chart, ending: str) -> Path:
        content = repr((_VERSION, chart.title, chart.unit, chart.language, chart.bars))
        return self._folder / f"{sha256(content.encode()).hexdigest()[:32]}.{ending}"

    def _write(self, path: Path, content: bytes) -> None:
        """Writes in one step; a folder that cannot be written costs only time, for the chart is drawn again."""
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=self._folder, delete=False) as file:
                file.write(content)
            Path(file.name).replace(path)
            self._make_room()

    def _make_room(self) -> None:
        files = sorted(self._folder.iterdir(), key=lambda path: path.stat().st_mtime)
        for path in files[:-MOST_FILES]:
            path.unlink(missing_ok=True)
