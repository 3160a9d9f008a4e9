"""Hostile inputs: generated ones, guided ones, and the crashes they have found.

By hand, longer: `python -m tests.fuzz.guided --runs 100000 source`.
"""
