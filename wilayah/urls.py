"""Pages of the register and of what lies in an area."""

from django.urls import URLPattern

app_name = "wilayah"
urlpatterns: list[URLPattern] = []
