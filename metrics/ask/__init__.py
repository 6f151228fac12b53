"""Ask: from a question in plain Vietnamese or English to the selection that it means.

Deterministic and offline: words and times are matched with the catalogue, the province's units and
the calendar. A question of which any word is not understood is never answered as if it were.
"""
