"""`python -m bot.telling.chart`: an SVG comes in, its PNG goes out."""

import sys

from bot.telling.chart.png import png

if __name__ == "__main__":
    sys.stdout.buffer.write(png(sys.stdin.buffer.read().decode()))
