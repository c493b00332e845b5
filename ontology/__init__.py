"""What can be said: classes and properties, entities, shapes and reasoning."""

# This package belongs to drugkg.
