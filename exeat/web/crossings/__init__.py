"""Pages on which officers receive border records, answer possible matches, and see what nothing covers."""
