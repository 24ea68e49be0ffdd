"""Results of earlier runs, kept by everything that they depend on, so that what did not change is not judged again.

What is kept is what was said of an article before exceptions are applied. Keys hold all that can change it: see
`compliance.results.keys` and `compliance.results.stamps`. A store that cannot be used is no error: see
`compliance.results.store`.
"""

from __future__ import annotations

from compliance.results.keeping import Known, Results

__all__ = ["Known", "Results"]
