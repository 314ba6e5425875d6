"""A draft regime compared with the law in force, in words and on past travel."""
