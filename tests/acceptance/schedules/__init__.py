"""Schedules, played on the sandbox with its clock; its transcript is the judge."""
