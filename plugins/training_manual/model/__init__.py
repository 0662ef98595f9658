"""What a manual is made of: the records of HQ's files, and the Manual they add up to."""
