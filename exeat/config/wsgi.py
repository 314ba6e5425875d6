"""The door for an application server; it keeps the register ready for events of the border."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "exeat.config.settings")
application = get_wsgi_application()

from exeat.crossings.watching import watch  # noqa: E402  # its tables are known once the application has started

watch()
