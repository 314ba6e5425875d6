// Tells the stylesheet that scripts run; without them every page works as it stands.
document.body.classList.add("js-enabled", "govuk-frontend-supported");
