"""What a page tells the browser that it will never ask for."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

PERMISSIONS_POLICY = ", ".join(
    f"{device}=()"
    for device in (
        "camera", "microphone", "geolocation", "display-capture", "payment", "usb", "serial", "hid", "midi",
        "accelerometer", "gyroscope", "magnetometer", "browsing-topics",
    )
)  # fmt: skip
"""No page of the house, and nothing that were smuggled into one, gets at these."""


def ask_for_no_device(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: the header Permissions-Policy on every answer."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        return response

    return answer
