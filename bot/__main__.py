"""`python -m bot` and `rasid`."""

import sys


def main() -> None:
    """Run the command line; the process exits with 0 (fine), 1 (failed) or 2 (usage or config)."""
    try:
        from bot.cli import rasid  # noqa: PLC0415  takes a second, in which Ctrl-C may come

        rasid()
    except KeyboardInterrupt:
        sys.exit(130)  # as shells have it for Ctrl-C


if __name__ == "__main__":
    main()
