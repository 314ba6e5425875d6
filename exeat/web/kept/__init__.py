"""What somebody wrote and did not send: it is kept for some hours and stands in the form again.

A form that comes without a session changes nothing. What it holds is sealed, and only the account that was last signed
in with this browser gets it back, on the page on which it was written, once it is signed in again.
What is typed while one is signed in is kept in the same way.
"""

from exeat.web.kept.keeping import drop, keep, of_this_page, offered, remember, returned, take_up, typing

__all__ = ["drop", "keep", "of_this_page", "offered", "remember", "returned", "take_up", "typing"]
