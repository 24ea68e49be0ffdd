"""Two versions of a text side by side: what differs, word by word, and which differences editors' customs allow.

Nothing here knows articles, evidence or rules; texts come as passages, in the order of the text.
"""
