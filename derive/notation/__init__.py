"""Text -> Formula: a grammar for each notation, and a message for each way of being malformed.

LaTeX is read in this order; each line is a module.

    marks, displays     a display: its relations, row breaks and remarks, outside of all brackets
    drafts              the display cut into members
    macros              the author's own commands
    frames, delimiters  a member: what is open at a place of it, every bracket matched
    spelling, tokens    commands and signs -> the terminals of latex.lark
    tables, lalr        the table of latex.lark (latex_table, which lark makes) and what runs it
    reductions          what each rule makes of its children, with scripts, conditions, derivatives
    products            how far sums, functions and derivatives reach in a row
    depth               the bound on nesting
    latex               all of it: read_latex
    ascii               plain text: ascii_tokens, ascii_scripts and ascii_spelling make the same terminals of it,
                        and ascii_rows says how far sums and functions reach there; read_ascii
    canonical           back to LaTeX, with every scope explicit
"""
