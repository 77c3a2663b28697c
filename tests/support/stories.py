"""The stories that the golden traces keep: together they hold every kind of event."""

from msgspec.structs import replace

from tablee.workshop import commands as c
from tablee.workshop.sift import Sift
from tablee.workshop.template import (
    Example,
    ExampleBeneficiary,
    ExampleNote,
    Register,
    RegisterGroup,
    Template,
    Words,
)

from .story import ANNE, BINTA, LEAD, SYSTEM, Story, small_template


def _at_work(name: str, template: Template | None = None) -> Story:
    story = Story(name, template)
    story.do(ANNE, c.Sit(participant="anne", board="nord", pair="p1"))
    story.do(BINTA, c.Sit(participant="binta", board="est", pair="p2"))
    story.do(LEAD, c.OpenPhase(phase="presentation"), c.OpenPhase(phase="travail"))
    story.do(LEAD, c.StartTimer(duration_ms=None))
    return story


def writing() -> Story:
    """Beneficiaries and notes, through all that can happen to them."""
    story = _at_work("writing")
    story.do(
        ANNE,
        c.SetStartingPoint(board="nord", text="Une épicerie"),
        c.AddBeneficiary(board="nord", beneficiary="b1", label="Habitants"),
        c.AddBeneficiary(board="nord", beneficiary="b2", label="Jeunes", parent="b1"),
        c.AddBeneficiary(board="nord", beneficiary="b3", label="  habitants "),
        c.AddBeneficiary(
            board="nord", beneficiary="b4", label="Commerçants", aliases=("Boutiques",)
        ),
        c.AddNote(note="n1", beneficiary="b3", text="Manger mieux\net moins cher"),
        c.AddNote(note="n2", beneficiary="b2", text="Un lieu où aller 🪑", kind="externalité"),
        c.AddNote(
            note="n3", beneficiary="nord-territoire", text="Une place vivante", unforeseen=True
        ),
        c.AddNote(note="n4", beneficiary="b4", text="Des clients", via="l’épicerie", via_note="n1"),
        c.EditNote(note="n1", base=0, text="Manger mieux"),
        c.ClassifyNote(note="n2", kind="visé", directness="indirect", via_note="n3"),
        c.MoveNote(note="n2", beneficiary="b4"),
        c.RankBeneficiary(beneficiary="b4", after=None),
        c.RankBeneficiary(beneficiary="b1", after="b2"),
        c.EditBeneficiary(beneficiary="b4", base=0, label="Commerces", category="économie"),
        c.SplitNote(
            note="n3",
            base=0,
            parts=(c.Part(note="n5", text="Une place"), c.Part(note="n6", text="vivante")),
        ),
        c.RestoreNote(note="n3"),
        c.DeleteNote(note="n3"),
        c.DeleteNote(note="n5", was="Une place"),
        c.RestoreNote(note="n5"),
        c.DeleteBeneficiary(beneficiary="b1", reassign_to="b2"),
        c.RestoreBeneficiary(beneficiary="b1"),
        c.DeleteBeneficiary(beneficiary="b1"),
    )
    story.do(
        BINTA,
        c.AddBeneficiary(board="est", beneficiary="e1", label="Familles"),
        c.AddNote(note="m1", beneficiary="e1", text="Du temps"),
        c.AddNote(note="m2", beneficiary="e1", text="De l’aide"),
        c.SplitNote(
            note="m2", base=0, parts=(c.Part(note="m3", text="De"), c.Part(note="m4", text="l’"))
        ),
        c.DeleteNote(note="m1"),
        c.RestoreNote(note="m1"),
        c.AddBeneficiary(board="est", beneficiary="e2", label="Associations"),
        c.DeleteBeneficiary(beneficiary="e2"),
        c.RestoreBeneficiary(beneficiary="e2"),
    )
    return story


