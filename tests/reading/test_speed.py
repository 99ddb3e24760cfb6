"""The time that naming takes grows with the length of a report, not with its square."""

import random
import time

from according.model import Report
from tests.long import LONG

_STARTS = ("Bor", "Kal", "Mir", "Tov", "Vel", "Sar", "Dob", "Hra", "Lin", "Pes", "Zan", "Orl")
_ENDS = ("dan", "mek", "ova", "ski", "ter", "lund", "rad", "vic", "nar", "helm", "ic", "sen")


def long_report(words: int) -> str:
    """An invented report of about ``words`` words, with a new name in nearly every sentence."""
    chosen = random.Random(7)

    def name() -> str:
        return (chosen.choice(_STARTS) + chosen.choice(_ENDS) + chosen.choice(_ENDS)).title()

    sentences = []
    for _ in range(words // 18):
        group = f"{name()} {name()} Council"
        letters = "".join(word[0] for word in group.split()) + chosen.choice("ABCDE")
        sentences.append(
            f"{name()} {name()} of the {group} ({letters}) met {name()} in {name()}, and the "
            f"{''.join(chosen.choices('ABCDEFGHIKLMNOPRSTVZ', k=4))} said no."
        )
    return "\n\n".join(" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5))


def names_seconds(reader, text: str) -> float:
    """Seconds of CPU that the room of names takes."""
    moments: dict[str, float] = {}
    report = Report(text, language="en")
    reader.read(report, lambda room: moments.update({room: time.process_time()}))
    return moments["names"] - moments["places"]


def test_names_of_a_long_report_are_read_in_linear_time(reader):
    names_seconds(reader, long_report(1_000))
    # Eight times the words; by squares it would be 64 times the seconds.
    short, long = (long_report(each) for each in ((2_000, 16_000) if LONG else (700, 5_600)))
    assert names_seconds(reader, long) < 8 * 2 * names_seconds(reader, short)


def test_names_of_one_endless_sentence_are_read_in_time(reader):
    assert names_seconds(reader, "the (HRL) " * (2_000 if LONG else 800)) < 6
