"""What was written as typed values, whole or with all that is wrong told at once. Owns pydantic.

Imported where something was written that no earlier build has read: pydantic takes a fifth of a small build.
"""
