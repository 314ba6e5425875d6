"""The demonstration's list of sign-ins; there is no such page in an installation that serves real people."""
