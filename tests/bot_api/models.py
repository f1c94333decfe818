"""Checks every request against aiogram's generated models of the Bot API: names, types, nested objects."""

import json
from collections.abc import Iterator
from types import UnionType
from typing import Any, Union, get_args, get_origin

import aiogram.methods
from aiogram.types import BufferedInputFile
from pydantic import BaseModel, ValidationError

from tests.bot_api.errors import Refusal, bad_request


def checked(method: str, given: dict[str, str], files: dict[str, bytes]) -> dict[str, Any]:
    """The parameters of a request with their JSON decoded.

    Raises:
        Refusal: There is no such method, or a parameter is unknown, missing or of a wrong type.
    """
    model = getattr(aiogram.methods, method[:1].upper() + method[1:], None)
    if model is None:
        raise Refusal(404, "Not Found: method not found", violation=True)
    unknown = (given.keys() | files.keys()) - model.model_fields.keys()
    if unknown:
        raise bad_request(f"{method} has no parameter {', '.join(sorted(unknown))}")
    decoded = {name: _decoded(name, text, model.model_fields[name].annotation) for name, text in given.items()}
    uploads = {name: BufferedInputFile(content, name) for name, content in files.items()}
    try:
        valid = model.model_validate(decoded | uploads)
    except ValidationError as error:
        reasons = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise bad_request(f"{method}: {reasons}") from None
    extra = [name for nested in _nested(valid) for name in nested.model_extra or ()]
    if extra:
        raise bad_request(f"{method}: unknown nested fields {', '.join(extra)}")
    return decoded


def _decoded(name: str, text: str, annotation: Any) -> Any:
    members = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
    if str in members:
        return text
    try:
        return json.loads(text)
    except ValueError:
        raise bad_request(f"can't parse {name} as JSON") from None


def _nested(value: object) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
        for name in value.model_fields_set & type(value).model_fields.keys():
            yield from _nested(getattr(value, name))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _nested(item)
