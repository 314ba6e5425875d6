"""The pages: each asks one question, makes at most one change and chooses the answer; none decides anything."""
