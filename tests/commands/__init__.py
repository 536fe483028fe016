"""Tests of the commands, one file each; a package, for some share their name with the module they call."""
