"""`python -m simulator`: the market from the command line."""

import sys

try:
    from simulator.cli import main

    main()
except KeyboardInterrupt:
    sys.exit(130)
