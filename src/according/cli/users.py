"""``users``: who may sign in where a record is served to others."""

from __future__ import annotations

import getpass
import sys
from typing import Annotated

import typer
from rich.table import Table

from according.cli.console import (
    DEFAULT_RECORD,
    JsonOption,
    RecordOption,
    open_existing,
    out,
    print_json,
)
from according.errors import JudgementError
from according.reviewing import users as people
from according.reviewing.roles import Role, plain_name

users = typer.Typer(name="users", help="Who may sign in where a record is served to others.")

NameArgument = Annotated[str, typer.Argument(metavar="NAME")]


@users.command("add")
def add(
    name: NameArgument,
    role: Annotated[Role, typer.Option(help="reader, coder or adjudicator.")] = Role.CODER,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Add a user. The password is asked for in the terminal."""
    with open_existing(record) as opened:
        plain = people.checked_name(name)
        people.add(opened, plain, role, _asked())
    out.print(f"{plain} may sign in as {role.value}", markup=False)


@users.command("list")
def list_(record: RecordOption = DEFAULT_RECORD, as_json: JsonOption = False) -> None:
    """List the users with their roles."""
    with open_existing(record) as opened:
        found = people.users(opened)
    if as_json:
        print_json(
            [{"name": u.name, "role": u.role, "made_at": u.made_at.isoformat()} for u in found]
        )
        return
    table = Table("name", "role", "since", box=None, header_style="bold", pad_edge=False)
    for each in found:
        table.add_row(each.name, each.role, f"{each.made_at:%Y-%m-%d}")
    out.print(table)


@users.command("role")
def role(
    name: NameArgument,
    role: Annotated[Role, typer.Argument(metavar="ROLE")],
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Give a user another role; they have to sign in again."""
    with open_existing(record) as opened:
        people.set_role(opened, name, role)
    out.print(f"{plain_name(name)} is {role.value} now", markup=False)


@users.command("password")
def password(name: NameArgument, record: RecordOption = DEFAULT_RECORD) -> None:
    """Give a user another password, asked for in the terminal; they have to sign in again."""
    with open_existing(record) as opened:
        people.the_user(opened, name)
        people.set_password(opened, name, _asked())
    out.print(f"{plain_name(name)} has another password", markup=False)


@users.command("remove")
def remove(name: NameArgument, record: RecordOption = DEFAULT_RECORD) -> None:
    """Remove a user. What they decided stays, under their name."""
    with open_existing(record) as opened:
        people.remove(opened, name)
    out.print(f"{plain_name(name)} may not sign in any more", markup=False)


def _asked() -> str:
    """A new password, typed twice. Never an argument: these are seen by others on the machine, and
    stay in the shell's history."""
    if not sys.stdin.isatty():
        raise JudgementError("a password is asked for in a terminal, and there is none")
    first = getpass.getpass("Password: ")
    if first != getpass.getpass("Again: "):
        raise JudgementError("the two are not the same; nothing was changed")
    return first
