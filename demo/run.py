"""The demo: read the invented reports beside this file, sum them up, write a page.

It runs the same commands that a user types, and shows them.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
OUT = ROOT / "out" / "demo"
RECORD = "out/demo/record.db"
COLUMNS = {
    "text": "body",
    "title": "headline",
    "outlet": "source",
    "published": "pub_date",
    "url": "link",
    "byline": "by",
}


def main() -> None:
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    columns = [part for pair in COLUMNS.items() for part in ("--column", "=".join(pair))]
    say("Eighteen invented reports of two events, as real coverage comes (demo/README.md).")
    according("read", "demo/reports", "--into", RECORD, *columns)
    according("reports", "--record", RECORD)
    according("refusals", "--record", RECORD)
    according("summary", "--record", RECORD)
    shown = wire_story()
    according("page", shown, "--record", RECORD, "--out", "out/demo/report.html")
    according("origins", "--record", RECORD)
    according("events", "--reports", "2", "--record", RECORD)
    according("event", bombing(), "--record", RECORD)
    according("event", raid(), "--record", RECORD)
    say(f"\nOpen it in a browser:  {OUT / 'report.html'}")
    say(f"All of it as pages:  .venv/bin/according serve {RECORD}")
    say(f"Another:  .venv/bin/according show ID --record {RECORD}")


def listed(*arguments: str) -> list[dict]:
    """What a command lists, as JSON."""
    ran = subprocess.run(
        command(*arguments, "--record", RECORD, "--json"),
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(ran.stdout)


def bombing() -> str:
    """The id of the event to show: the killings in Tulcea of which most reports tell."""
    return told_most("Tulcea", "killed")


def raid() -> str:
    """The id of another: the arrests near Kamnik of which most reports tell."""
    return told_most("Kamnik", "detained")


def told_most(place: str, figure: str) -> str:
    """Of the events in a place that have a kind of figure, the one that most reports tell of."""
    told = listed("events")
    fitting = [
        each
        for each in told
        if place in each["label"] and any(row["field"] == figure for row in each["fields"])
    ]
    return (fitting or told)[0]["id"][:10]


def wire_story() -> str:
    """The id of the report to make a page of: the wire's first story of the market bombing."""
    reports = listed("reports")
    wire = [report for report in reports if report["outlet"] == "Meridian News Agency"]
    return next(
        report["id"][:10] for report in wire or reports if "Tulcea" in (report["title"] or "")
    )


def according(*arguments: str) -> None:
    say(f"\n$ according {' '.join(arguments)}")
    subprocess.run(command(*arguments), cwd=ROOT, check=True)


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "according", *arguments]


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
