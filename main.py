"""Start Briefing Viewer from a checkout. The installed command `briefing-viewer` calls the same function."""

import sys

from viewer.app import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
