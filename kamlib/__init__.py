"""Key account management: the library of the training workbook.

Import the topic you need: ``from kamlib import tiers``. Importing the package itself loads nothing else.

Calculations: `lifetime` (customer lifetime profit), `tiers` (the pyramid, scorecard, concentration),
`pricing` (value, price, bundles, business models), `allocation` (exact splits), `checks` (input checks).
Around them: `text` and `glossary` (words in both languages), `cases` (the case company), `plots` (figures),
`classroom` (exercises, marking, journal, hand-in), `units` (what each unit asks), `widgets` (cards and live
controls), `reports` (for graders), `forms` (own data in Excel), `cli` (the `kam` command).
"""

__version__ = "0.1.0"
