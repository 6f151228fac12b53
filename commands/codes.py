"""What a command says by its exit code."""

NOTHING_DONE, SOME_IN_QUARANTINE = 2, 3
