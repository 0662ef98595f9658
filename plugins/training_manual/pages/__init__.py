"""Manual -> pages: finished HTML with title, table of contents and place, whatever host shows them."""