def leading() -> Story:
    """Territories, phases, the timer, the lock and the tray."""
    story = Story("leading")
    story.do(
        LEAD,
        c.EditWorkshop(title="Épicerie, suite", held_on="2026-11-23"),
        c.AddTerritory(board="sud", name="Sud"),
        c.RenameTerritory(board="sud", name="Le Sud"),
        c.AddTerritory(board="trop", name="En trop"),
        c.RemoveTerritory(board="trop"),
    )
    story.do(ANNE, c.Sit(participant="anne", board="est", pair="p0"))
    story.do(ANNE, c.Sit(participant="anne", board="nord", pair="p1"))
    story.do(BINTA, c.Sit(participant="binta", board="nord", pair="p1"))
    story.do(
        LEAD,
        c.OpenPhase(phase="travail", start_timer=True),
        c.SetGrace(grace_ms=5_000),
        c.MoveDeadline(by_ms=300_000),
        c.PauseTimer(),
        c.MoveDeadline(by_ms=-60_000),
        c.ResumeTimer(),
        c.CloseBoard(board="sud"),
    )
    story.do(ANNE, c.AddBeneficiary(board="nord", beneficiary="b1", label="Élus"))
    deadline_ms = story.room.timer.deadline_ms
    assert deadline_ms is not None
    story.now_ms = deadline_ms + 5_000
    story.do(SYSTEM, c.LockBoards(deadline_ms=deadline_ms))
    for late, note in (("l1", "n1"), ("l2", "n2"), ("l3", "n3")):
        story.do_late(ANNE, late, c.AddNote(note=note, beneficiary="b1", text="Écrit hors ligne"))
    story.do(
        LEAD,
        c.AdmitLate(late="l1"),
        c.SetAsideLate(late="l2"),
        c.ReopenBoards(board="nord", for_ms=60_000),
        c.EndTimer(),
        c.ReopenBoards(),
        c.OpenPhase(phase="mise-en-commun"),
        c.OpenPhase(phase="travail"),
        c.OpenPhase(phase="prochaine-session"),
        c.SetNextSession(date="en janvier", method="en plénière"),
    )
    story.do(LEAD, c.OpenDoors(), c.CloseDoors())
    story.do(SYSTEM, c.MarkLinks(link="participant", change="replaced"))
    return story


def preparing() -> Story:
    """What is planned otherwise, and the people who are awaited."""
    story = Story("preparing")
    words = c.Phrase(fr="Qui gagne quoi ?", en="")
    step = c.PlannedStep(label=words, duration_s=600, consigne=words, prompts=(words,))
    until_ms = story.now_ms + 30 * 86_400_000
    story.do(
        LEAD,
        c.EditWorkshop(programme=c.Phrase(fr="", en=""), axe=words),
        c.EditWorkshop(intention=words, guiding_question=words, language="en"),
        c.EditWorkshop(for_whom=c.Phrase(fr="", en="For whom?"), delete_after_ms=until_ms),
        c.EditPhase(phase="travail", duration_s=3_600, label=c.Phrase(fr="Atelier", en="Work")),
        c.EditPhase(phase="travail", skipped=True),
        c.ExpectPeople(
            people=(
                c.Expected(participant="anne", board="nord", pair="p1"),
                c.Expected(participant="binta", board="nord", pair="p1"),
                c.Expected(participant="chloe", board="est", pair="p2"),
                c.Expected(participant="driss", board="est", pair="p2"),
            )
        ),
        c.Sit(participant="chloe", board="nord", pair="p1"),
    )
    story.do(ANNE, c.Arrive(participant="anne"), c.Sit(participant="anne", board="est", pair="p2"))
    story.do(BINTA, c.Arrive(participant="binta"))
    story.do(SYSTEM, c.FreeSeat(participant="binta"), c.DropExpected(participant="driss"))
    story.do(LEAD, c.OpenPhase(phase="travail", start_timer=True))
    story.do(LEAD, c.EditPhase(phase="travail", duration_s=1_200, steps=(step, step)))
    return story


