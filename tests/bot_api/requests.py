"""Reads parameters and files out of a body: urlencoded, multipart, JSON, or none at all."""

import json
import re
from typing import Any
from urllib.parse import parse_qsl

from tests.bot_api.errors import bad_request
from tests.bot_api.files import Upload

BOUNDARY = re.compile(r'boundary="?([^";]+)"?')
FIELD = re.compile(rb'(?<!file)name="([^"]*)"')
FILE_NAME = re.compile(rb'filename="([^"]*)"')

Parameters = tuple[dict[str, Any], dict[str, Upload]]


def read_parameters(content_type: str, body: bytes) -> Parameters:
    """Parameters by name, as text or as JSON values, and files by name.

    Raises:
        Refusal: The body is of another kind, or damaged.
    """
    kind = content_type.split(";")[0].strip().lower()
    if not body:
        return {}, {}
    try:
        if kind == "application/x-www-form-urlencoded":
            return dict(parse_qsl(body.decode(), keep_blank_values=True)), {}
        if kind == "multipart/form-data":
            return _multipart(content_type, body)
        if kind == "application/json":
            return dict(json.loads(body)), {}
    except (ValueError, TypeError):
        raise bad_request(f"can't parse the request as {kind}") from None
    raise bad_request(f"unsupported content type {kind}")


def _multipart(content_type: str, body: bytes) -> Parameters:
    params: dict[str, Any] = {}
    files: dict[str, Upload] = {}
    boundary = BOUNDARY.search(content_type)
    if not boundary:
        raise ValueError("no boundary")
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary[1].encode())[1:-1]:
        head, _, content = part.partition(b"\r\n\r\n")
        field, file_name = FIELD.search(head), FILE_NAME.search(head)
        if not field:
            raise ValueError("a part without a name")
        if file_name:
            files[field[1].decode()] = Upload(file_name[1].decode(), content)
        else:
            params[field[1].decode()] = content.decode()
    return params, files
