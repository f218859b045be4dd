"""`python -m bot` and `rasid`."""

import sys

from bot.cli import rasid


def main() -> None:
    """Run the command line; the process exits with 0 (fine), 1 (failed) or 2 (usage or config)."""
    sys.exit(rasid())


if __name__ == "__main__":
    main()
