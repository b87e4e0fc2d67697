"""Small tables that the package reads: the syllabus, the glossary, the facts cited about real companies."""
