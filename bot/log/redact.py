"""Take secrets and personal data out of what somebody typed, before it is stored. Every pattern runs in linear time."""

from __future__ import annotations

import re

MOST_STORED = 500
"""Characters of a question that are kept."""

_MOST_READ = 4 * 1024
_HIDDEN = "[hidden]"
_SECRECY = (
    r"[\w-]{0,40}?(?:token|secret|passw(?:or)?d|passwd|pwd|api[_-]?key|access[_-]?key(?:id)?|session(?:[_-]?id)?|"
    r"signature(?:provided)?|credential|auth|sig|jwt|csrf|code_verifier)[\w-]{0,20}"
)
_QUOTED_OR_BARE = r"""(?:"[^"\r\n]{1,4000}"|'[^'\r\n]{1,4000}'|[^\s"'&;,<>)}\]]{1,4000})"""
# What stands in the group `keep` introduces a secret, and stays.
_PATTERNS = (
    r"-----BEGIN [A-Z ]{3,40}-----[^-]{0,8000}(?:-----END [A-Z ]{3,40}-----)?",
    (
        r"(?i)(?P<keep>\b(?:(?:proxy-)?authorization|(?:set-)?cookie|x-api-key|x-amz-security-token|x-auth-token)"
        r"\]?[\"']?\s{0,3}[:=]\s{0,3})[^\r\n]{1,4000}"
    ),
    r"(?i)(?P<keep>\b(?:bearer|basic|digest|aws4-hmac-sha256)\s{1,3})[\w.~+/=:,-]{6,4000}",
    r"(?P<keep>(?<!\S)(?:-u|--user|--proxy-user)[ =]{1,3})[^\s\[]\S{0,400}",
    r"(?i)(?P<keep>(?<!\S)--?(?:password|passwd|token|secret|api-key)[ =]{1,3})[^\s\[]\S{0,400}",
    r"\beyJ[\w-]{4,4000}(?:\.[\w-]{0,4000}){0,2}",
    r"\b(?:xox[a-z]|xapp|xwfp)-[\w-]{4,400}",
    r"\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,40}\b",
    r"\b(?:sk|pk|rk|gh[opsur]|github_pat|glpat|npm|pypi|whsec|hf|AIza|ya29|SG|dckr_pat)[-_.A-Z0-9][\w.-]{10,400}",
    rf"(?i)(?P<keep><{_SECRECY}>)[^<]{{1,4000}}",
    rf"(?i)(?P<keep>\b(?:{_SECRECY}|pass)[\"']?\s{{0,3}}[:=]\s{{0,3}})(?!\[hidden){_QUOTED_OR_BARE}",
    r"(?i)(?P<keep>\b(?:password|passphrase|secret|token|api key)\s{1,3}(?:is\s{1,3})?)(?=\S{0,60}\d)[^\s\[]\S{4,400}",
    r"(?i)(?P<keep>\b(?:password|passphrase)\s{1,3}is\s{1,3})[^\s\[]\S{0,400}",
    r"(?<=://)[^\s/@:]{0,200}:[^\s/@]{1,200}(?=@)",
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}",
    r"(?<![\w/+-])(?=[\w+/-]{0,200}\d)(?=[\w+/-]{0,200}[A-Za-z])[\w+-][\w+/-]{31,4000}={0,2}",
)
_COMPILED = tuple(re.compile(pattern) for pattern in _PATTERNS)


def redact(text: str) -> str:
    """Return at most 500 characters of `text`, credentials, tokens, keys and e-mail addresses in it `[hidden]`."""
    text = text[:_MOST_READ].encode("utf-8", "replace").decode("utf-8")
    for pattern in _COMPILED:
        text = pattern.sub(_hide, text)
    return text[:MOST_STORED]


def _hide(found: re.Match[str]) -> str:
    return found.groupdict().get("keep", "") + _HIDDEN
