"""The kinds of mistake, one a file: MISTAKE is its text, `edits` proposes what may have been meant at one place."""
