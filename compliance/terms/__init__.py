"""Article + evidence + context + policies → obligations. Pure: no files, no plugins, nothing looked for in text."""
