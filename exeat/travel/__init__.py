"""The briefing before a trip and the report after it.

A briefing is a dated text by destination that the person reads and acknowledges. A return report asks one question
first, whether all went as planned, and more only when it did not; it lies sealed, apart from every other file, and
only its person and counter-intelligence open it. Before it is written it says what it may be used for and under
which rule. Both are owed only where a rule or an order says so.
"""
