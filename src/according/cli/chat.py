"""What `according read` says of a reader that asks an endpoint: a warning, a report, the costs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from according.cli.console import err, out
from according.errors import SettingsError
from according.model import Notes
from according.settings import CHAT_READER, Chat, Settings

ReaderOption = Annotated[
    str,
    typer.Option(help="Who reads: according, chat, or a reader that another package brings."),
]
UrlOption = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="The chat endpoint, up to /v1. Reports are sent there; its key is taken from "
        "ACCORDING_CHAT_KEY.",
    ),
]
ModelOption = Annotated[str | None, typer.Option(metavar="NAME", help="The model's name there.")]
SecondsOption = Annotated[
    float | None,
    typer.Option(min=0.1, help="Seconds for one answer of the chat endpoint; 120 if not given."),
]
PriceOption = Annotated[
    str | None,
    typer.Option(
        metavar="IN/OUT", help="What a million tokens cost, sent and answered: 0.15/0.60."
    ),
]
ReportOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Where what the chat reader did not take is kept, and what was spent; beside the "
        "record if not given.",
    ),
]


def chat_settings(
    reader: str, url: str | None, model: str | None, seconds: float | None, price: str | None
) -> Chat:
    """The settings that options make.

    Raises:
        BadParameter: they do not go together.
    """
    if reader != CHAT_READER:
        if url or model or price or seconds:
            raise typer.BadParameter(
                "--chat-url, --chat-model and the like serve --reader chat alone",
                param_hint="--reader",
            )
        return Chat()
    price_in, price_out = _price(price)
    chat = Chat(url or "", model or "", price_in=price_in, price_out=price_out)
    return chat if seconds is None else replace(chat, seconds=seconds)


def _price(written: str | None) -> tuple[float, float]:
    if written is None:
        return 0.0, 0.0
    try:
        sent, answered = map(float, written.split("/"))
        Chat(price_in=sent, price_out=answered)
    except (ValueError, SettingsError) as error:
        raise typer.BadParameter(
            f"{written!r}: give two numbers, as 0.15/0.60", param_hint="--chat-price"
        ) from error
    return sent, answered


def settled(settings: Settings) -> Settings:
    """The same, with whether the address is of this machine: found once, for all processes.

    Raises:
        SettingsError: the endpoint cannot be used.
    """
    if settings.reader != CHAT_READER:
        return settings
    # Behind it are the models' libraries, which take a second to load.
    from according.reading.chat.endpoint import endpoint

    return replace(settings, chat=replace(settings.chat, local=endpoint(settings.chat).local))


_SUMMED = ("requests", "tokens_in", "tokens_out", "taken")


class ChatRun:
    """Keeps the report of a run as JSON lines: one for each report, and one for the whole."""

    def __init__(self, chat: Chat, file: TextIO, path: Path) -> None:
        self._chat = chat
        self._file = file
        self._path = path
        self._sums: Counter[str] = Counter()
        self._seconds = 0.0
        self._refused: Counter[str] = Counter()

    def note(self, notes: Notes) -> None:
        """Keep how the reading of one report went."""
        plain = {key: value for key, value in asdict(notes).items() if value is not None}
        self._sums.update({name: plain[name] for name in _SUMMED})
        self._seconds += notes.seconds
        self._refused.update(each.why for each in notes.refused)
        self._write(plain)

    def close(self) -> None:
        """Keep what the run comes to."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        self._write({"run_ended": at, **self.spent()})

    def spent(self) -> dict[str, Any]:
        """What the run spent, and what became of what it was told. ``cost`` is None where no
        price is given."""
        chat, sums = self._chat, self._sums
        cost = (sums["tokens_in"] * chat.price_in + sums["tokens_out"] * chat.price_out) / 1e6
        return {
            **{name: sums[name] for name in _SUMMED},
            "cost": cost if chat.price_in or chat.price_out else None,
            "seconds": round(self._seconds, 1),
            "refused": dict(self._refused.most_common()),
        }

    def say(self) -> None:
        """Print what the run comes to."""
        plain = self.spent()
        cost = "" if plain["cost"] is None else f", cost {plain['cost']:,.4f}"
        out.print(
            f"Chat endpoint: {plain['requests']:,} requests, {plain['tokens_in']:,} tokens sent, "
            f"{plain['tokens_out']:,} answered{cost}, {plain['seconds']:,.1f} s waited. "
            f"{plain['taken']:,} items taken, {self._refused.total():,} not: {self._path}",
            markup=False,
        )
        for why, number in plain["refused"].items():
            out.print(f"  not taken, {why}: {number:,}", markup=False)

    def _write(self, plain: dict[str, Any]) -> None:
        self._file.write(json.dumps(plain, ensure_ascii=False) + "\n")
        self._file.flush()


@contextmanager
def chat_run(settings: Settings, record: str, path: Path | None) -> Iterator[ChatRun | None]:
    """What keeps the report of a run of the chat reader; None for other readers. Says first where
    reports go, if that is another machine.

    Raises:
        SettingsError: the endpoint cannot be used, or there is no place for the report.
    """
    if settings.reader != CHAT_READER:
        yield None
        return
    # Behind it are the models' libraries, which take a second to load.
    from according.reading.chat.endpoint import endpoint, warning

    said = warning(endpoint(settings.chat))
    if said:
        err.print(f"warning: {said}", style="yellow", markup=False)
    path = path or Path("record.chat.jsonl" if "://" in record else f"{record}.chat.jsonl")
    try:
        file = path.open("a", encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"{path} cannot be written: {error.strerror}") from error
    with file:
        yield ChatRun(settings.chat, file, path)
