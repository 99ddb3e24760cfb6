"""Learn how what the encoder finds of incidents becomes templates of MUC-4.

::

    python -m training.muc4 --data DIR --encoder DIR:FOLD... --out FILE

Each encoder was trained without one fold of the 1,300 messages (``--left-out FOLD`` of
``training.encoder.train``), and looks at that fold alone: words that it was taught would seem
surer than they are. The two logistic models are fitted with a penalty of 1 on their squares.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from according.model import Report
from according.reading.reader import Reader
from according.settings import Settings
from evaluation.gtt import INCIDENTS, ROLES, Message, fold_of, messages
from evaluation.gtt_score import plain
from evaluation.muc4_found import Floats
from evaluation.muc4_templates import filler_features, incident_features, looked_at

STEPS, PENALTY = 30, 1.0


def fit(features: Floats, wanted: Floats) -> Floats:
    """The weights of a logistic model, a constant first, by Newton's method."""
    table = np.concatenate([np.ones((len(features), 1)), features], axis=1)
    weights = np.zeros(table.shape[1])
    penalty = PENALTY * np.r_[0.0, np.ones(table.shape[1] - 1)]
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (chance - wanted) + penalty * weights
        bend = (table * (chance * (1 - chance))[:, None]).T @ table + np.diag(penalty + 1e-6)
        weights -= np.linalg.solve(bend, slope)
    return weights


def fills(message: Message, role: int, words: str) -> bool:
    """Whether ``words`` fill the role in some template of the key."""
    return any(
        words in {plain(each) for each, _ in entity}
        for template in message.templates
        for entity in template.roles[ROLES[role]]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", nargs="+", required=True, help="folder:fold")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    tables: list[tuple[list, list]] = [([], []), ([], [])]
    for encoder in args.encoder:
        folder, _, fold = encoder.rpartition(":")
        reader = Reader(Settings(encoder=folder))
        for message in messages(args.data / "muc4" / "gtt" / "train.json"):
            if fold_of(message.id) == int(fold):
                _look(reader, message, tables)
    names = ("filler", "incident")
    found = {
        name: [round(float(each), 4) for each in fit(np.array(rows), np.array(wanted, float))]
        for name, (rows, wanted) in zip(names, tables, strict=True)
    }
    args.out.write_text(json.dumps(found, indent=0) + "\n", encoding="utf-8")


def _look(reader: Reader, message: Message, tables: list[tuple[list, list]]) -> None:
    (encoded,) = reader.encode(Report(message.text))
    seen = looked_at(message.text, encoded)
    tables[0][0].extend(filler_features(seen))
    tables[0][1].extend(fills(message, each.role, each.words) for each in seen.fillers)
    tables[1][0].extend(incident_features(seen))
    tables[1][1].extend(any(name in each.types for each in message.templates) for name in INCIDENTS)


if __name__ == "__main__":
    main()
