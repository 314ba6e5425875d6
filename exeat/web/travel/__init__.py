"""The briefing before a trip, the report after it, and the reports as counter-intelligence reads them."""
