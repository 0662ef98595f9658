"""The command line's commands, one module a group: thin shells around the core."""
