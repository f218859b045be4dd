import io
import logging

import pytest
import structlog

from bot import logs

TOKEN = "4839574812:AAFD39kkdpWt3ywyRZergyOLMaJhac60qcK"
OWN_SECRET = "a signing secret of no known shape"


@pytest.fixture
def stream() -> io.StringIO:
    stream = io.StringIO()
    logs.configure(verbose=True, stream=stream)
    logs.hide([OWN_SECRET])
    return stream


@pytest.fixture(autouse=True)
def _restored() -> object:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.mark.parametrize(
    "secret", [TOKEN, OWN_SECRET, "xoxb-123456789012-abcdefGHIJ", "xapp-1-A012-34-abcdef"]
)
def test_no_secret_is_written_whoever_logs_it(stream: io.StringIO, secret: str) -> None:
    structlog.get_logger().info("own", url=f"https://api.example/bot{secret}/getMe")
    logging.getLogger("another.library").debug("GET https://api.example/bot%s/getMe", secret)
    try:
        int(f"bad token {secret}")
    except ValueError:
        logging.getLogger("another.library").exception("failed")
        structlog.get_logger().exception("failed too")
    written = stream.getvalue()
    assert secret not in written
    assert written.count("[secret]") >= 4
    assert "getMe" in written
    assert "Traceback" in written


def test_what_is_no_secret_stays(stream: io.StringIO) -> None:
    structlog.get_logger().info("feed polled", feed="عين ليبيا", new=3)
    assert "feed=عين ليبيا" in stream.getvalue().replace("'", "")
    assert "new=3" in stream.getvalue()


def test_httpx_does_not_log_urls(stream: io.StringIO) -> None:
    logging.getLogger("httpx").info("HTTP Request: POST https://api.example/x")
    assert stream.getvalue() == ""


def test_configuring_again_does_not_double_the_lines(stream: io.StringIO) -> None:
    logs.configure(stream=stream)
    structlog.get_logger().info("once")
    assert stream.getvalue().count("once") == 1


def test_a_secret_that_was_replaced_stays_hidden(stream: io.StringIO) -> None:
    logs.hide(["its successor"])
    structlog.get_logger().info("both", old=OWN_SECRET, new="its successor")
    assert OWN_SECRET not in stream.getvalue()
    assert "its successor" not in stream.getvalue()
