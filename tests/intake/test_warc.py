import gzip
import io
import warnings
import zlib
from datetime import UTC, datetime

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from according.errors import Reason
from according.intake import Refusal, Taken
from tests.intake.helpers import SENTENCE, outcomes
from tests.intake.pages import BODY, OPEN_GRAPH, TITLE, page
from tests.intake.test_pdf import LINES, pdf

URL = "https://quaypost.example/2024/03/11/a"
PAGE = page("<title>x</title>").encode()


def archive(*records, packed=False):
    """A WARC by warcio's own writer: (kind, body, media type, status, more headers)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # warcio's own temporary files
        return _written(records, packed)


def _written(records, packed):
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    for kind, body, media_type, status, more in records:
        http = None
        if kind in ("response", "request"):
            line = status if kind == "response" else "GET / HTTP/1.1"
            http = StatusAndHeaders(
                line,
                [("Content-Type", media_type), *more],
                protocol="HTTP/1.1",
                is_http_request=kind == "request",
            )
        record = writer.create_warc_record(
            URL,
            kind,
            payload=io.BytesIO(body),
            http_headers=http,
            warc_content_type=media_type if http is None else "",
            warc_headers_dict={"WARC-Date": "2024-03-12T08:00:00Z"},
        )
        writer.write_record(record)
    return out.getvalue()


def response(body=PAGE, media_type="text/html; charset=utf-8", status="200 OK", *more):
    return ("response", body, media_type, status, more)


@pytest.mark.parametrize("packed", [False, True])
def test_an_archived_page_is_a_report(packed):
    request = ("request", b"", "text/plain", "", ())
    found = outcomes("a.warc", archive(request, response(), packed=packed))
    (each,) = found
    assert BODY in each.report.text
    assert (each.report.url, each.report.outlet) == (URL, "quaypost.example")
    assert each.capture.had_at == datetime(2024, 3, 12, 8, tzinfo=UTC)
    assert each.capture.member == "record 3"
    assert each.data == PAGE


def test_text_and_pdf_are_read_as_well():
    found = outcomes(
        "a.warc.gz",
        archive(
            response(SENTENCE.encode(), "text/plain"),
            ("resource", pdf([LINES]), "application/pdf", "", ()),
            ("conversion", SENTENCE.encode(), "text/plain", "", ()),
            packed=True,
        ),
    )
    assert all(isinstance(each, Taken) for each in found)
    assert [each.capture.media_type for each in found] == [
        "text/plain",
        "application/pdf",
        "text/plain",
    ]


def test_other_answers_are_refused():
    found = outcomes(
        "a.warc",
        archive(
            response(status="404 Not Found"),
            response(b"\x89PNG", "image/png"),
            response(),
            response(b"", "text/html"),
            response(PAGE, "text/html", "200 OK", ("Content-Encoding", "br")),
        ),
    )
    reasons = [each.reason if isinstance(each, Refusal) else None for each in found]
    assert reasons == [Reason.FETCH, Reason.UNSUPPORTED, None, Reason.EMPTY, Reason.UNSUPPORTED]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("gzip", PAGE),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("x-gzip, identity", gzip.compress(PAGE)),
        ("deflate, gzip", gzip.compress(zlib.compress(PAGE))),
    ],
)
def test_content_encodings_are_undone(name, body):
    found = outcomes(
        "a.warc", archive(response(body, "text/html", "200 OK", ("Content-Encoding", name)))
    )
    assert BODY in found[0].report.text
    assert found[0].data == PAGE


@pytest.mark.parametrize(
    "body",
    [
        b"10\r\n" + PAGE[:16] + b"\r\n%x;a=b\r\n" % (len(PAGE) - 16) + PAGE[16:] + b"\r\n0\r\n\r\n",
        PAGE,
    ],
)
def test_chunks_are_undone(body):
    more = ("Transfer-Encoding", "chunked")
    found = outcomes("a.warc", archive(response(body, "text/html", "200 OK", more)))
    assert found[0].data == PAGE


def test_damage_ends_the_archive():
    whole = archive(response(page(OPEN_GRAPH).encode()), response())
    found = outcomes("a.warc", whole[:-100])
    assert found[0].report.title == TITLE
    assert found[1].reason is Reason.TRUNCATED
    packed = archive(response(), response(), response(), packed=True)
    found = outcomes("a.warc.gz", packed[:-100])
    assert [type(each) for each in found] == [Taken, Taken, Refusal]
    assert found[2].reason is Reason.TRUNCATED


def test_a_lying_length_is_seen():
    whole = archive(response())
    length = next(line for line in whole[600:].split(b"\r\n") if line.startswith(b"Content-Length"))
    found = outcomes("a.warc", whole.replace(length, b"Content-Length: 100"))
    assert found[-1].reason is Reason.FORMAT
