"""A record as it is at one moment."""

import pytest

from according.errors import StoreError
from according.store import Record, schema


def test_what_others_write_meanwhile_is_not_seen(tmp_path):
    with Record(str(tmp_path / "a record?.db"), create=True) as record:
        with record.at_one_moment() as still:
            with record.engine.begin() as connection:
                connection.execute(schema.meta.insert().values(key="new", value="1"))
            assert not any(row.key == "new" for row in still._all(schema.meta.select()))
            # A question that ended ends nothing for the next.
            assert not any(row.key == "new" for row in still._all(schema.meta.select()))
        assert any(row.key == "new" for row in record._all(schema.meta.select()))


def test_nothing_can_be_written_to_it(tmp_path):
    with Record(str(tmp_path / "record.db"), create=True) as record:
        with record.at_one_moment() as still, pytest.raises(StoreError, match="readonly"):
            still.across.forget()
        record.across.forget()
