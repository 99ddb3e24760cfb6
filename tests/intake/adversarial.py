"""Strings of 100,000 characters that make careless patterns slow."""

SIZE = 100_000


def _filled(part: str) -> str:
    return (part * (SIZE // len(part) + 1))[:SIZE]


STRINGS = {
    name: _filled(part)
    for name, part in {
        "letters": "a",
        "capitals": "A",
        "spaces": " ",
        "line ends": "\n",
        "capital words": "Aa ",
        "capitals and spaces": "AA ",
        "places": "BEIRUT, ",
        "places and slashes": "BEIRUT/",
        "digits": "1",
        "dashes": "-",
        "dashes and spaces": "- ",
        "brackets": "(",
        "closing brackets": ")",
        "agency": "Reuters ",
        "agencies and": "Reuters and ",
        "agencies comma": "AFP, ",
        "agency in brackets": "(AP) ",
        "dateline": "BEIRUT (AP) - ",
        "reported": "AFP reported ",
        "contributed": "Reuters contributed to this report ",
        "contributed alone": "contributed to this report ",
        "contributing": "Contributing: AP ",
        "news agency": "News Agency ",
        "named news agency": "Aa Bb Cc Dd News Agency (ABCD) ",
        "acronyms": "news agency (ABC) - ",
        "newswires": "Aa Bb Newswire ",
        "agency reports": "\nAFP reports\n",
        "by agency": "\nBy AFP\n",
        "neither": "neither a nor ",
        "surname": "Ab Bloomberg reported ",
        "agency between dashes": ".-AFP-\n",
        "copyright": "Copyright 2019 ",
        "material": "material from Reuters, ",
        "with": "(With AFP and ",
        "unlisted datelines": "Osk, Holm (Aa Bb) - A\n",
        "unlisted credits": "Reported by Aa News\n",
        "unlisted contributors": "Aa News contributed to this report. ",
        "capital words in brackets": "(Aa of the Bb ",
        "phrase": "The Thomson Reuters Trust Principles ",
        "quotes": "\"'’”",
        "periods": ". ",
        "tags": "<a>",
        "open tags": "<",
        "open tag": "<a ",
        "comments": "<!-- ",
        "doctypes": "<!DOCTYPE ",
        "declarations": "<?xml ",
        "entities": "&amp",
        "heads": " date 2024-03-11 ",
        "crawl heads": "date 2024-03-11 Quay Post ",
        "backslashes": "\\",
        "braces": "{[",
        "combining": "a\u0301",
        "wide": "😀",
    }.items()
}
