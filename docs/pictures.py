"""Make the pictures of README and guide anew, from the demo's record: `make pictures`.

Needs Chromium (Debian: apt-get install chromium). Only the demo's invented reports are shown.
"""

import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from demo.run import bombing  # noqa: E402

IMAGES = ROOT / "docs" / "images"
DEMO = ROOT / "out" / "demo"
PAGE_PIXELS = (1280, 1060)
TERMINAL_COLUMNS = 108
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


def main() -> None:
    if shutil.which("chromium") is None:
        sys.exit("pictures need chromium; on Debian: apt-get install chromium")
    if not (DEMO / "report.html").is_file():
        sys.exit("no demo record; run first: make demo")
    IMAGES.mkdir(exist_ok=True)
    page(DEMO / "report.html", IMAGES / "report-page.png")
    event = bombing()
    terminal(IMAGES / "event.svg", ["event", event])
    terminal(IMAGES / "terminal.svg", ["summary"], ["reports", "--limit", "8"], ["refusals"])


def page(source: Path, target: Path) -> None:
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                "chromium",
                *FLAGS,
                f"--user-data-dir={profile}",
                f"--window-size={PAGE_PIXELS[0]},{PAGE_PIXELS[1]}",
                f"--screenshot={target}",
                source.as_uri(),
            ],
            check=True,
            capture_output=True,
        )


def terminal(target: Path, *commands: list[str]) -> None:
    console = Console(record=True, width=TERMINAL_COLUMNS, file=io.StringIO())
    for arguments in commands:
        shown = subprocess.run(
            [sys.executable, "-m", "according", *arguments, "--record", "out/demo/record.db"],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
            env={"COLUMNS": str(TERMINAL_COLUMNS), "FORCE_COLOR": "1", "PATH": "/usr/bin:/bin"},
        )
        console.print(Text(f"$ according {' '.join(arguments)}", style="bold green"))
        console.print(Text.from_ansi(shown.stdout))
    # Rich's own picture would fetch its font from the network.
    svg = re.sub(r"@font-face \{[^}]*\}", "", console.export_svg(title="according"))
    target.write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
