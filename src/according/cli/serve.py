"""``according serve`` and ``according dossier``: pages of a record, and an event as one file."""

from __future__ import annotations

import gc
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from according.cli.console import DEFAULT_RECORD, RecordOption, err, open_existing, out, write_file
from according.cli.events import EventArgument
from according.cli.progress import counting
from according.errors import SettingsError
from according.store.connect import shown
from according.store.shelves import is_prepared

if TYPE_CHECKING:
    from according.web.state import State

PORT = 8417

_PART = 1000
"""Events between two looks at how far it is."""


def serve(
    record: Annotated[
        str, typer.Argument(metavar="RECORD", help="The record: a file.", envvar="ACCORDING_RECORD")
    ] = DEFAULT_RECORD,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen at.")] = PORT,
    host: Annotated[
        str, typer.Option(help="The address to listen at; others than of this machine: --users.")
    ] = "127.0.0.1",
    open_: Annotated[bool, typer.Option("--open", help="Open it in a browser.")] = False,
    users: Annotated[
        bool, typer.Option("--users", help="People sign in: see according users add.")
    ] = False,
    at: Annotated[
        list[str] | None,
        typer.Option(metavar="ADDRESS", help="Where browsers come: https://name.example:8417."),
    ] = None,
    certificate: Annotated[
        Path | None, typer.Option(help="A certificate for https (PEM).", exists=True)
    ] = None,
    key: Annotated[Path | None, typer.Option(help="Its key (PEM).", exists=True)] = None,
    proxy: Annotated[
        str | None,
        typer.Option(help="The address of a server before this one, that says who asks."),
    ] = None,
    without_https: Annotated[
        bool, typer.Option("--without-https", help="Let passwords go over the network readable.")
    ] = False,
) -> None:
    """Serve the pages of a record to the browsers of this machine, or to those who sign in. Ctrl-C
    ends it."""
    # Loaded here: no other command needs them.
    import uvicorn

    from according.reviewing.users import users as known_users
    from according.web.app import make_app, open_state
    from according.web.serving import Serving

    serving = Serving(host, port, users, at or (), certificate, key, proxy, without_https)
    rules = serving.rules()
    secure = serving.is_secure(rules)
    with open_existing(record) as opened:
        if not is_prepared(opened.engine):
            err.print(
                "preparing search and lists; the first time, about a minute for 50,000 reports"
            )
    with open_state(record, accounts=users, secure=secure) as state:
        if users and not known_users(state.record):
            raise SettingsError("nobody could sign in; first: according users add NAME")
        _catch_up(state)
        # Pages make many records and no cycles: what is there already need not be gone through.
        gc.freeze()
        gc.set_threshold(100_000, 50, 50)
        app = make_app(state, rules)
        config = uvicorn.Config(
            app,
            host=host,
            port=port,
            log_level="warning",
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=proxy is not None,
            forwarded_allow_ips=proxy,
            ssl_certfile=certificate,
            ssl_keyfile=key,
            ws="none",
        )
        scheme = "https" if certificate else "http"
        name = f"[{host}]" if ":" in host else host
        address = at[0] if at else f"{scheme}://{name}:{port}/"
        out.print(f"{shown(record)} at {address} (Ctrl-C ends it)", markup=False)
        if open_:
            webbrowser.open(address)
        uvicorn.Server(config).run()


def _catch_up(state: State) -> None:
    """Make the faces of all events that changed, with progress."""
    all_ = state.looking.count_stale()
    with counting("preparing events") as shown:
        for done in range(_PART, all_ + _PART, _PART):
            state.faces.catch_up(_PART)
            shown(min(done, all_), all_)
    state.faces.catch_up()


def dossier(
    event_id: EventArgument,
    to: Annotated[Path, typer.Option("--out", "-o", help="The file to write.")] = Path(
        "dossier.html"
    ),
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Write the dossier of an event: one file with its accounts, figures, map, texts and checksums,
    that needs nothing else."""
    from according.export.decisions import event_decisions, field_decisions
    from according.export.dossier import dossier as made_of
    from according.export.event_view import event_view
    from according.reviewing.roles import ANYBODY
    from according.reviewing.weighed import weighed

    with open_existing(record) as opened:
        found = weighed(opened, opened.across.event(event_id))
        view = event_view(found, None, len(found.line.reports))
        people = field_decisions(opened, ANYBODY, found.line.reports)
        made = made_of(opened, view, event_decisions(opened, found.line), people=people)
    write_file(to, made.html)
    out.print(f"{to} written; SHA-256 of the file: {made.sha256}", markup=False)
