"""Everything that ``drugkg check`` examines, one function per check."""
