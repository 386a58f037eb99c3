from django.urls import path, re_path

from inti import impor_views, views

app_name = "inti"
urlpatterns = [
    path("sehat/hidup", views.HidupView.as_view(), name="hidup"),
    path("sehat/siap", views.SiapView.as_view(), name="siap"),
    path("impor/pekerjaan/<uuid:pk>/", impor_views.PratinjauView.as_view(), name="impor-pratinjau"),
    path("impor/pekerjaan/<uuid:pk>/simpan/", impor_views.SimpanView.as_view(), name="impor-simpan"),
    path("impor/<str:kode>/templat.xlsx", impor_views.TemplatView.as_view(), name="impor-templat"),
    re_path(
        r"^impor/(?P<kode>[a-z_.]+)/(?P<kode_wilayah>\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?)/$",
        impor_views.ImporView.as_view(),
        name="impor",
    ),
]
