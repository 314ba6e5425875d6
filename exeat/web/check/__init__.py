"""The public page "May I go?": five questions and a cited answer; no sign-in, no database, nothing kept."""