def discussing() -> Story:
    """Points of discussion, interested actors, and notes that are hidden and shown again."""
    story = _at_work("discussing")
    story.do(
        ANNE,
        c.AddBeneficiary(board="nord", beneficiary="b1", label="Habitants"),
        c.AddNote(note="n1", beneficiary="b1", text="Moins de solitude"),
        c.AddNote(note="n2", beneficiary="b1", text="Plus de bruit"),
        c.OpenPoint(point="d1", target_kind="note", target="n2", text=""),
        c.OpenPoint(point="d2", target_kind="beneficiary", target="b1", text="Lesquels ?"),
        c.OpenPoint(point="d3", target_kind="board", target="nord"),
        c.EditPoint(point="d1", text="Un effet ?"),
        c.TakePosition(point="d1", position="q1", text="Oui"),
        c.TakePosition(point="d1", position="q2", text="Non"),
        c.TakePosition(point="d1", position="q1", text="Oui, mais"),
        c.KeepBothVersions(
            point="d4", note="n1", text="Moins d’isolement", question="Deux versions"
        ),
        c.ClosePoint(point="d2"),
        c.ClosePoint(point="d3"),
        c.ReopenPoint(point="d3"),
        c.AddInterestedActor(
            board="nord", interested="i1", label="La mairie", uncertain=True, notes=("n1",)
        ),
        c.EditInterestedActor(interested="i1", reason="Son plan", uncertain=False),
        c.DeleteInterestedActor(interested="i1"),
        c.RestoreInterestedActor(interested="i1"),
    )
    story.do(
        LEAD,
        c.HideNote(note="n2"),
        c.EditPoint(point="d1", text="Toujours un effet ?"),
        c.ShowNote(note="n2"),
        c.HideNote(note="n1"),
        c.DeleteNote(note="n1"),
        c.RestoreNote(note="n1"),
        c.SplitNote(
            note="n1", base=0, parts=(c.Part(note="n3", text="Moins"), c.Part(note="n4", text="de"))
        ),
    )
    return story


def pooling() -> Story:
    """Two boards seen as one, with decisions taken and retracted."""
    story = _at_work("pooling")
    story.do(
        ANNE,
        c.AddBeneficiary(board="nord", beneficiary="b1", label="Jeunes", category="public"),
        c.AddBeneficiary(board="nord", beneficiary="b2", label="Élus", category="élu"),
        c.AddBeneficiary(board="nord", beneficiary="b3", label="Commerçants"),
        c.AddNote(note="n1", beneficiary="b1", text="Un lieu"),
        c.AddNote(note="n2", beneficiary="b2", text="Une image"),
        c.AddNote(note="n3", beneficiary="nord-territoire", text="Un centre"),
        c.AddNote(note="n4", beneficiary="b1", text="Un emploi"),
    )
    story.do(
        BINTA,
        c.AddBeneficiary(board="est", beneficiary="e1", label="Élus", category="public"),
        c.AddBeneficiary(board="est", beneficiary="e2", label="Les jeunes 👩‍🎓", category="élu"),
        c.AddBeneficiary(board="est", beneficiary="e3", label="Jeunes"),
        c.AddNote(note="m1", beneficiary="e2", text="Des stages"),
        c.AddNote(note="m2", beneficiary="e1", text="Des voix"),
        c.AddNote(note="m3", beneficiary="est-territoire", text="Un nom"),
    )
    story.do(
        LEAD,
        c.OpenPhase(phase="mise-en-commun"),
        c.SameActor(decision="g1", beneficiaries=("e2", "b1")),
        c.SameActor(decision="g2", beneficiaries=("b2", "e1"), label="Les élus"),
        c.SameActor(decision="g3", beneficiaries=("e3", "e2")),
        c.RenameActor(decision="g4", beneficiary="b1", label="La jeunesse"),
        c.SameActor(decision="g5", beneficiaries=("b3", "b1"), label="Commerce et jeunesse"),
        c.RetractDecision(decision="g4"),
        c.RetractDecision(decision="g5"),
        c.SameActor(decision="g6", beneficiaries=("b3", "e1")),
    )
    return story


