"""Who asks and who answers in a captured page."""
