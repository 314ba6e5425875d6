"""Pages of the draft lab: what a draft changes in words, and whom it would have reached."""
