"""Accounts, the roles that they hold and the institution that each role reaches."""
