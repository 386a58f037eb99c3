"""What stands behind `./run` and `./test`: standard library only, since nothing is installed yet when it starts."""
