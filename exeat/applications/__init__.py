"""Asking for permission or giving notice: submit, check, return, opinion, decide.

An application is asked for by its person and decided by the head of the institution, by whoever stands in under a
written order, or by the superior body in the head's own case. A notice is given and needs no answer. The urgent lane
has a provisional answer only where a regime or an order creates one. Every decision names its reasons, its provision
and the way to appeal; silence is recorded as the institution's.
"""
