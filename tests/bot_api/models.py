"""Checks every request against aiogram's generated models of the Bot API: names, types, nested objects."""

import json
from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

import aiogram.methods
from aiogram.methods import TelegramMethod
from aiogram.types import BufferedInputFile
from pydantic import BaseModel, ValidationError

from tests.bot_api.errors import Refusal, bad_request
from tests.bot_api.files import Upload

ATTACHED = "attach://"

Given = dict[str, Any]
Files = dict[str, Upload]


def checked(method: str, given: Given, files: Files, *, strict: bool = True) -> Given:
    """The parameters of a request with their JSON decoded and their files in place.

    Args:
        method: Its name in the Bot API.
        given: Parameters by name, as text or as JSON values.
        files: Uploads by the name of a parameter, or by the name that an `attach://` address refers to.
        strict: Whether names, types and nested objects are checked against the models, too.

    Raises:
        Refusal: There is no such method, a text is no JSON, or a parameter is unknown, missing or of a wrong type.
    """
    texts = _text_fields(method)
    decoded = {
        name: _decoded(name, value) if isinstance(value, str) and not texts.get(name, True) else value
        for name, value in given.items()
    }
    if strict:
        _check(method, decoded, files)
    if not files:
        return decoded
    return _attached(decoded, files) | {name: file for name, file in files.items() if name in texts}


def _check(method: str, decoded: Given, files: Files) -> None:
    model = _model(method)
    unknown = (decoded.keys() | files.keys() - _attachments(decoded)) - model.model_fields.keys()
    if unknown:
        raise bad_request(f"{method} has no parameter {', '.join(sorted(unknown))}")
    uploads = {name: BufferedInputFile(b"", name) for name in files.keys() & model.model_fields.keys()}
    try:
        valid = model.model_validate(decoded | uploads)
    except ValidationError as error:
        reasons = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise bad_request(f"{method}: {reasons}") from None
    extra = [name for nested in _nested(valid) for name in nested.model_extra or ()]
    if extra:
        raise bad_request(f"{method}: unknown nested fields {', '.join(extra)}")


@cache
def _model(method: str) -> type[TelegramMethod[Any]]:
    model = getattr(aiogram.methods, method[:1].upper() + method[1:], None)
    if not (isinstance(model, type) and issubclass(model, TelegramMethod)) or model is TelegramMethod:
        raise Refusal(404, "Not Found: method not found", violation=True)
    return model


@cache
def _text_fields(method: str) -> dict[str, bool]:
    """Every parameter of a method, and whether it is text as it stands."""
    return {name: str in _members(field.annotation) for name, field in _model(method).model_fields.items()}


def _members(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)


def _decoded(name: str, text: str) -> Any:
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


def _attachments(value: Any) -> set[str]:
    """The names of the uploads that parameters refer to."""
    if isinstance(value, str):
        return {value.removeprefix(ATTACHED)} if value.startswith(ATTACHED) else set()
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {name for item in inner for name in _attachments(item)}


def _attached(value: Any, files: Files) -> Any:
    """The same value with uploads in place of the addresses that refer to them."""
    if isinstance(value, str) and value.startswith(ATTACHED):
        if value.removeprefix(ATTACHED) not in files:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return files[value.removeprefix(ATTACHED)]
    if isinstance(value, dict):
        return {key: _attached(item, files) for key, item in value.items()}
    return [_attached(item, files) for item in value] if isinstance(value, list) else value
