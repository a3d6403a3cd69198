"""Scripts that the makefile and people call."""