def grouping() -> Story:
    """Actors in one another, kept apart and put off; their effects grouped, named, taken out; and
    what hiding a note does to all this."""
    word = Words(fr="mot", en="word")
    registers = tuple(Register(id=each, label=word, text=word) for each in ("savoir", "lien"))
    group = RegisterGroup(heading=word, registers=registers)
    story = _at_work("grouping", replace(small_template(), registers=(group,)))
    story.do(
        ANNE,
        c.AddBeneficiary(board="nord", beneficiary="b1", label="Jeunes"),
        c.AddBeneficiary(board="nord", beneficiary="b2", label="Lycéens", parent="b1"),
        c.AddBeneficiary(board="nord", beneficiary="b3", label="Commerçants"),
        c.AddNote(note="n1", beneficiary="b1", text="Un lieu"),
        c.AddNote(note="n2", beneficiary="b1", text="Un endroit", kind="externalité"),
        c.AddNote(note="n3", beneficiary="b1", text="Un emploi", unforeseen=True),
        c.AddNote(note="__proto__", beneficiary="b3", text="Des clients"),
        c.AddNote(note="n5", beneficiary="b3", text="Du passage"),
        c.OpenPoint(point="d1", target_kind="note", target="n2", text="Visé ?"),
    )
    story.do(
        BINTA,
        c.AddBeneficiary(board="est", beneficiary="e1", label="La jeunesse"),
        c.AddBeneficiary(board="est", beneficiary="e2", label="Boutiques"),
        c.AddBeneficiary(board="est", beneficiary="e3", label="Associations"),
        c.AddNote(note="m1", beneficiary="e1", text="Un lieu à eux"),
        c.AddNote(note="m2", beneficiary="e1", text="Un premier emploi", directness="indirect"),
        c.AddNote(note="m3", beneficiary="e2", text="Du passage"),
    )
    story.do(
        LEAD,
        c.OpenPhase(phase="mise-en-commun"),
        c.SameActor(decision="g1", beneficiaries=("b1", "e1")),
        c.DifferentActors(decision="g2", one="b1", other="e3"),
        c.DecideLater(decision="g3", one="b3", other="e3"),
        c.PartOfActor(decision="g4", child="e3", parent="e2"),
        c.PartOfActor(decision="g5", child="e2", parent="e1"),
        c.PartOfActor(decision="g6", child="b3", parent="e3"),
        c.SameActor(decision="g7", beneficiaries=("b3", "e2")),
        c.CategoriseActor(decision="g8", beneficiary="e1", category="public"),
        c.CategoriseActor(decision="g9", beneficiary="b3", category="commerce"),
        c.CategoriseActor(decision="g10", beneficiary="e2", category=""),
        c.GroupEffects(decision="h1", notes=("n1", "m1")),
        c.GroupEffects(decision="h2", notes=("n3", "m2"), title="Travailler"),
        c.GroupEffects(decision="h3", notes=("n2", "n1"), title="Se retrouver"),
        c.TitleGroup(decision="h4", note="n2", title="Un lieu pour les jeunes"),
        c.TakeOutOfGroup(decision="h5", note="n2"),
        c.GroupEffects(decision="h6", notes=("n2", "m2"), titled_by="m2"),
        c.GroupEffects(decision="h7", notes=("__proto__", "m3", "n5"), titled_by="__proto__"),
        c.PutInRegister(decision="h8", notes=("n1", "n3"), register="savoir"),
        c.PutInRegister(decision="h9", notes=("n3", "__proto__"), register="lien"),
        c.HideNote(note="m2"),
        c.HideNote(note="n3"),
        c.TitleGroup(decision="h10", note="n3", title="Un métier"),
        c.GroupEffects(decision="h11", notes=("n3", "n2", "n1"), title="Une place"),
        c.PutInRegister(decision="h12", notes=("m2",), register="savoir"),
        c.ShowNote(note="n3"),
        c.HideNote(note="__proto__"),
        c.DeleteNote(note="n5"),
        c.DeleteBeneficiary(beneficiary="e3"),
        c.RetractDecision(decision="g7"),
        c.AddNote(note="n6", beneficiary="b3", text="Une vitrine"),
        c.AddNote(note="n7", beneficiary="b3", text="Des horaires"),
        c.AddNote(note="n8", beneficiary="b3", text="Du choix"),
        c.GroupEffects(decision="k1", notes=("n6", "n7")),
        c.GroupEffects(decision="k2", notes=("n7", "n8")),
        c.DeleteNote(note="n7"),
        c.AddNote(note="n9", beneficiary="b2", text="Du calme"),
        c.AddNote(note="n10", beneficiary="b2", text="Du silence"),
        c.AddNote(note="n11", beneficiary="b2", text="De la paix"),
        c.GroupEffects(decision="k3", notes=("n9", "n10", "n11")),
        c.TakeOutOfGroup(decision="k4", note="n9"),
        c.GroupEffects(decision="k5", notes=("n9", "n10")),
        c.TitleGroup(decision="k6", note="n9", title="Respirer"),
        c.RetractDecision(decision="k5"),
        c.HideNote(note="n2"),
        c.ShowNote(note="n2"),
        c.GroupEffects(decision="k7", notes=("n1", "m1"), title="Entre soi"),
        c.HideNote(note="m1"),
        c.PartOfActor(decision="k8", child="b1", parent="b2"),
        c.AddBeneficiary(board="est", beneficiary="e4", label="Écoles"),
        c.AddBeneficiary(board="est", beneficiary="e5", label="Parents"),
        c.AddBeneficiary(board="est", beneficiary="e6", label="Clubs"),
        c.AddBeneficiary(board="est", beneficiary="e7", label="Mairie"),
        c.PartOfActor(decision="k9", child="e4", parent="e1"),
        c.PartOfActor(decision="k10", child="e5", parent="e6"),
        c.PartOfActor(decision="k11", child="e4", parent="e7"),
        c.SameActor(decision="k12", beneficiaries=("e7", "e5")),
        c.SameActor(decision="k13", beneficiaries=("e6", "e4")),
        c.OpenVoting(mark="compte"),
    )
    story.do(ANNE, c.CastVotes(mark="compte", notes=("n1", "n6", "n9")))
    story.do(
        LEAD, c.CloseVoting(mark="compte"), c.GroupEffects(decision="k14", notes=("n9", "n10"))
    )
    return story


