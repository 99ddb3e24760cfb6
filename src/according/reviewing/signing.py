"""Signing in: sessions that are random tokens, and limits on how often one may try.

Where a record is served to others, a page asks `sign_in` for a token, keeps it with the browser,
and asks `signed_in` whose it is with every request. The record has its hash alone: who reads the
record cannot act as anybody.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from according.errors import SettingsError, SignInFailed, TooMany
from according.model import unicode_text
from according.reviewing.roles import Role, Viewer, plain_name
from according.reviewing.users import is_right, renewed
from according.store import Record, Session


@dataclass(frozen=True, slots=True)
class Signing:
    """How signing in works. Counts are of failed attempts within ``window``.

    A session ends ``lasts`` after it began, and when it was not used for ``idle``.
    """

    lasts: timedelta = timedelta(hours=12)
    idle: timedelta = timedelta(hours=2)
    window: timedelta = timedelta(minutes=15)
    by_name: int = 8
    by_address: int = 24

    def __post_init__(self) -> None:
        if min(self.lasts, self.idle, self.window) <= timedelta(0):
            raise SettingsError("spans of time of signing in must be above zero")
        if min(self.by_name, self.by_address) < 1:
            raise SettingsError("attempts to sign in must be 1 or more")


DAY = timedelta(days=1)
_NO = "no such name with this password"
_ADDRESS = 100
"""Characters of an address that are kept."""
_TOUCH = timedelta(minutes=1)
"""How often it is written down that a session is used."""

Clock = Callable[[], datetime]


def now() -> datetime:
    """The moment."""
    return datetime.now(UTC)


def sign_in(
    record: Record,
    name: str,
    password: str,
    address: str,
    before: str | None = None,
    signing: Signing | None = None,
    clock: Clock = now,
) -> str:
    """Sign somebody in.

    An attempt is counted before the password is looked at, so that many at once are no more than
    one after the other. Names that nobody has are counted, and take as long, as those of users.

    Args:
        address: whose attempt it is, as the server knows it: the peer's, not what a header says,
            unless a trusted proxy wrote it.
        before: the token that the browser had: its session ends, so that none goes on from before.

    Returns:
        A new token, to be kept by the browser alone.

    Raises:
        SignInFailed: no such name with such a password.
        TooMany: too many attempts failed, of this name or from this address.
    """
    signing = signing or Signing()
    at = clock()
    since = at - signing.window
    plain = plain_name(name)
    attempt, same_name, same_address = record.people.attempt(
        plain, unicode_text(address)[:_ADDRESS], at, since, at - DAY
    )
    waits = max(
        _wait(same_name, signing.by_name, since), _wait(same_address, signing.by_address, since)
    )
    if waits:
        # It was not tried: whoever waits is not made to wait for ever by trying again.
        record.people.take_back(attempt)
        raise TooMany(waits)
    user = record.people.user(plain)
    if not is_right(user, password) or user is None:
        raise SignInFailed(_NO)
    token = secrets.token_urlsafe(32)
    record.people.end_before(at - signing.lasts, at - signing.idle)
    old = _hashed(before) if before else None
    # It took a while to look at the password: it may be another now.
    if not record.people.begin(Session(_hashed(token), user.name, at, at), user.hash, old):
        raise SignInFailed(_NO)
    record.people.take_back(attempt)
    fresh = renewed(user, password)
    if fresh is not None:
        record.people.rehash(user.name, user.hash, fresh)
    return token


def _wait(failed: Sequence[datetime], most: int, since: datetime) -> int:
    """Seconds until there are fewer than ``most`` attempts within the window; 0 if there are."""
    if len(failed) < most:
        return 0
    return int((failed[-most] - since).total_seconds()) + 1


def signed_in(
    record: Record, token: str | None, signing: Signing | None = None, clock: Clock = now
) -> Viewer | None:
    """Who has this token; None where it is nobody's, its session ended, or its user was removed.
    The role is that of now."""
    signing = signing or Signing()
    session = record.people.session(_hashed(token)) if token else None
    if session is None:
        return None
    at = clock()
    if at - session.began_at >= signing.lasts or at - session.used_at >= signing.idle:
        record.people.end(session.token_hash)
        return None
    user = record.people.user(session.user)
    if user is None:
        return None
    if at - session.used_at >= _TOUCH:
        record.people.used(session.token_hash, at)
    return Viewer(user.name, Role(user.role))


def sign_out(record: Record, token: str) -> None:
    """End a session; nothing is wrong if it has ended."""
    record.people.end(_hashed(token))


def form_key(token: str) -> str:
    """What forms of a session carry, and pages of others cannot know: made of its token, and not
    of use to find it out."""
    return hmac.new(token.encode(), b"according/form/1", hashlib.sha256).hexdigest()


def is_form_key(token: str, given: str) -> bool:
    """Whether a form has the key of its session."""
    return hmac.compare_digest(form_key(token).encode(), given.encode())


def _hashed(token: str) -> str:
    # The token is 256 random bits: nothing is gained by a slow hash.
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
