#!/usr/bin/env python3
"""Prints patterns.json: which texts a pattern matches whole, by Google's RE2 (google-re2 of PyPI), which shares no code with ours.

The written cases are the corners of the syntax; the rest is put together at random, by seed.
usage: patterns.py > patterns.json
"""
import json
import random

import re2

WRITTEN = r"""
a|b* ||a| (|a)+ (a*)* (a*)+b ((a|b)*c){2} (a?){20}a{20} a{2,3} a{0} a{,2} a{2 x{2,1} x{1001} (x{1000}){2} a** a*? a+? a?? a{2}? a*+
^a$ a^b $a ^*a (?m)a$.^b (?s)a.b (?-s)a.b a.b .* .+ (?s:.).*? (?i)abc (?i:a)b (?i)[a-c]+ (?i)[^a-c] (?i)ß (?i)K (?i)σ
[abc] [^abc] [a-] [-a] []a] [^]a] [a-b-c] [z-a] [a [[:alpha:]] [[:^alpha:]] [[:word:]-]+ [[:nope:]] [[:alpha] [\d\-x] [\D] [^\D] [\s\S] [\w.]+
\d+ \D \w+ \W \s \S \bfoo\b foo\b.* \Boo .*\Boo \A\z \Aab\z \Z \1 (a)\1 \01 \012 \101 \08 \x41 \x4 \x{4E2D} \x{110000} \x{41 \a \e \. \_ \- \中 \ \Qa.b\Ec \Qa.b \Q\E*
\pL+ \PL \p{Lu} \p{^Lu} \p{Nope} \pN [\p{Lu}\d]+ [^\p{L}] \p{L \p
(?:ab)+ (?P<n>a) (?<n>a)b (?P<n a) (?=a) (?!a) (?<=a)b (?>a) (?i)(?-i)A (?U)a+ (?x)a (a ) a) ( [ * + ? {1} a|* (?i)* (*)
CN-GS|CN-NX|CN-NM CN-(GS|NX) CN-.* CN-[A-Z]{2} 甘肃|宁夏 甘.|.夏 [一-龥]+ [^一-龥]+ (?i)cn-gs é+ 🚀? .{3} [🚀🌍]
a\nb a\tb (?m)^b .*b$ (?m)(^a$\n?)+ a.*z (?s)a.*z
""".split()

TEXTS = ["", "a", "b", "ab", "aa", "aaa", "abc", "ABC", "Ab", "A", "a.b", "a.bc", "a\nb", "a\tb", "a b", "c", "-", "]", "[", "^", "1", "12", "_",
         ".", "foo", "foo bar", "oo", "xoo", "\n", " ", "{1}", "a{2", "a{,2}", "x", "K", "\u212a", "k", "ſ", "s", "ß", "ẞ", "σ", "ς", "Σ", "é", "É",
         "中", "中国", "甘肃", "宁夏", "CN-GS", "cn-gs", "CN-NX", "CN", "🚀", "🌍", "aab", "abcabc", "b\na", "\x07", "\x01", "a" * 20, "a" * 40]


def texts_for(generator):
    return [("".join(generator.choice("abAB-1_ \n.é中") for _ in range(generator.randrange(7)))) for _ in range(12)]


def pattern(generator, depth=0):
    atoms = ["a", "b", "A", ".", "-", "1", "é", "中", "[ab]", "[^a]", "[A-b]", r"\d", r"\w", r"\W", r"\s", "^", "$", r"\b", r"\B", r"\.", "[[:upper:]]", r"\pL", "(?i)", "(?m)", "(?-s)"]
    parts = []
    for _ in range(generator.randrange(1, 5)):
        if depth < 3 and generator.random() < 0.3:
            inner = pattern(generator, depth + 1)
            part = generator.choice(["(", "(?:", "(?i:", "(?s-i:"]) + inner + ")"
        else:
            part = generator.choice(atoms)
        if not part.startswith(("(?i)", "(?m)", "(?-s)")):
            part += generator.choice(["", "", "", "*", "+", "?", "{2}", "{1,2}", "{0,1}?", "{2,}"])
        parts.append(part)
        if generator.random() < 0.15:
            parts.append("|")
    return "".join(parts)


def case(text, texts):
    options = re2.Options()
    options.log_errors = False
    options.dot_nl = True
    try:
        compiled = re2.compile(text, options)
    except re2.error:
        return {"pattern": text, "refused": True}
    texts = sorted(set(texts))
    return {"pattern": text, "matches": [t for t in texts if compiled.fullmatch(t)], "others": [t for t in texts if not compiled.fullmatch(t)]}


generator = random.Random(18)
cases = [case(text, TEXTS) for text in WRITTEN]
cases += [case(text, texts_for(generator)) for text in (pattern(generator) for _ in range(400))]
print("[")
print(",\n".join(json.dumps(c, ensure_ascii=False) for c in cases))
print("]")
