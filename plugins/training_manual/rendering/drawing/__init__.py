"""Build-time SVG from records: classes only, so colour, dark mode and print are the stylesheet's."""
