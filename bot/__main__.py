"""`python -m bot` and `rasid`."""

import signal
import sys


def main() -> None:
    """Run the command line; the process exits with 0 (fine), 1 (failed) or 2 (usage or config)."""
    if hasattr(signal, "SIGHUP"):  # until the bot listens to it: a reload that comes too early is no end
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        from bot.cli import rasid  # noqa: PLC0415  takes a second, in which Ctrl-C may come

        rasid()
    except KeyboardInterrupt:
        sys.exit(130)  # as shells have it for Ctrl-C


if __name__ == "__main__":
    main()
