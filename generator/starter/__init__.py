"""Another event: a few questions, and the files it starts from.

The texts stand beside this module as people will read them: Markdown, and YAML with the ending .txt, so that nobody's
editor takes them for facts. A `$name` in them is filled in (`string.Template`). Three habits hold for all:

- Nothing has to be deleted again. A key that may wait stands in site.yaml switched off, ``#street: …``; hints to the
  author are comments, which no page shows.
- A question that only the author can answer is a line that begins with ``TODO:``. It is shown on the page until it is
  answered, so that a preview shows it too.
- A fact that site.yaml holds is not repeated in the words: they point to the foot of the page.
"""

from generator.starter.answers import QUESTIONS, Answers, Question, StarterRefused, read_answers
from generator.starter.files import refuse_folder, start, starter_files

__all__ = [
    "QUESTIONS",
    "Answers",
    "Question",
    "StarterRefused",
    "read_answers",
    "refuse_folder",
    "start",
    "starter_files",
]
