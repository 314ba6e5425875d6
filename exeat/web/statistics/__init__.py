"""Pages of the statistics: what is published for everybody, and exact numbers for the analyst."""
