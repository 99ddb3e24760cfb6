"""`within`: parts of a column of JSON, in the way of each database."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import ColumnElement, Text, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

_PATH = re.compile(r"\w+(?:\.\w+|\[\d+\])*")


class _Within(FunctionElement[str]):
    name = "within"
    type = Text()
    inherit_cache = True


def within(column: ColumnElement[Any], *paths: str) -> ColumnElement[str]:
    """What a column of JSON has at some paths, such as ``holder.attribution_ids`` or ``ids[0]``.

    Of one path: a string as it is, anything else as JSON, null where nothing is. Of several: a JSON
    array with what is at each, for which the column is parsed once.
    """
    if any(not _PATH.fullmatch(each) for each in paths):
        raise ValueError(f"no path among {paths}")
    return _Within(column, *(literal_column(f"'{each}'") for each in paths))


@compiles(_Within, "sqlite")
def _sqlite(element: _Within, compiler: SQLCompiler, **options: Any) -> str:
    column, *paths = element.clauses
    asked = ", ".join(f"'$.{each.name[1:-1]}'" for each in paths)
    return f"json_extract({compiler.process(column, **options)}, {asked})"


@compiles(_Within, "postgresql")
def _postgresql(element: _Within, compiler: SQLCompiler, **options: Any) -> str:
    column, *paths = element.clauses
    text = compiler.process(column, **options)
    # A path "a.b[0]" is '{a,b,0}' here.
    asked = ["'{" + ",".join(re.findall(r"\w+", each.name)) + "}'" for each in paths]
    if len(asked) == 1:
        return f"({text} #>> {asked[0]})"
    return f"json_build_array({', '.join(f'{text} #> {each}' for each in asked)})::text"
