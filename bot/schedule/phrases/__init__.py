"""Sentences that say when, in English and French, as rules."""
