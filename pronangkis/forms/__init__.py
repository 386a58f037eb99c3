"""Forms of the plan, one module per noun."""
