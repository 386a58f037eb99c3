from django.urls import path

from dasbor import views

app_name = "dasbor"
urlpatterns = [
    path("dasbor/", views.KotaView.as_view(), name="kota"),
    path("dasbor.xlsx", views.KotaXlsxView.as_view(), name="kota-xlsx"),
]
