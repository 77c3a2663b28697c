"""Links as people paste them."""

import pytest

from tablee.client.links import (
    Link,
    facilitator_link,
    is_this_machine,
    join_link,
    server_of,
    websocket_of,
)
from tablee.client.trouble import Trouble


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
        (" https://Atelier.example.org:443/x?y#z ", "https://atelier.example.org"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_the_server_is_the_origin_that_a_browser_would_send(address: str, server: str) -> None:
    assert server_of(address) == server


def test_the_links_carry_their_secrets() -> None:
    assert facilitator_link("http://a:1/f#SECRET") == Link(server="http://a:1", secret="SECRET")
    assert join_link("https://a/j/SECRET/") == Link(server="https://a", secret="SECRET")


@pytest.mark.parametrize("address", ["", "a:1/f#S", "ftp://a/f#S", "http:///f#S", "http://a:x/f"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(Trouble) as caught:
        server_of(address)
    assert caught.value.key == "link_not_a_link"


@pytest.mark.parametrize("address", ["http://a/f", "http://a/f#", "http://a/j/S", "http://a/e#S"])
def test_another_link_is_no_facilitator_link(address: str) -> None:
    with pytest.raises(Trouble) as caught:
        facilitator_link(address)
    assert caught.value.key == "link_not_facilitator"


@pytest.mark.parametrize("address", ["http://a/f#S", "http://a/j/", "http://a/j/S/T", "http://a"])
def test_another_link_is_no_join_link(address: str) -> None:
    with pytest.raises(Trouble) as caught:
        join_link(address)
    assert caught.value.key == "link_not_join"


def test_only_this_machine_is_reached_without_a_proxy() -> None:
    here = ("http://127.0.0.9:1", "http://[::1]:1", "http://localhost", "http://x.localhost")
    assert all(map(is_this_machine, here))
    assert not any(map(is_this_machine, ("http://192.168.1.2", "https://localhost.example")))


def test_a_websocket_is_as_private_as_its_page() -> None:
    assert websocket_of("http://a:1") == "ws://a:1"
    assert websocket_of("https://a") == "wss://a"
