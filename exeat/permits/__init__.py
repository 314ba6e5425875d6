"""Permission as granted: a permit is issued, sealed, checked and revoked.

Verbs: issue (with the grant, in one transaction), revoke. A permit says exactly what a border officer must see
(`exeat_seal.Permit`) and lies here sealed under its holder's key; beside it stands only what the loop compares trips
with. Numbers are drawn at random, because the list of revoked permits holds hashes of them.
"""
