"""One file a question kind: its fields, its own checks, and how it lowers to an interaction."""
