"""Own data and take-home forms: reads a trainee's file, grades its accounts, writes an Excel form.

`kamlib.forms.account_grading.tier_file` does it all in one call.
"""