def awkward() -> Story:
    """Ids that a language has a meaning for, and words that are long to count."""
    story = _at_work("awkward")
    story.do(
        ANNE,
        c.AddBeneficiary(board="nord", beneficiary="constructor", label="Écoles"),
        c.AddBeneficiary(board="nord", beneficiary="toString", label="ÉCOLES"),
        c.AddBeneficiary(board="nord", beneficiary="hasOwnProperty", label="𝒜𝒜𝒜"),
        c.AddNote(note="__proto__", beneficiary="toString", text="Un préau"),
        c.AddNote(note="valueOf", beneficiary="hasOwnProperty", text="Un jardin"),
        c.DeleteNote(note="__proto__"),
        c.RestoreNote(note="__proto__"),
        c.EditNote(note="__proto__", base=0, text="Un grand préau"),
        c.OpenPoint(point="isPrototypeOf", target_kind="note", target="__proto__"),
    )
    return story


def guiding() -> Story:
    """What is shown to all, who follows, and remarks on the worked example."""
    note = ExampleNote(id="1", text="Un lieu")
    example = Example(
        language="fr",
        title="Un exemple",
        components_heading="mot",
        context_heading="mot",
        context_intro="mot",
        beneficiaries=(ExampleBeneficiary(id="jeunes", label="les jeunes", notes=(note,)),),
    )
    story = Story("guiding", replace(small_template(), worked_example=example))
    story.do(ANNE, c.Sit(participant="anne", board="nord", pair="p1"))
    story.do(BINTA, c.Sit(participant="binta", board="est", pair="p2"))
    story.do(
        LEAD,
        c.SetScreen(way_in=True),
        c.OpenPhase(phase="presentation"),
        c.Present(kind="section", target="effets"),
        c.Present(kind="example-beneficiary", target="jeunes"),
        c.Present(kind="example-note", target="1"),
        c.Summon(),
        c.Release(),
        c.Summon(),
        c.Guide(),
    )
    story.do(
        ANNE,
        c.LeaveRemark(remark="r1", part="note", target="1", text="Lequel ?"),
        c.LeaveRemark(remark="r1", part="note", target="1", text="Quel lieu ?"),
        c.LeaveRemark(remark="constructor", part="example", text="C’est long"),
        c.CloseRemark(remark="constructor"),
        c.ReopenRemark(remark="constructor"),
        c.CloseRemark(remark="constructor"),
    )
    story.do(
        BINTA,
        c.AnswerRemark(remark="r1", position="q1", text="Un café"),
        c.AnswerRemark(remark="r1", position="q2", text="Un gymnase"),
        c.AnswerRemark(remark="r1", position="q1", text="Un café 🪑"),
    )
    story.do(LEAD, c.OpenPhase(phase="travail"))
    story.do(
        ANNE,
        c.AddBeneficiary(board="nord", beneficiary="b1", label="Élus"),
        c.AddNote(note="n1", beneficiary="b1", text="Une image"),
    )
    story.do(
        LEAD,
        c.OpenPhase(phase="mise-en-commun"),
        c.SetScreen(look="columns", way_in=True),
        c.SetScreen(look="card"),
        c.SetScreen(page=2),
        c.SetScreen(sift=Sift(text="ima", kind="visé", boards=("est", "nord"), register="")),
        c.Present(kind="territory-actor", target="b1"),
        c.Present(kind="actor", target="b1"),
        c.Present(kind="note", target="n1"),
        c.HideNote(note="n1"),
        c.OpenPhase(phase="prochaine-session"),
    )
    return story


