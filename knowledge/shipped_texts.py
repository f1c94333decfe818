"""The texts that come with the package, and what has changed in them since they were last taken in."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from knowledge.passage_store import SHIPPED, TextRecord
from knowledge.reader import find_files
from knowledge.text_file import TextFile

_FOLDER = Path(str(files("knowledge"))) / "texts"


def shipped_changes(known: Sequence[TextRecord]) -> tuple[list[TextFile], list[TextRecord]]:
    """The shipped files that are new or changed, and the stored ones that are no longer shipped."""
    fingerprints = {record.id: record.fingerprint for record in known if record.kind == SHIPPED}
    found = [TextFile(path, SHIPPED, str(path.relative_to(_FOLDER))) for path in find_files([_FOLDER])]
    changed = [file for file in found if fingerprints.get(file.id) != file.fingerprint()]
    ids = {file.id for file in found}
    return changed, [record for record in known if record.kind == SHIPPED and record.id not in ids]
