"""Web pages: what each part of their markup is."""
