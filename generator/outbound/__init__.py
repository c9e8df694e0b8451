"""Links that lead out of the site, and whether anyone is there: `build.py check-links`, never part of a build."""
