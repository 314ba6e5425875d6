"""Who looked at my data, in plain words; and the record as the auditor sees it."""
