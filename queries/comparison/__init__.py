"""Sources set side by side: agreement, disagreements, values, and the profile of a drug."""
