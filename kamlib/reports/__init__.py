"""What a grader gets from a folder of hand-ins: tables, pages for trainees, a page on the class.

- `report`      grades a folder into a report folder; the only entry most callers need
- `scores`      the points of one trainee, question by question
- `records`     the same as plain values, handed from process to process
- `cores`       shares the trainees among the cores of the computer
- `statistics`  what the class did, question by question
- `tables`      gradebook.xlsx and the CSV files
- `rubric`      rubric.xlsx: texts marked by a person, names hidden
- `pages`       cohort.html and trainees/<id>.html
- `next_steps`  three things a trainee does next
- `sentences`   reasons in words
- `changes`     who moves against an earlier report, and why
- `folder`      swaps a new report folder in, whole or not at all
- `cells`       makes any text safe for a cell

No widget, no figure library and no notebook is needed for any of it.
"""
