"""Alerts: what they are, how their states follow one another, and what is kept of them."""
