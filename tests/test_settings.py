import pickle
from types import MappingProxyType

import pytest

from according.errors import SettingsError
from according.settings import Columns, Limits, Settings


def test_settings_can_be_sent_to_a_process():
    for names in ({}, {"text": "body"}, MappingProxyType({"text": "body"})):
        settings = Settings(columns=Columns(names))
        assert pickle.loads(pickle.dumps(settings)) == settings
    assert pickle.loads(pickle.dumps(Settings())) == Settings()


def test_settings_columns_are_a_copy():
    names = {"text": "body"}
    columns = Columns(names)
    names["text"] = "other"
    assert columns.names == {"text": "body"}


def test_settings_that_cannot_be_used():
    with pytest.raises(SettingsError, match="no field 'body'; a report has text"):
        Columns({"body": "text"})
    with pytest.raises(SettingsError, match="workers must be 1 or more"):
        Settings(workers=0)
    with pytest.raises(SettingsError, match="seconds must be above zero"):
        Limits(seconds=0)
