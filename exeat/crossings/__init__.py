"""Border records: receive, propose matches, confirm by people, find what no permit covers."""
