"""Who may come in: a public app is open; any other asks who is there, or listens to nobody else.

An app for members or for the Secretariat lets a reader in who signed in at the provider that the
secrets name (`[auth]`, OpenID Connect by Streamlit's own sign-in). Without such a provider it
answers only where it listens on this machine alone.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping, Sequence

import streamlit as st

from observatory.i18n import isolate, text
from observatory.warehouse.build import PUBLIC, default_audience

# Where the secrets say who of those who sign in may come in: addresses, or `@` and a domain.
SECTION, ADMITTED = "observatory", "admitted"


def admit(lang: str) -> None:
    """Let the reader in, or say what is missing and stop."""
    # Without a connection there is no reader: the script runs in a test.
    if default_audience() == PUBLIC or not st.context.headers:
        return
    if not has_sign_in():
        _check_address(lang)
    elif not st.user.is_logged_in:
        _ask(lang)
    elif not is_admitted(dict(st.user), admitted_names()):
        st.button(text("door.sign_out", lang), on_click=st.logout)
        _stop(lang, "not_admitted")


def _check_address(lang: str) -> None:
    """Stop where the app listens on more than this machine."""
    address = st.get_option("server.address")
    if not is_loopback(address):
        where = isolate(address, lang) if address else text("door.everywhere", lang)
        _stop(lang, "listens", address=where)


def _ask(lang: str) -> None:
    """Ask the reader to sign in at one of the providers, and stop."""
    st.header(text("door.sign_in", lang))
    st.write(text("door.sign_in_how", lang))
    auth = st.secrets["auth"]
    named = [name for name, held in auth.items() if isinstance(held, Mapping)]
    for name in [""] if "client_id" in auth else named:
        label = " ".join(filter(None, (text("door.sign_in.button", lang), name)))
        st.button(label, on_click=st.login, args=(name or None,), type="primary")
    st.stop()


def sign_out(lang: str) -> None:
    """The button by which a reader who signed in leaves; nothing where nobody does."""
    if default_audience() != PUBLIC and has_sign_in() and st.context.headers:
        st.button(text("door.sign_out", lang), on_click=st.logout, key="sign-out")


def has_sign_in() -> bool:
    """Whether the secrets name a provider at whom readers sign in."""
    return bool(st.secrets.load_if_toml_exists() and "auth" in st.secrets)


def admitted_names() -> Sequence[str]:
    """Whom the secrets let in of those who sign in; none named: all of them."""
    held = st.secrets.get(SECTION, {})
    names = held.get(ADMITTED, [])
    return [names] if isinstance(names, str) else [str(each) for each in names]


def is_admitted(user: dict[str, object], names: Sequence[str]) -> bool:
    """Whether somebody who signed in may come in: by the address that the provider vouches for."""
    if not names:
        return True
    address = str(user.get("email") or "").casefold()
    if user.get("email_verified") is not True or "@" not in address:
        return False
    domain = address[address.rindex("@") :]
    return any(name.casefold() in (address, domain) for name in names)


def is_loopback(address: str | None) -> bool:
    """Whether an app that listens on this address is heard on this machine alone."""
    if address == "localhost":
        return True
    try:
        return bool(address) and ipaddress.ip_address(str(address)).is_loopback
    except ValueError:
        return False


def _stop(lang: str, name: str, **facts: str) -> None:
    """A page that says why there is nothing to see, and what to do."""
    st.header(text(f"door.{name}", lang))
    st.write(text(f"door.{name}_how", lang, **facts))
    st.stop()
