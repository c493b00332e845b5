"""The rules that find disagreements among claims, and their ranking. A step of the build."""
