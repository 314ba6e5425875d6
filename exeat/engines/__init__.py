"""Where big tables are computed: read, joined and written, by an engine that can be exchanged.

Only `on_duckdb` knows DuckDB. What is computed is said by the packages above; the engines only know tables.
"""
