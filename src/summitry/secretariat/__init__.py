"""Every act a team performs. Here, in the command line and on the desk, the clock may be read."""
