"""Screens of the wall: every module of this package that declares a SCREEN, by the module's name,
which is what a playlist calls it."""
