"""Threads as pages print them: markers, attribution lines, and where each text stands."""
