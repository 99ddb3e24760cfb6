import gzip
import http.server
import socket
import ssl
import threading
import time
import zlib
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from according.errors import InputRefused, Reason
from according.intake import Fetcher, Source, Taken, take
from according.intake.addresses import public
from according.settings import Fetching, Limits, Settings
from tests.hostile.malformed import bomb_of
from tests.intake.forbidden import LITERAL, RESOLVED
from tests.intake.pages import BODY, OPEN_GRAPH, page

PAGE = page(OPEN_GRAPH).encode()
HTML = ("Content-Type", "text/html; charset=utf-8")


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers from the server's table: path -> (status, headers, body)."""

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers), time.monotonic()))
        status, headers, body = self.server.pages.get(self.path, (404, [], b""))
        if callable(body):
            body(self)
            return
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        if not any(name == "Content-Length" for name, _ in headers):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


@pytest.fixture
def server():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.daemon_threads = True
        running.block_on_close = False
        running.pages, running.asked = {}, []
        thread = threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


class Web:
    """The server under a public-looking name."""

    def __init__(self, server):
        self.server = server
        self.port = server.server_port

    def url(self, path, host="quaypost.example"):
        return f"http://{host}:{self.port}{path}"

    def put(self, path, body, *headers, status=200):
        self.server.pages[path] = (status, headers, body)

    def fetcher(self, limits=None, **fetching):
        fetching.setdefault("pause", 0.0)
        return Fetcher(
            Fetching(**fetching),
            limits or Limits(),
            allow=lambda address, port: str(address) == "127.0.0.1" and port == self.port,
            resolve=lambda host, port: ["10.0.0.1" if host == "inner.example" else "127.0.0.1"],
        )

    def get(self, path, limits=None, **fetching):
        return self.fetcher(limits, **fetching).get(self.url(path))

    def refused(self, path, limits=None, **fetching):
        with pytest.raises(InputRefused) as caught:
            self.get(path, limits, **fetching)
        return caught.value.reason

    @property
    def paths(self):
        return [path for path, _, _ in self.server.asked]


@pytest.fixture
def web(server):
    return Web(server)


def test_a_page_is_fetched(web):
    web.put("/a?b=c", PAGE, HTML)
    found = web.get("/a?b=c")
    assert (found.data, found.media_type, found.charset) == (PAGE, "text/html", "utf-8")
    assert found.final_url == web.url("/a?b=c")
    assert datetime.now(UTC) - found.had_at < timedelta(seconds=30)
    headers = web.server.asked[-1][1]
    assert headers["User-Agent"] == Fetching().agent
    assert headers["Host"] == f"quaypost.example:{web.port}"
    assert "Cookie" not in headers
    assert "Authorization" not in headers


def test_a_fetched_page_becomes_a_report(web):
    web.put("/a", PAGE, HTML)
    (found,) = take(Source(web.url("/a")), Settings(), web.fetcher())
    assert isinstance(found, Taken)
    assert BODY in found.report.text
    assert found.capture.location == web.url("/a")
    assert found.capture.had_at is not None


def test_redirects_are_followed_and_checked(web):
    web.put("/a", b"", ("Location", "/b"), status=302)
    web.put("/b", b"", ("Location", web.url("/c", "other.example")), status=301)
    web.put("/c", PAGE, HTML)
    assert web.get("/a").final_url == web.url("/c", "other.example")


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.2/",
        "http://inner.example:{port}/a",
        "http://quaypost.example:1/",
        "file:///etc/passwd",
        "http://user:secret@quaypost.example:{port}/a",
        "http://2130706433:{port}/",
        "http://localhost:{port}/",
        "//[::1]:{port}/",
    ],
)
def test_a_redirect_to_a_forbidden_place_is_not_followed(web, location):
    web.put("/a", b"", ("Location", location.format(port=web.port)), status=302)
    assert web.refused("/a") is Reason.FORBIDDEN
    assert web.paths == ["/robots.txt", "/a"]


SAME_HOST = ("http:/127.0.0.1/", "http:///a", "http://")
"""Without a host: as a redirect they lead to where it comes from."""
FORBIDDEN = [url for url in LITERAL if url.isprintable() and url not in SAME_HOST]
"""Those that can stand in a header."""


class Guarded:
    """A fetcher with the rule that is shipped, but for one server, to which alone it connects."""

    def __init__(self, web, **fetching):
        self.web = web
        self.connected = []
        self.names = {"quaypost.example": ["127.0.0.1"]}
        self.fetcher = Fetcher(
            Fetching(pause=0, **fetching),
            Limits(),
            allow=lambda address, port: public(address, port) or self.is_ours(str(address), port),
            resolve=lambda host, port: self.names[host],
            connect=self.connect,
        )

    def is_ours(self, address, port):
        return (address, port) == ("127.0.0.1", self.web.port)

    def connect(self, address, seconds):
        self.connected.append(address)
        assert self.is_ours(*address)
        return socket.create_connection(address, seconds)

    def refused(self, path):
        with pytest.raises(InputRefused) as caught:
            self.fetcher.get(self.web.url(path))
        return caught.value.reason


