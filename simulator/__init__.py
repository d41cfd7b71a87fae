"""Peak Season: a market in which running a shop is practised."""

import logging

logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # its first import tells of its font cache, in red
