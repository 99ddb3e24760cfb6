"""Fuzzing by coverage: ``python -m tests.hostile.fuzz TARGET --seconds 300``.

Needs the extra ``fuzz`` (atheris). What takes a target down, or more than five seconds of CPU or
512 MiB, is written to ``tests/hostile/found/TARGET-...``; ``test_fuzz`` runs all that lies there.
``--corpus FOLDER`` keeps what was learned for the next time.
"""

from __future__ import annotations

import argparse
import logging
import resource
import sys
import tempfile
from pathlib import Path

FOUND = Path(__file__).with_name("found")
HANGS = 120
"""Seconds by the clock after which an input that does not come back is taken for hanging; what is
slow is told by its CPU, which other work on the machine does not change."""
MEMORY_MIB = 512


def main() -> None:
    """Fuzz one target until the time is over, or something is found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target")
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--corpus")
    told = parser.parse_args()
    import atheris

    with atheris.instrument_imports(
        include=["according", "feedparser", "trafilatura", "warcio"], enable_loader_override=False
    ):
        from tests.hostile.targets import TARGETS

        target = TARGETS[told.target]
        for seed in target.seeds():
            target(seed)  # loads what is loaded when it is needed
    logging.disable()
    corpus = told.corpus or tempfile.mkdtemp(prefix="according-corpus-")
    Path(corpus).mkdir(exist_ok=True)
    for number, seed in enumerate(target.seeds()):
        Path(corpus, f"seed{number}").write_bytes(seed)
    words = Path(tempfile.mkstemp(prefix="according-words-")[1])
    known = target.words or (" the ",)  # libFuzzer takes no empty list
    words.write_text("".join(f'"{_escaped(each)}"\n' for each in known), "ascii")
    held = _held()
    more = MEMORY_MIB << 20
    resource.setrlimit(resource.RLIMIT_AS, (held + 2 * more, held + 2 * more))
    atheris.Setup(
        [
            sys.argv[0],
            corpus,
            f"-max_total_time={told.seconds}",
            f"-artifact_prefix={FOUND}/{told.target}-",
            f"-timeout={HANGS}",
            f"-malloc_limit_mb={MEMORY_MIB}",
            f"-rss_limit_mb={(held + 2 * more) >> 20}",
            f"-dict={words}",
            "-max_len=20000",
            "-print_final_stats=1",
        ],
        target,
    )
    atheris.Fuzz()


def _escaped(word: str) -> str:
    return "".join(
        chr(each) if 32 <= each < 127 and each not in (34, 92) else f"\\x{each:02x}"
        for each in word.encode()
    )


def _held() -> int:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


if __name__ == "__main__":
    main()
