"""The public check of permits: offline after one visit, with the server's answer where scripts do not run."""
