"""The style guide's addresses; included in development and tests only."""

from django.urls import path

from inti.gaya import GayaView, KertasView

app_name = "gaya"
urlpatterns = [
    path("gaya/", GayaView.as_view(), name="gaya"),
    path("gaya/kertas/", KertasView.as_view(), name="kertas"),
]
