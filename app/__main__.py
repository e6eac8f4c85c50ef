"""`python -m app`: the same as `woodshed`."""

import sys

from app.command_line import main

sys.exit(main())
