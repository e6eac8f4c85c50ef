"""The commands: `python -m separation.training prepare`, `inspect`, `train`, `score`, `export`."""

from __future__ import annotations

import argparse
import logging

from separation.training.data_commands import add_inspect, add_prepare
from separation.training.train_commands import add_export, add_score, add_train


def main() -> None:
    """Run the command the arguments name."""
    parser = argparse.ArgumentParser(prog="python -m separation.training")
    commands = parser.add_subparsers(dest="command", required=True)
    for add in (add_prepare, add_inspect, add_train, add_score, add_export):
        add(commands)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    arguments.run(arguments)


if __name__ == "__main__":
    main()
