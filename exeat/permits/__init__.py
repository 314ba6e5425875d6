"""Permission as granted: a permit is issued, sealed, checked and revoked."""
