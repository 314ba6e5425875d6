"""Pages of the appeals body: the whole file, nothing hidden, and the power to reverse."""
