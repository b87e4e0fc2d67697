"""The frame of the take-home Excel forms: a form is described once, written, calculated and read back.

Describe it with `Form`, `Sheet`, `Fields`, `Table`, `Note` and `Chart`; fill it with `FormData`; `form_bytes`
and `write_form` make the Excel file, `read_form` reads it back, `Calculation` gives what its formulas give.
"""

from kamlib.forms.form.calculation import Calculation
from kamlib.forms.form.parts import (
    Chart,
    Column,
    Field,
    Fields,
    Form,
    FormData,
    Kind,
    Note,
    Option,
    Series,
    Sheet,
    Table,
)
from kamlib.forms.form.reading import ReadForm, read_form
from kamlib.forms.form.writing import form_bytes, write_form

__all__ = [
    "Calculation",
    "Chart",
    "Column",
    "Field",
    "Fields",
    "Form",
    "FormData",
    "Kind",
    "Note",
    "Option",
    "ReadForm",
    "Series",
    "Sheet",
    "Table",
    "form_bytes",
    "read_form",
    "write_form",
]
