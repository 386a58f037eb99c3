"""Pages of paper: documents, uploads, and the public check of a code."""
