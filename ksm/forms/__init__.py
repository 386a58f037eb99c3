"""Forms of groups."""
