"""Pages of the register: people, one's own entry, files handed in, institutions, legal bases, accounts and roles."""
