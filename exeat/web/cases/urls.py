"""Addresses of the case pages."""

from __future__ import annotations

from django.urls import path

from exeat.web.cases import court, orders, own, represented, telling, views

urlpatterns = [
    path("cases/", views.index, name="cases"),
    path("cases/<str:reference>/", views.case, name="case"),
    path("cases/<str:reference>/judgment/", views.judgment, name="case-judgment"),
    path("cases/<str:reference>/translate/", views.translate, name="case-translate"),
    path("cases/<str:reference>/find/", views.find, name="case-find"),
    path("cases/<str:reference>/measure/", views.measure, name="case-measure"),
    path("cases/<str:reference>/documents/<int:number>/", views.document, name="case-document"),
    path("cases/<str:reference>/file.pdf", court.for_officers, name="case-file"),
    path("cases/<str:reference>/file-to-give.pdf", court.for_officers_to_give, name="case-file-to-give"),
    path("my-cases/<str:reference>/file.pdf", court.for_the_person, name="own-case-file"),
    path("represent/<str:reference>/file.pdf", represented.whole_file, name="represented-case-file"),
    path("cases/<str:reference>/orders/<int:number>/again/", orders.again, name="order-again"),
    path("orders/", orders.index, name="orders"),
    path("orders/receivers/<int:receiver>/end/", orders.end, name="receiver-end"),
    path("orders/<str:reference>/<int:number>/again/", orders.again_by_administrator, name="order-again-administered"),
    path("findings/", views.digest, name="findings"),
    path("told/", telling.index, name="told"),
    path("told/new/", telling.take_down, name="told-new"),
    path("told/<str:reference>/", telling.told, name="told-one"),
    path("my-cases/tell/", telling.own, name="own-tell"),
    path("my-cases/", own.index, name="own-cases"),
    path("my-cases/<str:reference>/", own.case, name="own-case"),
    path("my-cases/<str:reference>/answer/", own.answer, name="own-case-answer"),
    path("my-cases/<str:reference>/appeal/", own.appeal, name="own-case-appeal"),
    path("my-cases/<str:reference>/new-facts/", own.new_facts, name="own-case-new-facts"),
    path("my-cases/<str:reference>/hearing/", own.hearing, name="own-case-hearing"),
    path("my-cases/<str:reference>/hearing.ics", own.appointment, name="own-case-appointment"),
    path("my-cases/<str:reference>/translate/", own.translate, name="own-case-translate"),
    path("my-cases/<str:reference>/minutes/", own.minutes, name="own-case-minutes"),
    path("my-cases/<str:reference>/representatives/", own.let_in, name="own-case-let-in"),
    path("my-cases/<str:reference>/representatives/<int:representative>/", own.send_away, name="own-case-send-away"),
    path("represent/", represented.enter, name="represented"),
    path("represent/<str:reference>/", represented.case, name="represented-case"),
    path("represent/<str:reference>/answer/", represented.answer, name="represented-case-answer"),
    path("represent/<str:reference>/appeal/", represented.appeal, name="represented-case-appeal"),
    path("represent/<str:reference>/new-facts/", represented.new_facts, name="represented-case-new-facts"),
    path("represent/<str:reference>/hearing/", represented.hearing, name="represented-case-hearing"),
    path("represent/<str:reference>/hearing.ics", represented.appointment, name="represented-case-appointment"),
    path("represent/<str:reference>/translate/", represented.translate, name="represented-case-translate"),
    path("represent/<str:reference>/minutes/", represented.minutes, name="represented-case-minutes"),
    path("represent/<str:reference>/documents/<int:number>/", represented.document, name="represented-case-document"),
    path("my-cases/<str:reference>/documents/<int:number>/", own.document, name="own-case-document"),
]
