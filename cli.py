"""The `derive` command from a checkout: `python cli.py ...` is the same as `derive ...`."""

from derive.command import run

if __name__ == "__main__":
    run()
