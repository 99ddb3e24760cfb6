"""A reader that asks a chat endpoint who says what happened, and believes no word of it.

Every answer is a list of claims about the report. One is taken where the words that it names stand
in the report; times, places and numbers are read from these words by our own rooms. Not one
character of an answer enters a reading.
"""

from according.reading.chat.reader import ChatReader

__all__ = ["ChatReader"]
