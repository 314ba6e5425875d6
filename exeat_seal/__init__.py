"""Signing permits and checking them offline: what a border post installs alone."""

__version__ = "0.1.0"
