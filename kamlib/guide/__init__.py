"""What a start page shows: the course map with progress, first steps, the models and the glossary.

The content stands here once. `kam lab` and `kam app` serve it as pages without a kernel (`handlers`), the start
notebook takes its first steps, models and glossary as text (`as_markdown`).
"""
