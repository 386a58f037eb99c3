from django.urls import path

from inti import views

app_name = "inti"
urlpatterns = [
    path("sehat/hidup", views.HidupView.as_view(), name="hidup"),
    path("sehat/siap", views.SiapView.as_view(), name="siap"),
]
