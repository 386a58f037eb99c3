from django.urls import path

from dasbor import views

app_name = "dasbor"
urlpatterns = [
    path("dasbor/", views.KotaView.as_view(), name="kota"),
    path("dasbor.xlsx", views.KotaXlsxView.as_view(), name="kota-xlsx"),
    path("dasbor/rincian/", views.RincianView.as_view(), name="rincian"),
    path("dasbor/kunjungan/", views.TerlambatView.as_view(), name="kunjungan"),
]
