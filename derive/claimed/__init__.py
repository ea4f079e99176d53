"""The rules that the words beside a step name: whether they can be what makes it true.

words         which rules words name, and where
requirements  what each rule needs of a step
check         the claims of a document that cannot be right
"""
