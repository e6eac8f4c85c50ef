"""The commands: `python -m separation.training prepare` and `inspect`."""

from __future__ import annotations

import argparse
import logging

from separation.training.data_commands import add_inspect, add_prepare


def main() -> None:
    """Run the command the arguments name."""
    parser = argparse.ArgumentParser(prog="python -m separation.training")
    commands = parser.add_subparsers(dest="command", required=True)
    add_prepare(commands)
    add_inspect(commands)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    arguments.run(arguments)


if __name__ == "__main__":
    main()
