"""MkDocs as a host: a thin shell over the core, and the only folder that imports mkdocs."""
