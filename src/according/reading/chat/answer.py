"""An answer as it came to what it says: JSON, and nothing that JSON could do to us."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

Plain: TypeAlias = Mapping[str, Any]

_DIGITS = 15
"""Digits of a number that is looked at, at most."""

_FENCED = re.compile(r"\A```(?:json)?[^\S\n]*\n(.*)\n[^\S\n]*```\Z", re.DOTALL)
_END_OF_THOUGHT = "</think>"


class Unusable(Exception):
    """An answer that says nothing that can be looked at."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said. ``cut``: it was not done. Tokens as the endpoint counts them, 0 where it
    does not say."""

    said: str
    cut: bool
    tokens_in: int
    tokens_out: int


def envelope(body: bytes) -> Reply:
    """What stands in the answer of an endpoint.

    Raises:
        Unusable: it is not the answer of chat completions.
    """
    plain = parsed(body.decode("utf-8", "replace"))
    choices = plain.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    message = first.get("message") if isinstance(first, dict) else None
    said = message.get("content") if isinstance(message, dict) else None
    if not isinstance(first, dict) or not isinstance(said, str):
        raise Unusable("it has no message: is this the address of chat completions?")
    usage = plain.get("usage")
    usage = usage if isinstance(usage, dict) else {}
    return Reply(
        said,
        first.get("finish_reason") == "length",
        _count(usage.get("prompt_tokens")),
        _count(usage.get("completion_tokens")),
    )


def claims(said: str) -> Plain:
    """The JSON object that a model said; thinking before it and a fence around it are let go.

    Raises:
        Unusable: it said something else.
    """
    told = said.rpartition(_END_OF_THOUGHT)[2] if said.lstrip().startswith("<think>") else said
    told = told.strip()
    fenced = _FENCED.match(told)
    return parsed(fenced.group(1) if fenced else told)


def parsed(text: str) -> Plain:
    """An object of JSON in which no key stands twice; numbers are whole and short, or None.

    Raises:
        Unusable: it is none.
    """
    try:
        plain = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_float=_nothing,
            parse_constant=_nothing,
        )
    except RecursionError:
        raise Unusable("it is nested too deep") from None
    except ValueError as error:
        raise Unusable(f"it is no JSON: {str(error)[:120]}") from None
    if not isinstance(plain, dict):
        raise Unusable("it is no object of JSON")
    return plain


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise Unusable("a key stands twice in it")
    return made


def _whole(digits: str) -> int | None:
    return int(digits) if len(digits) <= _DIGITS else None


def _nothing(_: str) -> None:
    return None


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
