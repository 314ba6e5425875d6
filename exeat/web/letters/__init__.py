"""The inbox and the letters in it."""
