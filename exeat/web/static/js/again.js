// A page that tells of work in progress looks again by itself; without this its link does.
const again = document.querySelector("[data-again]");
if (again) setTimeout(() => location.reload(), 3000);
