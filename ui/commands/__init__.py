"""The commands of ``drugkg``, one module per command."""
