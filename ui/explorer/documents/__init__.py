"""Documents on the page: what they are, and their text with the claims marked."""
