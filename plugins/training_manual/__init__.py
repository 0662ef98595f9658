"""A franchise's training manual: from HQ's YAML to pages, quizzes and role-play cards."""

__version__ = "0.1.0"
