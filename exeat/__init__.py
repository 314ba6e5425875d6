"""Travel of people in trusted posts: the law as data, permission, the border, and a fair case."""

__version__ = "0.1.0"
