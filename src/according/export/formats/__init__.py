"""A record in the forms that others read: one module for each format.

A format is a value, `format.Format`, that its module makes and `registry` lists. Its writer is::

    def write(chosen: Chosen, to: Destination, options: Mapping[str, str], losses: Losses) -> int

- ``chosen`` (`choosing`) gives the reports and events that were asked for, one after the other:
  ``readings()``, ``happenings()``, ``rows(query)``; never all in memory. Progress is told by it.
- ``to`` (`destination`) gives files to write: ``with to.text() as file`` for a format of one file,
  ``with to.text("events.csv") as file`` for one of several. They become visible all at once when
  the writer has returned, and not at all where it raises.
- ``options`` has a value for each of the format's options.
- ``losses`` (`losses`) is told what the format cannot carry: ``losses.note("mode", "why",
  example)`` for each value, ``losses.never("holder", "why")`` for what it has no place for.
- It returns how many rows it wrote: what the format counts (`Format.rows` names them).

`writing.write` does the rest: temporary names, checksums, the manifest, the list of losses.
"""
