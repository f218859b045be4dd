"""What every test may use."""

from collections.abc import Generator

import pytest
from hypothesis import settings

from tests.fakes.slack_parts import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from tests.fakes.telegram import TOKEN

SECRETS = (TOKEN, BOT_TOKEN, APP_TOKEN, SIGNING_SECRET)

# Time decides nothing in tests: a machine that is busy would fail them by chance.
settings.register_profile("rasid", deadline=None)
settings.load_profile("rasid")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show what tests recorded to be shown: counts that say more than that they passed."""
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, value in report.user_properties:
            if name == "shown" and report.when == "call":
                terminalreporter.write_line(f"{report.nodeid.rpartition('::')[2]}: {value}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test that printed or logged a secret of a fake platform, whatever it was testing."""
    report = yield
    shown = [where for where, text in report.sections if any(secret in text for secret in SECRETS)]
    if shown and report.passed:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} shows a secret: {', '.join(shown)}"
    return report
