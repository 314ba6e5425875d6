"""The words for states, findings, measures and steps of a case."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

STATES: dict[str, str | Promise] = {
    "opened": _("Opened, the person is not told yet"),
    "noticed": _("The person was told and may answer"),
    "answered": _("Heard, not yet decided"),
    "time_over": _("Time to answer over, not yet decided"),
    "found": _("Breach found; what follows is open"),
    "measured": _("Measure taken"),
    "appealed": _("On appeal"),
    "closed": _("Closed"),
}
TURNS: dict[str, str | Promise] = {
    "opened": _("An officer's turn: tell the person."),
    "noticed": _("The person's turn: answer, if they wish."),
    "answered": _("An officer proposes a finding; another one, who did not open the case, decides."),
    "time_over": _("An officer proposes a finding; another one, who did not open the case, decides."),
    "found": _("An officer proposes what follows; another one, who did not make the finding, decides."),
    "measured": _("The person's turn: appeal, if they wish."),
    "appealed": _("The appeals body's turn: uphold or reverse."),
    "closed": _("Nothing is left to do."),
}
OWN_STATES: dict[str, str | Promise] = {
    "noticed": _("You may answer"),
    "answered": _("Your answer is here; nothing is decided"),
    "time_over": _("The time to answer is over; a late answer is still read"),
    "found": _("A breach was found"),
    "measured": _("A measure was taken"),
    "appealed": _("Your appeal is being looked at"),
    "closed": _("Closed"),
}
FINDINGS: dict[str, str | Promise] = {
    "breach": _("Breach"),
    "justified": _("Justified: a reason excuses the journey"),
    "another_person": _("Another person"),
    "not_bound": _("Not bound: the rules asked nothing"),
    "not_proven": _("Not proven"),
}
REVERSED = _("Breach, reversed on appeal")
SIDES: dict[str, str | Promise] = {
    "for": _("Speaks for the person"),
    "against": _("Speaks against the person"),
    "not_relevant": _("Does not matter here"),
}
TIES: dict[str, str | Promise] = {
    "bound": _("the law leaves no choice"),
    "discretionary": _("the law leaves it open"),
    "chained": _("follows from another measure"),
}
STEPS: dict[str, str | Promise] = {
    "open": _("Case opened"),
    "serve": _("Notice of facts sent, with the whole file"),
    "add": _("Added to the file"),
    "prove_service": _("Proof that the notice arrived"),
    "arrange": _("Help to take part was arranged"),
    "settle_minutes": _("The person read the minutes of the hearing"),
    "let_in": _("The person let a representative into the file"),
    "send_away": _("The person ended a representative's access"),
    "reopen": _("New facts: the appeals body looks again"),
    "reverse_part": _("Appeal: a part of the measures is set aside"),
    "lapse": _("Closed by rule: the time to decide has passed"),
    "enter_judgment": _("A judgment was entered"),
    "confirm_judgment": _("A judgment was confirmed"),
    "summarise": _("A summary for everybody was written"),
    "publish_summary": _("The summary was published"),
    "extend": _("More time to answer"),
    "decline": _("A request was not granted"),
    "answer": _("The person answered"),
    "ask": _("The person asked"),
    "close_time": _("The time to answer is over"),
    "invite": _("The person was invited to be heard"),
    "accept_hearing": _("The person will come to the hearing"),
    "ask_another_time": _("The person asked for another time"),
    "translate": _("A translation was added"),
    "hear": _("Heard in person"),
    "propose_finding": _("A finding was proposed"),
    "propose_measure": _("A measure was proposed"),
    "enquire": _("Other posts were looked at"),
    "find": _("Finding"),
    "measure": _("Measure taken"),
    "end_without_measure": _("Ended without a measure"),
    "close": _("Case closed"),
    "appeal": _("The person appealed"),
    "suspend": _("Effect suspended until the appeal is decided"),
    "uphold": _("Appeal: the decision stands"),
    "reverse": _("Appeal: the decision is reversed"),
}
SOURCES: dict[str, str | Promise] = {
    "match": _("A confirmed match of border records"),
    "own_report": _("The person told of it themselves"),
    "institution_report": _("A report of an institution"),
    "security_notice": _("A notice of State Security"),
}
RELIABILITIES: dict[str, str | Promise] = {
    "documented": _("Documents show it"),
    "credible": _("Credible, without documents"),
    "uncertain": _("Uncertain"),
}
TOLD: dict[str, str | Promise] = {
    "No record confirms it: it rests on what was told.": _("No record confirms it: it rests on what was told."),
    "The person told of it themselves.": _("The person told of it themselves."),
    "Whoever told it is not certain of it.": _("Whoever told it is not certain of it."),
    "The person told it in a report after the trip, which is there to keep them safe.": _(
        "The person told it in a report after the trip, which is there to keep them safe."
    ),
}
HEARINGS: dict[str, str | Promise] = {
    "": _("The person has not answered the invitation."),
    "accepted": _("The person will come."),
    "another_time": _("The person asked for another time."),
}
WAYS: dict[str, str | Promise] = {"room": _("In a room"), "call": _("By call")}
NATURES: dict[str, str | Promise] = {
    "fact": _("fact"),
    "word": _("what the person says"),
    "assessment": _("assessment"),
}
VERBS: dict[str, str | Promise] = {
    "serve": _("Send the notice of facts"),
    "add": _("Add to the file"),
    "prove_service": _("Record that the notice arrived"),
    "arrange": _("Record help to take part"),
    "reopen_for": _("Pass new facts to the appeals body"),
    "reverse_part": _("Set aside a part of the measures"),
    "lapse": _("Close by rule: the time to decide has passed"),
    "enter_judgment": _("Enter the judgment of a court"),
    "confirm_judgment": _("Confirm the judgment against its document"),
    "summarise": _("Write a summary for everybody"),
    "publish_summary": _("Publish the summary"),
    "extend": _("Give more time"),
    "decline": _("Do not grant what was asked"),
    "close_time": _("Say that the time to answer is over"),
    "invite": _("Invite the person to be heard"),
    "translate": _("Add a translation"),
    "hear": _("Record a hearing in person"),
    "propose_finding": _("Propose a finding"),
    "propose_measure": _("Propose a measure"),
    "enquire": _("Record which other posts were looked at"),
    "find": _("Make a finding"),
    "measure": _("Take a measure"),
    "end_without_measure": _("End without a measure"),
    "close": _("Close the case"),
    "suspend": _("Suspend the effect"),
    "uphold": _("The decision stands"),
    "reverse": _("Reverse the decision"),
}
RECORD = "Border record "
TITLES: dict[str, str | Promise] = {
    "Judgment of a court": _("Judgment of a court"),
    "What was told": _("What was told"),
    "Permits and notices that were looked for": _("Permits and notices that were looked for"),
    "What the rules say": _("What the rules say"),
    "Why the case was opened": _("Why the case was opened"),
    "Translation": _("Translation"),
    "Answer": _("The person's answer"),
    "Argument": _("An argument of the person"),
    "Proposed finding": _("Proposed finding"),
    "Proposed measure": _("Proposed measure"),
    "Other posts that were looked at": _("Other posts that were looked at"),
    "Correction of the minutes": _("Correction of the minutes"),
    "New facts": _("New facts"),
    "Record of the hearing": _("Record of the hearing"),
}


def title(words: str) -> str:
    """A document's title in the reader's language where it is one of ours."""
    if words.startswith(RECORD):
        return gettext("Border record %(number)s") % {"number": words.removeprefix(RECORD)}
    return str(TITLES.get(words, words))


JUDGMENTS = {
    "upheld": _("It left the decision"),
    "reversed": _("It reversed the decision"),
    "partly": _("It set a part of the measures aside"),
    "remitted": _("It sent the case back to the appeals body to decide again"),
    "ended": _("It ended the proceedings without deciding"),
}

REGISTERS = {"clearances": _("Clearance register"), "personnel": _("Personnel")}
ORDERED = {
    "taken": _("the measure has effect"),
    "suspended": _("the effect waits: put it back"),
    "restored": _("put it back as if it had not been"),
    "changed": _("the measure has changed"),
}
ORDERS = {
    "waiting": _("waits to be sent"),
    "sent": _("sent"),
    "acknowledged": _("acknowledged"),
    "refused": _("refused by the register"),
    "given_up": _("given up after every try"),
}
FAULTS = {
    "no-answer": _("the system does not answer"),
    "too-late": _("the system answers too late"),
    "certificate": _("the certificate of the system is not the one that is known"),
    "answer-names-another": _("the system answered for another order"),
    "never-done": _("the system took it in and never said that it is done"),
    "not-signed": _("the system did not sign its answer"),
    "forged": _("the signature of the answer is not of the key that is known"),
    "no-key": _("there is no key to sign with"),
    "no-folder": _("the folder cannot be written"),
}
SIGNED = {True: _("signed by the register"), False: _("not verified: the answer is not signed")}
CLOCKS = {
    "answer_until": _("Last day to answer"),
    "minutes_until": _("Last day to correct the minutes"),
    "decide_by": _("Last day to decide"),
}
