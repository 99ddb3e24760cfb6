"""The benchmarks, by name. A new one is a module with ``files`` and ``run``, and a line here."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from according.errors import BenchError
from evaluation.adapter import Adapter

BENCHES = {
    "accounts": "evaluation.accounts_bench",
    "attribution": "evaluation.attribution_bench",
    "basil": "evaluation.basil_bench",
    "copies": "evaluation.copies_bench",
    "coref": "evaluation.coref_bench",
    "ecbplus": "evaluation.ecbplus_bench",
    "events": "evaluation.events_bench",
    "export-scale": "evaluation.export_scale_bench",
    "factuality": "evaluation.factuality_bench",
    "intake": "evaluation.intake_bench",
    "muc4": "evaluation.muc4_bench",
    "muc4-full": "evaluation.muc4_full_bench",
    "origins-scale": "evaluation.origins_scale_bench",
    "places": "evaluation.places_bench",
    "plover": "evaluation.plover_bench",
    "polnear": "evaluation.polnear_bench",
    "query-scale": "evaluation.query_scale_bench",
    "queue-scale": "evaluation.queue_scale_bench",
    "quantities": "evaluation.quantities_bench",
    "record": "evaluation.record_bench",
    "record-scale": "evaluation.record_scale_bench",
    "scale": "evaluation.scale_bench",
    "speed": "evaluation.speed_bench",
    "timex": "evaluation.timex_bench",
    "wording": "evaluation.wording_bench",
}
NOT_PINNED = frozenset(
    {
        *("export-scale", "origins-scale", "query-scale", "queue-scale"),
        *("record", "record-scale", "scale", "speed"),
    }
)
"""Benchmarks that the gate passes over: their figures hang on the machine."""

SPLITS = ("dev", "test")


def load(name: str) -> Adapter:
    """The adapter called ``name``. Its module is imported now: each has its own heavy parts.

    Raises:
        BenchError: no such benchmark, or a part that it needs is not installed.
    """
    if name not in BENCHES:
        raise BenchError(f"no benchmark {name!r}; there are {', '.join(sorted(BENCHES))}")
    try:
        return cast(Adapter, import_module(BENCHES[name]))
    except ModuleNotFoundError as error:
        raise BenchError(
            f"benchmark {name} needs {error.name}; install the development parts: "
            "pip install --editable '.[dev]'"
        ) from error
