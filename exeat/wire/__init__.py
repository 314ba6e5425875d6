"""What Exeat says to systems of others over the network: one encrypted request, with little time and no detours.

What an answer means is for the noun that asked. Where nothing is set up, nothing is sent.
"""
