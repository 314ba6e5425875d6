"""The schema of crossings, step by step."""
