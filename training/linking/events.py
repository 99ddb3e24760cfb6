"""Learn which accounts of different reports are of one happening, from the gold days.

::

    python -m training.linking.events --data DIR

Accounts are taken that are aligned with a gold event (`evaluation.aligning`); two of one day are
one happening where their gold events are the same. The weights are a logistic regression; those of
``evaluation/linking_folds.json`` leave one day out each and serve the benchmark, those of
``data/linking/events.json`` are of all days and are shipped. The threshold is the one that groups
the days best that the weights were learned from. How rare words are is counted in
``reports/articles.jsonl``, with no annotation.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from according.linking.events import grouped
from according.linking.pairs import FEATURES, FILE, WORDS, Weights, as_weights, compare
from according.linking.sketches import STEM, Sketch
from according.linking.stems import stems
from according.model import OriginLink
from according.settings import Settings
from evaluation.linking_bench import FOLDS, DayRead, read_days, score

DATA = Path(__file__).parents[2] / "src" / "according" / "data"
PENALTY, STEPS = 1.0, 60
KEPT = 6000
THRESHOLDS = tuple(round(each, 2) for each in np.arange(-1.5, 2.01, 0.25))

Floats = NDArray[np.float64]
