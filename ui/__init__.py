"""What people touch: the command line."""

# This package belongs to drugkg.
