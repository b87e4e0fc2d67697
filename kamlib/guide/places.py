"""Where the pages of a view are: the start page links to them without knowing which view it is shown in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from kamlib import syllabus
from kamlib.guide.steps import View


class Place(Protocol):
    """A view that shows the start page. `base` is what its own addresses begin with; a link is None where there is
    nothing to open."""

    base: str
    view: View

    def lesson(self, lang: str, unit: str) -> str | None: ...

    def exercises(self, lang: str, unit: str, exercise: str = "") -> str | None: ...

    def doors(self, lang: str) -> dict[str, str]: ...


def start(place: Place, lang: str) -> str:
    """Return the address of the start page."""
    return f"{place.base}/{lang}/"


def model(place: Place, lang: str, model_id: str) -> str:
    """Return the address of a model's page."""
    return f"{place.base}/{lang}/models/{model_id.lower()}"


def form(place: Place, lang: str, form_id: str) -> str:
    """Return the address of an empty take-home form."""
    return f"{place.base}/{lang}/forms/{form_id}.xlsx"


@dataclass(frozen=True, slots=True)
class InJupyterLab:
    """The start page that JupyterLab's server serves: lessons and exercises open as notebooks.

    `server` is the server's own base address, without a slash at its end.
    """

    folder: Path
    server: str = ""
    view: View = "lab"

    @property
    def base(self) -> str:
        return f"{self.server}/kam"

    def lesson(self, lang: str, unit: str) -> str | None:
        return self._notebook("course", lang, unit)

    def exercises(self, lang: str, unit: str, exercise: str = "") -> str | None:
        return self._notebook("exercises", lang, unit)

    def doors(self, lang: str) -> dict[str, str]:
        return {"pages": f"{self.base}/app/{lang}", "present": f"{self.base}/present/{lang}/"}

    def _notebook(self, audience: str, lang: str, unit: str) -> str | None:
        path = f"{audience}/{lang}/{syllabus.unit_file_stem(unit)}.ipynb"
        return f"{self.server}/lab/tree/{quote(path)}" if (self.folder / path).is_file() else None
