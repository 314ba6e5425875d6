"""The values that every noun is made of: periods, actors and what they may do, moves and refusals.

Immutable; arithmetic and comparison only, no decisions, no database, no clock.
"""
