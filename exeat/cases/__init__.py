"""A discrepancy handled fairly: facts are put to the person, they are heard, and people decide, with an appeal.

Verbs: open, serve, prove service, extend, answer, close the time, hear, add and disclose documents, find a breach,
clear, take a measure, end without a measure, appeal, suspend, uphold, reverse, close. No step happens by itself.
Serves the breaches and consequences of the regimes; adds no discretion to them and takes none away.
"""
