"""Pages of the cycle, one file per noun. Each fetches in scope, calls at most one action, and renders."""
