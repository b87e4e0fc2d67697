"""The other views of a unit: the trainer's screen, the deck, the hand-out and the trainee's page."""
