"""Pictures: photos and logos in the sizes they are shown, drawings made safe, and what is drawn by the generator itself.

Pillow is imported in this package alone, and where it is first needed: a site without pictures does not load it.
"""
