"""What changed: freezing a manual, comparing two, releasing one."""
