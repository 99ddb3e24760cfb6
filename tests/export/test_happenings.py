"""Accounts as tables: every cell has its words."""

import according
from according.export.entries import layers, marks


def accounts(text: str):
    reading = according.read(text, outlet="Quay Post", published="2024-03-14")
    shown = layers(reading)
    return shown, next(each for each in shown if each.name == "accounts")


def test_an_account_is_a_table_whose_cells_are_words_of_the_report():
    text = "Gunmen killed nine guards in Kano on Monday, police said."
    shown, layer = accounts(text)
    (entry,) = layer.entries
    headings = [row.heading for row in entry.table]
    assert headings[0] == "What"
    assert {"How many", "Where", "When"} <= set(headings)
    for row in entry.table:
        for cell in row.cells:
            assert text[cell.evidence.start : cell.evidence.end] == cell.evidence.quote
    anchors = [anchor for _, cells in entry.rows for anchor, _ in cells]
    assert len(anchors) == len(set(anchors)) == len(entry.evidence)
    lit = {each.anchor for each in marks(shown) if each.layer == "accounts"}
    assert set(anchors) == lit
