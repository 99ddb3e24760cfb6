"""Numbers that are no quantity."""

import pytest

NONE = [
    "The trial opens on 2 June 2023.",
    "On June 3-5 he visits Velden.",
    "They met on 4 and 5 May in Genoa.",
    "On Jan. 6, 2021, a crowd broke in.",
    "Mon Aug 22 2016",
    "The ministry said so in 2014.",
    "The 2011 protests changed Brenna.",
    "By the mid-1980s the dam was full.",
    "A clerk in his 30s wept.",
    "It was a scandal of the 19th century.",
    "Doors open at 10:30 and close at 9 p.m.",
    "Guards woke around 500am (0200 GMT) or so.",
    "The boat left at six o'clock.",
    "Trucks use Route 66 and Highway 5.",
    "An F-16 and an S-300 were seen.",
    "The G20 and the G-7 met; so did the H8.",
    "UN Resolution 2254 was named.",
    "Article 5 of the pact was cited.",
    "Brigade 47 left Hill 305.",
    "See page 12, pages 10-12 and 17, and table 3.",
    "Bus No. 16 stops there.",
    "It was 9/11 again, they said.",
    "The bureau is open 24/7.",
    "Call 555-0142 with news.",
    "She called 911 at once.",
    "The shop stood at 14 Cannery Street.",
    "Velden beat Brenna 3-1 in the cup.",
    "The house voted 52-48 against it.",
    "1. Open the valve.",
    "The Velden Five go on trial.",
    "The Six are accused of treason.",
    "It was the Nine-Day War.",
    "A two-state plan and a four-star general.",
    "She was the one who called.",
    "One can only guess.",
    "One day the bridge will open.",
    "He is one of the best singers.",
    "They went one by one.",
    "It was the second blast of the third day.",
    "A third day of talks began.",
    "He won a second term.",
    "There is no doubt about it.",
    "There were no reports of casualties.",
    "A number of people left.",
    "Many people and most of the dogs left.",
    "Both brothers were freed.",
    "The final scores were wrong.",
    "Write to desk_2@quay.example or see quay.example/1c3CWW1.",
    "Version 2.1 and 10.0.0.1 failed.",
    "Flight 370 vanished.",
    "Windows 10 is old.",
    "LENZ, 24 AUG 89 (EFE) -- RAIN FELL.",
    "Both of the 2016 hopefuls spoke.",
    "He told affiliate Seven Network of it.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_quantity(shown, text):
    assert shown(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In 2015 300 houses were built.", "300"),
        ("Mon Aug 22 2016 56 Raids on Doum", "56"),
        ("23 July 2015 21:15 18 Farmers Killed in Raid", "18"),
        ("In May 30 people drowned off Osk.", "30"),
        ("Some 2000 people fled on 3 May.", "Some 2000"),
        ("2000 people fled.", "2000"),
        ("One soldier and no guard was hit.", "One"),
        ("Only one survived.", "one"),
        ("Blast Kills Three in Osk", "Three"),
        ("Two F-16 jets were seen.", "Two"),
        ("The 12-member council met.", "12"),
        ("The dead number at least 75.", "at least 75"),
        ("In short Two U.S. envoys spoke.", "Two"),
        ("It killed 2016 people.", "2016"),
        ("On 12 May 30 people drowned.", "30"),
        ("Toll: 12 (others pending).", "12"),
    ],
)
def test_a_quantity_beside_something_else(shown, text, words):
    assert [each[0] for each in shown(text)] == [words]
