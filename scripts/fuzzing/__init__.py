"""What `scripts/fuzz.py` runs: the readers as targets, what they begin with, how it is changed, and what counts as a finding."""
