"""People review what the machine read: decide, agree or differ, adjudicate; what waits first.

Who asks is a `roles.Viewer`: one's own name on one's own machine, or whom `signing.signed_in` knows
by a token. Then:

- ``queue.page``: what waits, what matters first; ``queue.confirm`` for what hangs on one link.
- ``deciding.event_items``, ``report_items``: what can be decided, with the machine's reading and
  people's decisions apart; ``values.fields_of`` says what a field can be.
- ``beside.beside``: the same beside the fields of an event, as `happening` has them.
- ``deciding.decide``, ``adjudicate``, ``undo``; ``grouping.join``, ``split``, ``not_a_copy``, ...
- ``history.history`` of a field, ``event_history``.
- ``coding.assign``, ``finish``, ``codings``; ``agreement.agreement``.
"""
