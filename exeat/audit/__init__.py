"""What was done and looked at, by whom, when and why: append only, chained, readable by the person it concerns."""
