"""Addresses of this app, in Indonesian."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "pronangkis"

urlpatterns: list[URLPattern] = []