def calling() -> Story:
    """Hands, readiness, messages, and what was set aside and brought back."""
    story = _at_work("calling")
    story.do(ANNE, c.RaiseHand(), c.SayReady(ready=True))
    story.do(BINTA, c.SayReady(ready=True), c.SayReady(ready=False), c.RaiseHand())
    story.do(
        LEAD,
        c.LowerHand(participant="anne"),
        c.SendMessage(message="all", text="Plus que dix minutes\nPensez aux voisins"),
        c.SendMessage(message="one", text="J’arrive vous voir", pair="p1"),
        c.SendMessage(message="two", text="Posez la question", pair="p2"),
        c.SendMessage(message="three", text="Pause"),
        c.WithdrawMessage(message="one"),
        c.WithdrawMessage(message="three"),
    )
    story.do(ANNE, c.AddBeneficiary(board="nord", beneficiary="b1", label="Élus"))
    story.do(LEAD, c.EndTimer())
    for late, note in (("l1", "n1"), ("l2", "n2"), ("l3", "n3")):
        story.do_late(ANNE, late, c.AddNote(note=note, beneficiary="b1", text="Écrit hors ligne"))
    story.do(
        LEAD,
        c.SetAsideLate(late="l1"),
        c.SetAsideLate(late="l2"),
        c.BringBackLate(late="l1"),
        c.AdmitLate(late="l2"),
        c.SetAsideLate(late="l3"),
    )
    story.do(LEAD, c.OpenPhase(phase="mise-en-commun"))
    return story


def reviewing() -> Story:
    """Counts that stand, for an actor has one wording more, and counts that are « à revoir »."""
    story = _at_work("reviewing")
    for person, board, one in ((ANNE, "nord", "n"), (BINTA, "est", "m")):
        for label in ("Habitants", "Familles", "Commerces"):
            who = f"{one}{label[0]}".lower()
            story.do(
                person,
                c.AddBeneficiary(board=board, beneficiary=who, label=f"{label} {board}"),
                c.AddNote(note=f"{who}1", beneficiary=who, text=f"Du temps, {label}"),
                c.AddNote(note=f"{who}2", beneficiary=who, text=f"De l’aide, {label}"),
            )
    story.do(LEAD, c.OpenPhase(phase="mise-en-commun"), c.OpenVoting(mark="compte"))
    story.do(ANNE, c.CastVotes(mark="compte", notes=("nh1", "nh2", "nc1")))
    story.do(BINTA, c.CastVotes(mark="compte", notes=("mh1", "mf1", "mf2")))
    story.do(
        LEAD,
        c.CloseVoting(mark="compte"),
        c.SameActor(decision="d1", beneficiaries=("nh", "mh"), label="Habitants nord"),
        c.SameActor(decision="d2", beneficiaries=("nf", "mf"), label="Familles nord"),
        c.RenameActor(decision="d3", beneficiary="nc", label="Les commerces"),
        c.EditNote(note="nh2", base=0, text="De l’aide, autrement dit"),
    )
    return story


