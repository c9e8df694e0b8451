"""What was written as typed values, whole or with all that is wrong told at once. Owns pydantic's core.

The core alone validates as pydantic does. The library around it takes a fifth of a small build, to be imported and to
make models of parts that are plain values here. What an earlier build has read needs neither.
"""
