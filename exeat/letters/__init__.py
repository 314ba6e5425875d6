"""What people are told, by law or courtesy: a letter in the inbox is the record, e-mail a nudge without content."""
