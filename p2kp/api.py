"""The one DRF router, and the schema. Apps register their viewsets here, in the order of the house."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import DefaultRouter

router = DefaultRouter()
router.include_root_view = False

urlpatterns = [
    path("", include(router.urls)),
    path("skema/", SpectacularAPIView.as_view(), name="skema"),
]