def concluding() -> Story:
    """Votes, conclusions, what is misrendered, told and meant, in the pooling."""
    story = _at_work("concluding")
    story.do(
        ANNE,
        c.AddBeneficiary(board="nord", beneficiary="b1", label="Habitants"),
        c.AddNote(note="n1", beneficiary="b1", text="Manger mieux"),
        c.AddNote(note="n2", beneficiary="b1", text="Se rencontrer"),
        c.AddNote(note="n3", beneficiary="nord-territoire", text="Une place vivante"),
    )
    story.do(
        BINTA,
        c.AddBeneficiary(board="est", beneficiary="e1", label="Familles"),
        c.AddNote(note="m1", beneficiary="e1", text="Du temps"),
        c.AddNote(note="m2", beneficiary="e1", text="De l’aide"),
    )
    story.do(
        LEAD,
        c.AddConcept(concept="w1", words=("familles", "households")),
        c.AddConcept(concept="w2", words=("temps", "time")),
        c.AddConcept(concept="w1", words=("familles", "ménages", "households")),
        c.RemoveConcept(concept="w2"),
        c.OpenPhase(phase="mise-en-commun"),
        c.OpenVoting(mark="compte"),
        c.OpenVoting(mark="tient", votes_each=1),
    )
    story.do(
        ANNE,
        c.CastVotes(mark="compte", notes=("n1", "m1", "n1")),
        c.CastVotes(mark="compte", notes=("n1", "n1", "m2")),
        c.CastVotes(mark="tient", notes=("m1",)),
        c.CastVotes(mark="tient", notes=()),
    )
    story.do(BINTA, c.CastVotes(mark="compte", notes=("m1", "n2", "n3")))
    story.do(LEAD, c.DeleteNote(note="n3"), c.CloseVoting(mark="compte"))
    story.do(
        LEAD,
        c.SameActor(decision="d1", beneficiaries=("b1", "nord-territoire")),
        c.CloseVoting(mark="tient"),
        c.OpenVoting(mark="tient", votes_each=2),
    )
    story.do(BINTA, c.CastVotes(mark="tient", notes=("n1", "m2")))
    story.do(
        LEAD,
        c.Present(kind="actor", target="b1"),
        c.Present(kind="note", target="m1"),
        c.Present(kind="actor", target="b1"),
        c.WriteConclusion(
            conclusion="c1",
            kind="accord",
            text="On y tient",
            reservations="Sauf l’été",
            notes=("n1", "m1"),
        ),
        c.WriteConclusion(conclusion="c2", kind="question", text="Avec qui\nensuite ?"),
        c.WriteConclusion(conclusion="c3", kind="orientation", text="Ouvrir le samedi"),
        c.EditConclusion(conclusion="c1", text="On y tient tous", notes=("n1",)),
        c.CloseConclusion(conclusion="c2"),
        c.ReopenConclusion(conclusion="c2"),
        c.CloseConclusion(conclusion="c3"),
        c.RemoveConclusion(conclusion="c3"),
    )
    story.do(
        ANNE,
        c.SayMisrendered(note="n1", text="Pas seulement manger"),
        c.SayMisrendered(note="n1"),
        c.SayMisrendered(note="n2", text="Hors sujet"),
        c.WithdrawMisrendered(note="n2"),
        c.SayMisrendered(note="n2", text="Entre voisins"),
    )
    story.do(BINTA, c.SayMisrendered(note="m2", text="De l’aide aux devoirs"))
    story.do(
        LEAD,
        c.SettleMisrendered(note="m2"),
        c.HideNote(note="n2"),
        c.HideNote(note="m1"),
        c.ShowNote(note="n2"),
    )
    return story
