"""Alerts are written here: what conditions make of them, what people do, what is sent."""
