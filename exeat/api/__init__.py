"""What other systems send by themselves: events of the border, under a token of their source. It decides nothing.

The sender is told how many events were counted and which were faulty, never whether anyone is registered.
"""
