"""What was done or seen, in words for the person whom it concerns."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "register.consulted": _("Your entry in the register was opened"),
    "register.imported": _("Your entry came or was renewed with a file of an institution"),
    "register.entered": _("You were entered in the register"),
    "register.absence_recorded": _("It was recorded that you are away on some days"),
    "register.absence_ended": _("It was recorded that you are back"),
    "register.said_wrong": _("You said that something in your entry is wrong"),
    "register.corrected": _("Your entry was corrected"),
    "register.declined": _("It was decided not to change your entry"),
    "register.head_changed": _("You were named head of an institution"),
    "register.clearances_withdrawn": _("Your clearance was withdrawn"),
    "register.clearances_restored": _("Your clearance was restored"),
    "register.post_ended": _("Your post was ended"),
    "register.posts_restored": _("Your post was restored"),
    "person.forgotten": _("Your data was erased"),
    "application.filed": _("Your application was filed"),
    "application.changed": _("Your application was changed"),
    "application.consulted": _("Your application was opened"),
    "application.completed": _("Your application was found complete"),
    "application.returned": _("Your application was returned with questions"),
    "application.answered": _("The questions on your application were answered"),
    "application.overdue": _("It was recorded that the answer to your application is late"),
    "application.cancelled": _("Your trip was cancelled and its permit ended"),
    "application.replaced": _("A decision on the changed trip took the place of the earlier one"),
    "application.people-named": _("You named other people in your application"),
    "application.people-shown": _("The other people in your application were shown to an officer"),
    "application.people-erased": _("The names of other people in your application were erased"),
    "application.contacts-opened": _("Your emergency contact was opened"),
    "application.withdrawn": _("Your application was withdrawn"),
    "application.granted": _("Your application was granted"),
    "application.refused": _("Your application was refused"),
    "application.allowed-provisionally": _("A provisional permit was given"),
    "application.check-begun": _("An officer began to check your application"),
    "application.document-added": _("A document was added to your application"),
    "application.document-read": _("A document of your application was read"),
    "application.opinion-asked": _("An opinion on your application was asked for"),
    "application.opinion-given": _("An opinion on your application was given"),
    "application.opinion-missing": _("It was recorded that the opinion is late"),
    "application.opinion-read": _("An opinion on your application was read"),
    "application.relative-erased": _("The name of your relative was erased"),
    "application.relative-shown": _("The name of your relative was shown to an officer"),
    "application.resumed-without-answer": _("Your application went on without an answer"),
    "permit.issued": _("A permit was issued to you"),
    "permit.revoked": _("Your permit was revoked"),
    "briefing.acknowledged": _("You acknowledged the briefing"),
    "report.given": _("You gave a return report"),
    "report.read": _("Your return report was read"),
    "report.talked": _("It was recorded that you were spoken with about your return report"),
    "candidate.looked_at": _("A crossing that may be yours was looked at"),
    "candidate.taken_back": _("An officer took back what was answered about a crossing"),
    "candidate.erased": _("A crossing that may have been yours was erased"),
    "candidate.answered": _("An officer answered whether a crossing was yours"),
    "discrepancy.found": _("A trip was found that no permit covers"),
    "discrepancy.set_aside": _("A trip was set aside: nothing follows"),
    "discrepancy.attached": _("A trip was added to your case"),
    "discrepancy.covered": _("A trip turned out to be covered"),
    "case.opened": _("A case was opened"),
    "case.looked_at": _("Your case was looked at"),
    "case.noticed": _("The notice of facts was sent to you"),
    "case.served": _("It was recorded that the notice reached you"),
    "case.answered": _("You answered in your case"),
    "case.request_declined": _("A request of yours in the case was not granted"),
    "case.help_arranged": _("Help for you to take part was arranged"),
    "case.minutes_settled": _("You read the minutes of the hearing"),
    "case.representative_let_in": _("You let a representative into your file"),
    "case.representative_sent_away": _("You ended a representative's access"),
    "case.representative_came": _("Your representative opened the file"),
    "case.reopened": _("New facts were passed to the appeals body"),
    "case.part_reversed": _("A part of the measures was set aside on your appeal"),
    "case.told": _("Something was told about a trip of yours"),
    "case.told_left": _("Nothing followed from what was told about a trip of yours"),
    "case.use_of_report_allowed": _("Another authority let a return report of yours be used"),
    "case.extended": _("Your time to answer was extended"),
    "case.heard": _("You were heard in person"),
    "case.found": _("A finding was made in your case"),
    "case.measure_taken": _("A measure was taken"),
    "case.appealed": _("You appealed"),
    "case.decision_upheld": _("Your appeal was dismissed"),
    "case.decision_reversed": _("The decision was reversed on your appeal"),
    "case.closed": _("Your case was closed"),
    "access.account_made": _("An account was made for you"),
    "access.account_closed": _("Your account was closed"),
    "access.role_given": _("You were given a role"),
    "access.role_ended": _("A role of yours was ended"),
    "access.password_set": _("The password of your account was set"),
    "case.asked": _("You asked for something in your case"),
    "case.document_added": _("A document was added to your case"),
    "case.effect_suspended": _("The effect of a decision was suspended"),
    "case.ended_without_measure": _("Your case ended without a measure"),
    "case.time_over": _("The time to answer in your case was over"),
    "register.erased": _("Your entry in the register was erased"),
    "letter.written": _("A letter was written to you"),
    "letter.opened": _("A letter was opened"),
    "letter.served": _("It was recorded that a letter reached you"),
    "letter.resent": _("You were told again by e-mail of a letter"),
}
# Where a verb has no sentence of its own, the noun before the dot says on what something was done.
NOUNS: dict[str, str | Promise] = {
    "register": _("Your entry in the register"),
    "application": _("Your application"),
    "notice": _("Your notice"),
    "evidence": _("A document of your application"),
    "opinion": _("An opinion on your application"),
    "permit": _("Your permit"),
    "briefing": _("Your briefing"),
    "report": _("Your return report"),
    "candidate": _("A crossing that may be yours"),
    "discrepancy": _("A trip that no permit covers"),
    "case": _("Your case"),
    "appeal": _("Your appeal"),
    "letter": _("A letter to you"),
    "account": _("Your account"),
    "access": _("Your account"),
}

# Purposes that the program itself states; what an officer wrote or chose is shown as it is.
PURPOSES: dict[str, str | Promise] = {
    "decision": _("To decide on the application"),
    "check": _("To check the application"),
    "opinion": _("To give an opinion"),
    "matching": _("To find out who crossed the border"),
    "case": _("To handle the case"),
    "counter-intelligence": _("To protect against foreign services"),
}


def reason(purpose: str) -> str:
    """Why something was done, in words."""
    return str(PURPOSES.get(purpose, purpose))


def deed(verb: str) -> str:
    """What was done, in a sentence; for a rare act, on what it was done."""
    if verb in VERBS:
        return str(VERBS[verb])
    return str(NOUNS.get(verb.split(".")[0], _("Something that concerns you")))
