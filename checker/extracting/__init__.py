"""From the document that a province sends to the draft of its plan file (``check extract``).

read → heal → outline → find → draft: readers give lines, paragraphs and tables; what comes after works on
frozen ``document.Source`` and gives frozen findings, each with the words and the place that it rests on.
"""
