"""What the prose of a document says: of its symbols, and of the displays that it leads to.

Words are not taken as given. They may withhold a verdict, or be printed as the condition of a proof. The order in which
the files rest on one another: sentences, letters, nouns, descriptions; then dependences, constants, arrays, bounds and
properties, each of which asks for one thing that is said of a symbol; places and redefined, for what is said of a
display.
"""
