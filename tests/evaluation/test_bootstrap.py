import numpy as np
import pytest

from evaluation.bootstrap import interval


def ratio(summed):
    return float(summed[0] / summed[1])


def test_interval_holds_the_figure_of_the_sums():
    counts = np.array([[8.0, 10.0], [3.0, 10.0], [5.0, 20.0], [9.0, 10.0]])
    figure = interval(counts, ratio)
    assert figure.value == 25 / 50
    assert figure.low < figure.value < figure.high


def test_interval_is_the_same_every_time():
    counts = np.array([[1.0, 2.0], [2.0, 2.0], [0.0, 2.0]])
    assert interval(counts, ratio) == interval(counts, ratio)


def test_interval_of_like_documents_is_a_point():
    figure = interval(np.array([[1.0, 2.0]] * 7), ratio)
    assert (figure.value, figure.low, figure.high) == (0.5, 0.5, 0.5)


def test_interval_of_a_share_is_as_wide_as_theory_says():
    # 400 documents of one item, half right: standard error sqrt(.5 * .5 / 400) = 0.025, so the
    # 95 % interval is 0.5 ± 0.049.
    counts = np.array([[at % 2, 1.0] for at in range(400)])
    figure = interval(counts, ratio)
    assert figure.low == pytest.approx(0.451, abs=0.008)
    assert figure.high == pytest.approx(0.549, abs=0.008)


def test_more_documents_narrow_it():
    few, many = (
        interval(np.array([[at % 2, 1.0] for at in range(number)]), ratio) for number in (20, 500)
    )
    assert many.high - many.low < few.high - few.low
