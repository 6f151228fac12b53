"""Pages that stand before and around all others: signing in, pairing a screen, giving out rights.
What they change they change by plain forms, which need no script."""
