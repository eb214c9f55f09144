"""Texts that a workbook must not be able to do harm with."""

HOSTILE = (
    "{{7*7}}<script>alert(1)</script>${1}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{x}}{% endfor %}",
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "<!--<script>",
    "\"'`;window.hacked=1//",
    "javascript:window.hacked=1",
    "<!--fieldplan:app-->%MAP%<!--plan-->",
    "\u202eevil\u202c \u2066x\u2069",
    '=HYPERLINK("http://x","y")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+7 495 000-00-00",
    "a\r\nBEGIN:VEVENT\r\nSUMMARY:evil\r\nb",
    "a\u2028b\u2029c",
    "\\u003cb>${window.hacked=1}\\n\\,;:",
    "{client} {0} $& $1 %s &amp; &L&A",
    "../../etc/passwd CON aux.txt",
    "x" * 10_000,
)


def plain(text: str) -> str:
    """The text as every output shows it: nothing lost, line breaks as one."""
    for line_break in ("\r\n", "\r", "\u2028", "\u2029"):
        text = text.replace(line_break, "\n")
    return text
