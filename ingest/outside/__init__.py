"""Rows that stand outside the database and count all the same: moved to Parquet, or never in it."""
