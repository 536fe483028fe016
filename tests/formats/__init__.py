"""Tests of the formats, one file each; a package, for some share their name with tests of lists and sources."""
