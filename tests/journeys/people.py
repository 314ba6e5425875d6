"""The people of the application journeys, each with an account: made once for each journey."""

from dataclasses import dataclass

from exeat.access.models import Account
from exeat.register.models import Institution, Person
from tests.applications.scene import Scene, open_scene
from tests.factories import AccountFactory, RoleFactory

PASSPHRASE = "leave to be away"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@dataclass(frozen=True)
class Everyone:
    """The scene, and who signs in how."""

    scene: Scene
    accounts: dict[str, tuple[Account, str]]


def everyone(settings, folder, language):
    """Write the register and the accounts; letters are in the journey's language."""
    settings.EXEAT_KEYS = folder / "keys"
    settings.MEDIA_ROOT = folder / "files"
    scene = open_scene(urgent_phone="+370 600 00001")
    Person.objects.update(language=language)
    Institution.objects.filter(reference="I-ARMY").update(name_en="Made-up Army", name_lt="Išgalvota kariuomenė")
    accounts = {}
    for name in ("traveller", "officer", "head", "service", "duty", "clerk"):
        who = getattr(scene, name)
        person = Person.objects.filter(reference=who.reference).first()
        account = AccountFactory(reference=who.reference, person=person, shown_name=who.name, language=language)
        if person is None:
            house = Institution.objects.filter(reference=who.institution).first()
            RoleFactory(account=account, kind=who.role, institution=house)
        accounts[name] = (account, f"{who.role}@{who.institution}")
    return Everyone(scene, accounts)
