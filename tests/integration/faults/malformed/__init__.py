"""200 files that no system should send, made anew from one seed: `every_case()`."""
