"""One file a block kind: its fields, their meaning for authors, its own checks."""
