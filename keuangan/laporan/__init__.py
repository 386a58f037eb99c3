"""Reports of a ledger. Each is computed once, by one function on queries; page, paper, workbook and API print that. KEU-100."""
