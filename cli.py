"""The `derive` command from a checkout: `python cli.py ...` is the same as `derive ...`."""

import sys

from derive.command import main

if __name__ == "__main__":
    sys.exit(main())
