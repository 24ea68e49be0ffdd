"""Readers: from decoded text to an `Article`, one module per format; they judge nothing."""
