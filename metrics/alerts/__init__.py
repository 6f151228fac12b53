"""Alerts: one file a kind of rule, from a view of the data to conditions."""
