"""JupyterLab, set up for the workbook: no code on the page, one Start button, the trainee's language."""
