"""The briefing before a trip and the report after it."""
