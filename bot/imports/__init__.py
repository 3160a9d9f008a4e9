"""How texts come in: read, side by side where there are many, and stored in groups."""
