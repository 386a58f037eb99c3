"""Addresses of this app, in Indonesian."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "ksm"

urlpatterns: list[URLPattern] = []
