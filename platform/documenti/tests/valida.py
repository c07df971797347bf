"""Validates a PDF against a profile (2a: PDF/A-2a, ua1: PDF/UA-1) with `page-validation` of PyPI.

Ends with an error that names each broken rule on a line of its own.
"""

import sys

import page

report = page.validate_pdf(sys.argv[1], profile=sys.argv[2])
broken = [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
sys.exit("\n".join(broken) if broken else 0)
