"""Advice on a manual that is already sound: what is not taught or tested, and how well it teaches."""
