"""YAML text -> checked nodes -> typed values; knows nothing of manuals."""
