"""What a browser may load and run on a page: what the site itself holds, and nothing else.

Nothing stands inside our pages that would need an exception: no script, no style, no handler.
So no page allows any, and what somebody smuggles into a text of the record does not run.
"""

from markupsafe import Markup

FROM_THE_SITE_ALONE = "'self'"
POLICY = {
    "default-src": "'none'",
    "script-src": FROM_THE_SITE_ALONE,
    "style-src": FROM_THE_SITE_ALONE,
    "img-src": FROM_THE_SITE_ALONE,
    "font-src": FROM_THE_SITE_ALONE,
    "connect-src": FROM_THE_SITE_ALONE,
    "form-action": FROM_THE_SITE_ALONE,
    "base-uri": "'none'",
}


def content_policy() -> Markup:
    """The policy as a page states it for itself, in its first lines."""
    return Markup("; ").join(Markup(f"{what} {sources}") for what, sources in POLICY.items())
