"""What every test may use."""

import pytest
from hypothesis import settings

# Time decides nothing in tests: a machine that is busy would fail them by chance.
settings.register_profile("rasid", deadline=None)
settings.load_profile("rasid")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show what tests recorded to be shown: counts that say more than that they passed."""
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, value in report.user_properties:
            if name == "shown" and report.when == "call":
                terminalreporter.write_line(f"{report.nodeid.rpartition('::')[2]}: {value}")
