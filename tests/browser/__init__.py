"""Tests in a browser. A package, so that this folder may have a `conftest` beside that of `tests`."""
