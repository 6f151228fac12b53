"""Cubes that go from a province to the nation, and what the nation has been told."""
