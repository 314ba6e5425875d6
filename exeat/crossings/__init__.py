"""Records of passages of the border: received, put to people as possible matches, confirmed or erased, and counted.

Verbs: receive, answer, expire, find (discrepancies), set aside, attach. Records of anyone whom the register does not
know are counted and dropped. A score accuses nobody: only what a person confirmed is ever held against permits.
Serves the regimes' question whether a journey took place that they asked something of.
"""
