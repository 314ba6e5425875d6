"""People, their names, documents, posts and clearances, and the institutions that they serve, over time."""
