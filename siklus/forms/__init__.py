"""Forms of the cycle's pages: the shape of what is typed. Rules live in actions and the database."""
