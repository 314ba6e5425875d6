"""The law in words: each regime as it reads on a day, how answers are made, and who sees what."""
