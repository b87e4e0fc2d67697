"""The hand-out of a real unit, printed by the browser."""

from __future__ import annotations

import re

import pytest

from kamlib.views.handout import write_handout

pytestmark = pytest.mark.browser


def test_a_real_unit_becomes_a_pdf(chromium_path, tmp_path, monkeypatch):
    monkeypatch.setenv("KAM_CHROMIUM", chromium_path)
    out = write_handout("U7", "zh", tmp_path / "u7.pdf")
    printed = out.read_bytes()
    assert printed.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) > 10
    assert 200_000 < len(printed) < 5_000_000
    assert list(tmp_path.iterdir()) == [out]
