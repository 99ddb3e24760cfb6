"""English number words, for the round trip: written apart from the rules that read them."""

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(number: int, hyphen: bool = True, conjunction: bool = True) -> str:
    """``number`` (0 to 10^12) in words: "two hundred (and) twenty-one thousand and five"."""
    for scale, name in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand")):
        if number >= scale:
            head = f"{spelled(number // scale, hyphen, conjunction)} {name}"
            rest = number % scale
            joint = " and " if conjunction and 0 < rest < 100 else " "
            return head + (joint + spelled(rest, hyphen, conjunction) if rest else "")
    if number >= 100:
        rest = number % 100
        joint = " and " if conjunction else " "
        head = f"{_SMALL[number // 100]} hundred"
        return head + (joint + spelled(rest, hyphen, conjunction) if rest else "")
    if number < 20:
        return _SMALL[number]
    unit = number % 10
    return _TENS[number // 10 - 2] + (("-" if hyphen else " ") + _SMALL[unit] if unit else "")
