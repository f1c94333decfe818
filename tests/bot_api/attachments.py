"""What people send besides text: the fields of a message with a photo, a voice note, a sticker, a document."""

from io import BytesIO
from typing import Any

from PIL import Image

from tests.bot_api.files import FileStore, Upload

WIDTH, HEIGHT = 90, 60  # pixels of the pictures that people send


def photo(files: FileStore, caption: str = "") -> dict[str, Any]:
    """A photo, as large as it needs to be."""
    stored = files.keep("photos", Upload("photo.png", _picture()))
    return {"photo": [stored.as_json() | {"width": WIDTH, "height": HEIGHT}]} | _captioned(caption)


def voice(files: FileStore) -> dict[str, Any]:
    """A voice note of two seconds."""
    stored = files.keep("voice", Upload("voice.oga", b"OggS\x00\x02"))
    return {"voice": stored.as_json() | {"duration": 2, "mime_type": "audio/ogg"}}


def sticker(files: FileStore, emoji: str = "👍") -> dict[str, Any]:
    """A sticker that stands for an emoji."""
    stored = files.keep("stickers", Upload("sticker.webp", _picture()))
    looks = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
    return {"sticker": stored.as_json() | looks | {"emoji": emoji}}


def document(files: FileStore, name: str, content: bytes, caption: str = "") -> dict[str, Any]:
    """A document with any content."""
    stored = files.keep("documents", Upload(name, content))
    return {"document": stored.as_json() | {"file_name": name}} | _captioned(caption)


def _picture() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (WIDTH, HEIGHT), "white").save(buffer, "png")
    return buffer.getvalue()


def _captioned(caption: str) -> dict[str, Any]:
    return {"caption": caption} if caption else {}