def redirecting(location):
    """An answer with a header as it is, in bytes that the library would not write."""

    def answer(handler):
        head = f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n"
        handler.wfile.write(head.encode())

    return answer


def test_there_are_sixty_addresses_and_more():
    assert len(set(FORBIDDEN)) + len(RESOLVED) > 90


@pytest.mark.parametrize("hops", [1, 2, 4])
def test_no_hop_leads_to_a_forbidden_place(web, hops):
    guarded = Guarded(web, robots=False)
    for hop in range(1, hops):
        web.put(f"/{hop - 1}", b"", ("Location", web.url(f"/{hop}")), status=302)
    last = f"/{hops - 1}"
    for number, found in enumerate(RESOLVED):
        guarded.names[f"flips{number}.example"] = found
    for location in (*FORBIDDEN, *(f"http://flips{n}.example/" for n in range(len(RESOLVED)))):
        guarded.connected.clear()
        web.put(last, redirecting(location))
        assert guarded.refused("/0") is Reason.FORBIDDEN, location
        assert len(guarded.connected) == hops, location


def test_robots_txt_leads_to_no_forbidden_place(web):
    web.put("/a", PAGE, HTML)
    for location in FORBIDDEN:
        guarded = Guarded(web)
        web.put("/robots.txt", redirecting(location))
        assert guarded.refused("/a") is Reason.FORBIDDEN, location
        assert len(guarded.connected) == 1, location
    assert "/a" not in web.paths


@pytest.mark.parametrize("inner", RESOLVED[1:], ids=" ".join)
def test_a_name_that_changes_between_hops_is_looked_at_again(web, inner):
    guarded = Guarded(web, robots=False)
    web.put("/a", b"", ("Location", "/b"), status=302)
    web.put("/b", PAGE, HTML)
    assert guarded.fetcher.get(web.url("/a")).data == PAGE
    answers = iter([["127.0.0.1"], inner])
    guarded.fetcher._connector._resolve = lambda host, port: next(answers)
    assert guarded.refused("/a") is Reason.FORBIDDEN
    assert len(guarded.connected) == 3


def test_redirects_have_an_end(web):
    web.put("/a", b"", ("Location", "/a"), status=302)
    assert web.refused("/a", redirects=3) is Reason.FETCH
    assert web.paths.count("/a") == 4


@pytest.mark.parametrize("status", [204, 206, 304, 403, 404, 410, 500, 503])
def test_other_answers_are_refused(web, status):
    web.put("/a", b"", HTML, status=status)
    assert web.refused("/a") is Reason.FETCH


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("identity", PAGE),
    ],
)
def test_content_encodings_are_undone(web, encoding, body):
    web.put("/a", body, HTML, ("Content-Encoding", encoding))
    assert web.get("/a").data == PAGE


def test_sizes_are_bounded(web):
    web.put("/a", b"a" * 5000, HTML)
    assert web.refused("/a", Limits(input_bytes=4999)) is Reason.TOO_LARGE
    assert len(web.get("/a", Limits(input_bytes=5000)).data) == 5000
    web.put("/bomb", bomb_of(100 * 1024 * 1024), HTML, ("Content-Encoding", "gzip"))
    assert web.refused("/bomb") is Reason.TOO_LARGE
    web.put("/brotli", b"abc", HTML, ("Content-Encoding", "br"))
    assert web.refused("/brotli") is Reason.UNSUPPORTED


def test_an_answer_that_ends_early_is_seen(web):
    web.put("/a", b"abc", HTML, ("Content-Length", "100"))
    assert web.refused("/a") is Reason.TRUNCATED

    def chunks(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc")

    web.put("/b", chunks)
    assert web.refused("/b") is Reason.TRUNCATED


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 500 + b"\r\n",
        b"\xff" * 99_999,
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 99_999 + b"\r\n\r\n",
    ],
)
def test_a_damaged_answer_is_refused(web, answer):
    web.put("/a", lambda handler: handler.wfile.write(answer))
    assert web.refused("/a") is Reason.FETCH


