"""Photos and documents in messages of the bot: new uploads or files that the server knows."""

from io import BytesIO
from typing import Any

from PIL import Image, UnidentifiedImageError

from tests.bot_api.errors import Refusal, bad_request
from tests.bot_api.files import StoredFile, Upload
from tests.bot_api.world import World

MAX_PHOTO = 10 * 1024 * 1024  # bytes
MAX_UPLOAD = 50 * 1024 * 1024  # bytes
MAX_SIDES = 10_000  # pixels, width and height together
MAX_RATIO = 20  # of the longer side to the shorter one


def photo(world: World, value: Upload | str) -> dict[str, Any]:
    """The field `photo` of a message.

    Raises:
        Refusal: It is no picture, or too large, or the file id is unknown.
    """
    stored = _stored(world, value, "photos", MAX_PHOTO)
    width, height = _size(stored.content)
    return {"photo": [stored.as_json() | {"width": width, "height": height}]}


def document(world: World, value: Upload | str) -> dict[str, Any]:
    """The field `document` of a message. Raises as `photo`."""
    stored = _stored(world, value, "documents", MAX_UPLOAD)
    return {"document": stored.as_json() | {"file_name": stored.name}}


MEDIA = {"photo": photo, "document": document}


def _stored(world: World, value: Upload | str, folder: str, limit: int) -> StoredFile:
    if isinstance(value, str):
        if value.startswith(("http://", "https://")):
            raise bad_request("failed to get HTTP URL content: this server loads nothing from outside")
        return world.files.by_id(value)
    if not value.content:
        raise bad_request("file must be non-empty")
    if len(value.content) > limit:
        raise Refusal(413, "Request Entity Too Large", violation=True)
    return world.files.keep(folder, value)


def _size(content: bytes) -> tuple[int, int]:
    try:
        width, height = Image.open(BytesIO(content)).size
    except UnidentifiedImageError:
        raise bad_request("IMAGE_PROCESS_FAILED") from None
    if width + height > MAX_SIDES or max(width, height) > MAX_RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height
