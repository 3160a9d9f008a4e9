"""Readings and schedules on their way from one installation to another, in a small file."""
