import ipaddress

import pytest
from hypothesis import given, strategies

from according.errors import InputRefused, Reason
from according.intake import Fetcher
from according.intake.addresses import is_public, public, target
from according.settings import Fetching, Limits
from tests.intake.forbidden import LITERAL, RESOLVED


def never(address, seconds):
    raise AssertionError(f"a connection to {address}")


def no_lookup(host, port):
    raise AssertionError(f"a look-up of {host}")


def lookup_of(found):
    return lambda host, port: found


@pytest.mark.parametrize("url", LITERAL)
@pytest.mark.parametrize("robots", [True, False])
def test_nothing_is_connected_to_or_looked_up(url, robots):
    fetcher = Fetcher(Fetching(robots=robots), Limits(), resolve=no_lookup, connect=never)
    with pytest.raises(InputRefused) as caught:
        fetcher.get(url)
    assert caught.value.reason is Reason.FORBIDDEN


@pytest.mark.parametrize("found", RESOLVED, ids=lambda found: " ".join(found))
def test_a_name_with_any_private_address_is_forbidden(found):
    fetcher = Fetcher(Fetching(), Limits(), resolve=lookup_of(found), connect=never)
    with pytest.raises(InputRefused) as caught:
        fetcher.get("https://quaypost.example/")
    assert caught.value.reason is Reason.FORBIDDEN


def test_there_are_enough_of_them():
    assert len(set(LITERAL)) == len(LITERAL) >= 60


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_addresses_are_public(address):
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "64:ff9b:1::808:808",
        "64:ff9b:1:ffff::808:808",
        "64:ff9b:1:808:8:800::",
        "192.88.99.1",
        "192.88.99.255",
        "::ffff:192.88.99.1",
        "64:ff9b::192.88.99.1",
        "3fff::1",
        "3fff:fff:ffff::1",
    ],
)
def test_reserved_addresses_are_not_public(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(("port", "allowed"), [(80, True), (443, True), (8443, True), (22, False)])
def test_only_the_webs_ports(port, allowed):
    assert public(ipaddress.ip_address("8.8.8.8"), port) is allowed


@given(strategies.ip_addresses(v=4))
def test_an_embedded_address_is_as_public_as_it_is_alone(address):
    mapped = ipaddress.IPv6Address(f"::ffff:{address}")
    translated = ipaddress.IPv6Address(f"64:ff9b::{address}")
    assert is_public(mapped) == is_public(translated) == is_public(address)
    if address.is_private:
        assert not is_public(address)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://QuayPost.example", "http://quaypost.example/"),
        ("https://quaypost.example:443/a?b=c&d#e", "https://quaypost.example/a?b=c&d"),
        (
            "http://quaypost.example:8080/ä ?ö".replace(" ", ""),
            "http://quaypost.example:8080/%C3%A4?%C3%B6",
        ),
        ("http://kaï.example/", "http://xn--ka-uja.example/"),
        ("http://quaypost.example./a%20b", "http://quaypost.example/a%20b"),
        ("http://[2606:4700::1111]:8080/", "http://[2606:4700::1111]:8080/"),
    ],
)
def test_an_address_in_its_usual_form(url, expected):
    assert target(url).url == expected


def test_a_redirect_is_relative_to_where_it_comes_from():
    assert target("/b", base="https://quaypost.example/a").url == "https://quaypost.example/b"
    assert target("//other.example/", base="https://quaypost.example/a").scheme == "https"


@given(strategies.text())
def test_any_text_is_an_address_or_forbidden(text):
    for url in (text, f"http://{text}/", f"http://quaypost.example/{text}"):
        found = parsed(url)
        assert found is Reason.FORBIDDEN or (found.isascii() and " " not in found)


def parsed(url):
    try:
        return target(url).url
    except InputRefused as refused:
        return refused.reason
