"""Exceptions, none of which hide anything: waivers in a file and in articles, the baseline, and what they cover."""
