"""What people are told, by law or courtesy: the letter in the inbox is the record, e-mail only a nudge without content."""
