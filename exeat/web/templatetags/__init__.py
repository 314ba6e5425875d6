"""Tags and filters for templates: how days, places, roles and states are written and drawn."""
