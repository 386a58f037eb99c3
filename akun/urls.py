"""Paths of login, the own account and the officers."""

urlpatterns: list = []
