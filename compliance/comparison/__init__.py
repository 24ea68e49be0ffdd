"""Two versions of a text side by side: what differs, word by word, and which differences editors' customs allow.

Nothing here knows articles, evidence or rules; texts come as passages, in the order of the text.
"""

from __future__ import annotations

ALLOWANCES = ("style", "spelling", "time", "place")
"""What a change may be of. *style*: punctuation, capitals, hyphens, numbers in letters or digits."""
