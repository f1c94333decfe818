"""Files -> `SourceText`. Decides by ending and refuses what cannot be read; the layouts have files of their own."""

import glob
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from knowledge.errors import TextRefused
from knowledge.html_reader import read_html
from knowledge.mapping_file import NOTHING_GIVEN, Given
from knowledge.markdown_reader import read_markdown
from knowledge.page_reader import read_page
from knowledge.passage import SourceText
from knowledge.pdf_reader import read_pdf
from knowledge.trainings import for_profession

MAX_BYTES = 10_000_000  # a text of this size is 5,000 printed pages: not an article but a mistake
_TEXT_READERS: dict[str, Callable[[str, str], SourceText]] = {
    ".md": read_markdown, ".markdown": read_markdown, ".txt": read_page, ".html": read_html, ".htm": read_html,
}  # fmt: skip
_READERS = {**_TEXT_READERS, ".pdf": read_pdf}
READABLE = ", ".join(_READERS)
_HTML = (".html", ".htm")
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)
_HEAD = 2048  # bytes of a web page among which its encoding is declared
_BINARY = re.compile(r"[^\t\n\r\f\x20-\U0010ffff]")


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files named by paths, folders (every readable file below) and glob patterns, each once and absolute.

    Raises:
        TextRefused: A folder or pattern leads to no readable file. Single files are not looked at here.
    """
    return list(dict.fromkeys(path for name in paths for path in _expand(name)))


def _expand(name: Path) -> Iterator[Path]:
    is_pattern = glob.has_magic(str(name)) and not name.exists()
    if not is_pattern and not name.is_dir():
        yield name.resolve()
        return
    files = sorted(path.resolve() for path in _matches(name) if path.is_file()) if is_pattern else _below(name)
    found = [path for path in files if path.suffix.lower() in _READERS]
    if not found:
        raise TextRefused(f"{name}: no readable text there; readable are {READABLE}")
    yield from found


def _below(folder: Path) -> list[Path]:
    """All files below a folder in order, without links: at 10,000 files, it counts how often each is looked at."""
    entries = sorted(_entries(folder), key=_steps)
    return [Path(entry.path).resolve() if entry.is_symlink() else Path(entry.path) for entry in entries]


def _steps(entry: os.DirEntry[str]) -> list[str]:
    """What orders paths as `Path` does: by folder."""
    return entry.path.split(os.sep)  # noqa: PTH206 - a path made of each costs more than all the rest


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    left = [str(folder.resolve())]
    while left:
        with suppress(PermissionError), os.scandir(left.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    left.append(entry.path)
                elif entry.is_file():
                    yield entry


def _matches(pattern: Path) -> Iterator[Path]:
    """The paths that a glob pattern leads to, `**` included."""
    fixed = Path(pattern.anchor or ".")
    return fixed.glob(str(pattern.relative_to(fixed) if pattern.anchor else pattern))


def load(path: Path) -> bytes:
    """The bytes of a file that may be a text.

    Raises:
        TextRefused: Missing, no file, too large, or of an unknown ending.
    """
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise TextRefused(f"{path}: not a file")
        if path.suffix.lower() not in _READERS:
            raise TextRefused(f"{path}: ending {path.suffix or 'none'} cannot be read; readable are {READABLE}")
        if about.st_size > MAX_BYTES:
            raise TextRefused(
                f"{path}: {about.st_size / 1e6:.0f} MB is too large; at most {MAX_BYTES / 1e6:.0f} MB per text"
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise TextRefused(f"{path}: no such file") from error
    except OSError as error:
        raise TextRefused(f"{path}: cannot be read: {error.strerror or error}") from error


def read_text(path: Path, content: bytes, given: Given = NOTHING_GIVEN) -> SourceText:
    """Understand the content of a file.

    Args:
        path: Where it came from; its ending tells the layout, and messages name it.
        content: The bytes of the file.
        given: Wins over what the text says.

    Raises:
        TextRefused: Binary, empty, broken front matter, or no profession and city to be found.
    """
    try:
        source = _understood(path.suffix.lower(), content, path.stem)
    except TextRefused as error:
        raise TextRefused(f"{path}: {error}") from error
    known = given.applied(source)
    return _checked(path, replace(known, trainings=for_profession(known.trainings, known.profession)))


def _understood(ending: str, content: bytes, name: str) -> SourceText:
    if not content.strip():
        raise TextRefused("empty")
    if ending not in _TEXT_READERS:
        return read_pdf(content, name)
    text = _decode(content, declared=_CHARSET.search(content[:_HEAD]) if ending in _HTML else None)
    if not text.strip():
        raise TextRefused("empty")
    return _TEXT_READERS[ending](text, name)


def _decode(content: bytes, declared: re.Match[bytes] | None) -> str:
    """Text in UTF-8, UTF-16 with a byte order mark, the encoding that a web page declares, or Windows' Western one."""
    own = (declared[1].decode("ascii"),) if declared else ()
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", *own, "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if not _BINARY.search(text):
            return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    raise TextRefused("a binary file, not a text")


def _checked(path: Path, source: SourceText) -> SourceText:
    missing = [name for name in ("profession", "city") if not getattr(source, name)]
    if missing:
        options = " ".join(f"--{name} {name[0].upper()}" for name in missing)
        what = " and no ".join(missing)
        raise TextRefused(
            f"{path}: no {what} recognised; name them in the front matter, in a mapping file or with {options}"
        )
    if not any(section.text.strip() for section in source.sections):
        raise TextRefused(f"{path}: no text below the headings")
    return source
