"""`python -m tuiopt` is `tuiopt`."""

import sys

from tuiopt.cli import main

if __name__ == "__main__":
    sys.exit(main())
