"""Records -> HTML; the only room that knows Jinja2 and Markdown."""
