"""The exercise engine: what an exercise is, how answers are read, judged, kept and graded.

It knows no calculation of the course and no widget, so grading needs neither.

- `exercise`  what an exercise is: fields, named mistakes, hints, variants
- `reading`   reads numbers as business people write them
- `marking`   `mark()`, the only judge
- `messages`  every sentence the engine says
- `view`      an exercise as plain data, ready to draw
- `journal`   answers on disk, an event a line
- `handin`    the hand-in file and the rules for trainee ids
- `keys`      keys and rubrics of assessed judgement questions
- `gradebook` marks a folder of hand-ins
"""
