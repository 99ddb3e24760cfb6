"""Make the pictures of README and guide anew, from the demo's record: `make pictures`.

Needs Chromium (Debian: apt-get install chromium). Only the demo's invented reports are shown.
"""

import io
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from demo.run import bombing, raid  # noqa: E402

IMAGES = ROOT / "docs" / "images"
DEMO = ROOT / "out" / "demo"
PAGE_PIXELS = (1280, 1060)
PORT = 8455
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
    page((DEMO / "report.html").as_uri(), IMAGES / "report-page.png")
    with served() as address:
        page(address, IMAGES / "home.png")
        page(f"{address}/event/{raid()}", IMAGES / "event-page.png")
    event = bombing()
    terminal(IMAGES / "event.svg", ["event", event])
    terminal(IMAGES / "terminal.svg", ["summary"], ["reports", "--limit", "8"], ["refusals"])


@contextmanager
def served() -> Iterator[str]:
    """The pages of a copy of the demo's record."""
    with tempfile.TemporaryDirectory() as folder:
        record = shutil.copy(DEMO / "record.db", Path(folder) / "demo.db")
        command = [sys.executable, "-m", "according", "serve", str(record), "--port", str(PORT)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
        try:
            process.stdout.readline()  # it says where it is
            time.sleep(1)
            yield f"http://127.0.0.1:{PORT}"
        finally:
            process.terminate()
            process.wait()


def page(address: str, target: Path) -> None:
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                "chromium",
                *FLAGS,
                f"--user-data-dir={profile}",
                f"--window-size={PAGE_PIXELS[0]},{PAGE_PIXELS[1]}",
                f"--screenshot={target}",
                address,
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
