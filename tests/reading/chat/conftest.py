"""One server and one reader for all tests of the chat reader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from according.model import Report, published_text
from according.reading.chat import ChatReader
from according.settings import Chat, Settings
from tests.reading.chat.server import Server, served

TITLE = "Blast at Koper market"
BODY = (
    "At least 16 people were killed and 30 wounded on Monday when a bomb exploded at a market in "
    "Koper, the Harbour Rescue League said.\n\n"
    "“We counted 16 bodies,” said Mara Lindqvist, who leads the League. The Black Reed Brigade "
    "said it had carried out the attack. Police put the toll at 12 at first.\n\n"
    "Two people were detained near Ljubljana on Tuesday."
)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with served() as state:
        yield state


@pytest.fixture(scope="session")
def settings(server: Server) -> Settings:
    """Settings of the server, with little patience."""
    return Settings(
        reader="chat",
        chat=Chat(server.url, "invented-7b", seconds=5, tries=2, pause=0, answer_bytes=400_000),
    )


@pytest.fixture(scope="session")
def chat(settings: Settings) -> ChatReader:
    return ChatReader(settings)


@pytest.fixture
def blast() -> Report:
    """An invented report of a blast."""
    return Report(
        published_text(TITLE, BODY),
        outlet="Quay Post",
        published=date(2024, 3, 13),
        title=TITLE,
        language="en",
    )


def good() -> dict[str, object]:
    """An answer about `blast` in which everything is right."""
    first = "At least 16 people were killed and 30 wounded on Monday when a bomb exploded"
    return {
        "attributions": [
            {
                "source": "the Harbour Rescue League",
                "kind": "organisation",
                "cue": {"quote": "said", "in": "the Harbour Rescue League said"},
                "content": [f"{first} at a market in Koper"],
            },
            {
                "source": "Mara Lindqvist",
                "kind": "named",
                "cue": {"quote": "said", "in": "said Mara Lindqvist"},
                "content": ["We counted 16 bodies"],
            },
            {
                "source": "The Black Reed Brigade",
                "kind": "organisation",
                "cue": {"quote": "said", "in": "Brigade said"},
                "content": ["it had carried out the attack"],
            },
        ],
        "events": [
            {
                "words": "killed",
                "happening": "blast",
                "type": "ASSAULT",
                "mode": "explosives",
                "certainty": "asserted",
                "actors": [],
                "recipients": ["people"],
                "instruments": ["a bomb"],
                "places": [{"quote": "Koper", "in": "a market in Koper"}],
                "times": ["Monday"],
                "figures": [
                    {"number": {"quote": "16", "in": "At least 16 people"}, "counts": "killed"},
                    {"number": "30", "counts": "wounded", "of_whom": None},
                ],
                "blamed": [],
            },
            {
                "words": "attack",
                "happening": "blast",
                "type": "ASSAULT",
                "certainty": "asserted",
                "actors": ["The Black Reed Brigade"],
                "blamed": [{"words": "The Black Reed Brigade", "how": "claimed"}],
            },
            {
                "words": "detained",
                "happening": "arrests",
                "type": "COERCE",
                "mode": "arrest",
                "certainty": "asserted",
                "recipients": ["Two people"],
                "places": ["Ljubljana"],
                "times": ["Tuesday"],
                "figures": [{"number": "Two", "counts": "detained", "of_whom": "people"}],
            },
        ],
    }
