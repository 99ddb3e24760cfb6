"""What notebooks show of a reading is inert, whatever its report holds."""

from according.model import Certainty, EventMention, Evidence, Figure, FigureKind, Reading, Report
from according.model.notebook import bounds, table

BAD = '<script>alert(1)</script> killed 16 & "more" <img src=x onerror=y>'


def test_notebook_a_hostile_report_is_text():
    report = Report(f"{BAD}\u202e\x1b[31m", outlet="<i>Post</i>", title=BAD)
    killed, number = BAD.index("killed"), BAD.index("16")
    reading = Reading(
        report,
        "<u>reader</u>",
        events=(
            EventMention(Evidence.at(report, killed, killed + 6), None, Certainty.ASSERTED),
            EventMention(Evidence.at(report, 0, 25), None, Certainty.DENIED),
        ),
        figures=(Figure(Evidence.at(report, number, number + 2), FigureKind.KILLED, 16, 16, None),),
        limits=("<s>cut</s>",),
    )
    html = reading._repr_html_()
    for tag in ("<script", "<img", "<i>", "<s>", "<u>", "\u202e", "\x1b"):
        assert tag not in html
    assert "&lt;script&gt;" in html
    assert "16+" in html
    assert "the outlet" in html
    assert "Not all was read: &lt;s&gt;cut&lt;/s&gt;." in html


def test_notebook_an_unread_report_says_why():
    reading = Reading(Report("Dva."), "r", unread="language is sl, not en")
    assert "Not read: language is sl, not en." in reading._repr_html_()


def test_notebook_long_cells_and_tables_are_cut():
    html = table(("a",), [["x" * 500]] * 40)
    assert "x" * 119 + "…" in html
    assert html.count("<td") == 12
    assert "12 of 40" in html


def test_notebook_bounds():
    def of(low, high):
        report = Report("16")
        return Figure(Evidence.at(report, 0, 2), FigureKind.KILLED, low, None, high)

    assert [bounds(of(*each)) for each in ((16, 16), (14, 20), (16, None), (None, 3))] == [
        "16",
        "14-20",
        "16+",
        "at most 3",
    ]
    assert bounds(of(None, None)) == ""
