"""What trainees touch and trainers move: the exercise card, the desk, live controls, the upload card."""

from kamlib.widgets.desk import open_desk

__all__ = ["open_desk"]