def test_a_slow_answer_has_an_end(web):
    def slowly(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(100):
            time.sleep(0.05)
            handler.wfile.write(b"a")
            handler.wfile.flush()

    web.put("/a", slowly)
    start = time.monotonic()
    assert web.refused("/a", seconds=0.4, robots=False) is Reason.FETCH
    assert time.monotonic() - start < 2


def test_nobody_there_is_refused():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    fetcher = Fetcher(
        Fetching(),
        Limits(),
        allow=lambda *_: True,
        resolve=lambda *_: ["127.0.0.1"],
        sleep=lambda _: None,
    )
    with pytest.raises(InputRefused) as caught:
        fetcher.get(f"http://quaypost.example:{port}/")
    assert caught.value.reason is Reason.FETCH
    fetcher = Fetcher(Fetching(), Limits(), resolve=_no_host)
    with pytest.raises(InputRefused, match="no such host") as caught:
        fetcher.get("http://quaypost.example/")
    assert caught.value.reason is Reason.FETCH


def _no_host(host, port):
    raise socket.gaierror(-2, "no such host")


def test_robots_are_respected(web):
    web.put("/robots.txt", b"User-agent: *\nDisallow: /private\n")
    web.put("/private/a", PAGE, HTML)
    web.put("/a", PAGE, HTML)
    fetcher = web.fetcher()
    with pytest.raises(InputRefused, match=r"robots\.txt") as caught:
        fetcher.get(web.url("/private/a"))
    assert caught.value.reason is Reason.FORBIDDEN
    fetcher.get(web.url("/a"))
    assert web.paths == ["/robots.txt", "/a"]
    web.fetcher(robots=False).get(web.url("/private/a"))
    assert web.paths[-1] == "/private/a"


def test_robots_of_this_agent(web):
    web.put("/robots.txt", b"User-agent: according\nDisallow: /\n\nUser-agent: *\nAllow: /\n")
    web.put("/a", PAGE, HTML)
    assert web.refused("/a") is Reason.FORBIDDEN


@pytest.mark.parametrize(
    ("status", "fetched"), [(404, True), (401, True), (500, False), (503, False)]
)
def test_robots_that_cannot_be_had(web, status, fetched):
    web.put("/robots.txt", b"", status=status)
    web.put("/a", PAGE, HTML)
    if fetched:
        assert web.get("/a").data == PAGE
    else:
        assert web.refused("/a") is Reason.FETCH


def test_robots_that_cannot_be_had_for_a_moment_are_asked_for_again(web):
    web.put("/robots.txt", b"", status=503)
    web.put("/a", PAGE, HTML)
    fetcher = web.fetcher()
    with pytest.raises(InputRefused, match=r"robots\.txt"):
        fetcher.get(web.url("/a"))
    web.put("/robots.txt", b"User-agent: *\nDisallow: /b\n")
    assert fetcher.get(web.url("/a")).data == PAGE
    fetcher.get(web.url("/a"))
    assert web.paths == ["/robots.txt", "/robots.txt", "/a", "/a"]


def test_robots_over_their_size_forbid(web):
    web.put("/robots.txt", b"#" * (501 * 1024))
    web.put("/a", PAGE, HTML)
    fetcher = web.fetcher()
    for _ in range(2):
        with pytest.raises(InputRefused) as caught:
            fetcher.get(web.url("/a"))
        assert caught.value.reason is Reason.TOO_LARGE
    assert web.paths == ["/robots.txt"]


def test_there_is_a_pause_between_requests_to_a_host(web):
    web.put("/a", PAGE, HTML)
    fetcher = web.fetcher(pause=0.15)
    fetcher.get(web.url("/a"))
    fetcher.get(web.url("/a"))
    times = [moment for _, _, moment in web.server.asked]
    assert len(times) == 3
    assert all(later - sooner > 0.14 for sooner, later in pairwise(times))


def test_the_connection_goes_to_the_address_that_was_checked(web):
    lookups = []

    def rebinding(host, port):
        lookups.append(host)
        return ["127.0.0.1"] if len(lookups) == 1 else ["10.0.0.1"]

    connected = []

    def connect(address, seconds):
        connected.append(address)
        return socket.create_connection(address, seconds)

    fetcher = Fetcher(
        Fetching(robots=False, pause=0),
        Limits(),
        allow=lambda address, port: str(address) == "127.0.0.1",
        resolve=rebinding,
        connect=connect,
    )
    web.put("/a", PAGE, HTML)
    fetcher.get(web.url("/a"))
    assert connected == [("127.0.0.1", web.port)]
    assert lookups == ["quaypost.example"]
    with pytest.raises(InputRefused) as caught:
        fetcher.get(web.url("/a"))
    assert caught.value.reason is Reason.FORBIDDEN
    assert len(connected) == 1


def test_https_names_the_host_and_verifies_it(web):
    hellos = []

    def tls(handler):
        raise AssertionError("no request was due")

    web.put("/a", tls)

    class Context(ssl.SSLContext):
        def wrap_socket(self, sock, **values):
            hellos.append(values["server_hostname"])
            return super().wrap_socket(sock, **values)

    fetcher = web.fetcher(robots=False, seconds=5)
    fetcher._connector.__dict__["_tls"] = context = Context(ssl.PROTOCOL_TLS_CLIENT)
    assert context.check_hostname
    with pytest.raises(InputRefused) as caught:
        fetcher.get(f"https://quaypost.example:{web.port}/a")
    assert caught.value.reason is Reason.FETCH
    assert hellos == ["quaypost.example"]
    assert ssl.create_default_context().verify_mode is ssl.CERT_REQUIRED
