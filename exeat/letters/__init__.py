"""What people are told, by law or courtesy: a letter in the inbox is the record, e-mail a nudge without content.

A letter is written in the transaction of the act that it tells of, from a template of its kind and language, and
sealed under its addressee's key. Opening it proves that it was served; an officer may record another way of
serving it. A letter that tells of a decision says how to appeal, or it is not written.
"""
