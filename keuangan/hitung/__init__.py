"""The arithmetic of the revolving fund: schedule, allocation, collectibility, performance. Pure functions, no database.

Everything is `Decimal` rupiah or frozen dataclasses of it; nothing is rounded before the rule says so. The ledger, the API
and the pages call these, so a figure is the same wherever it stands. Source: KEU-40 to KEU-78.
"""
