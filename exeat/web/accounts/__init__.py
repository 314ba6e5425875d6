"""One's own account: the role in use, sign-in, and the demonstration's list of accounts."""
