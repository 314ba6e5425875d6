"""Asking for permission or giving notice: submit, check, return, opinion, decide."""
