"""The rules of a workshop: values in, values out.

Nothing here knows a clock, a network, a disk or chance: time, ids and the person asking are
arguments, so that the same journal always gives the same room. It stands below everything else
and imports the standard library and msgspec only.

Glossary (the same words in Python, TypeScript, the journal and the page)

==================  ==========================================================================
Room                one workshop as it stands: its phase, its timer, its boards, its pooling
Board               what one territory has written; named after the territory (« plateau »)
Participant         a person in the room, known here by an id only; names live elsewhere
Pair                « binôme »: 1 to n participants of one board who write together
Beneficiary         a category of actors that benefits, a column of one board (« bénéficiaire »)
« Le territoire »   the beneficiary that every board has by construction
Note                one useful effect, always tied to one beneficiary (« effet utile »)
kind                « visé » (directly sought) or « externalité » (indirect and/or unforeseen)
directness          « direct » or « indirect »: another axis than the kind
DiscussionPoint     what a pair disagrees about, with the positions taken (« point de discussion »)
InterestedActor     an actor who may be interested, not yet a beneficiary (« acteur intéressé »)
Decision            one retractable choice of the pooling: these are the same actor, call it so
Actor               a pooled beneficiary: derived from the decisions that stand, never stored
Effect              what notes of one actor say in common: here a note, or a group of notes
Voting              a round of votes for one mark, « ce qui compte » or « ce à quoi on tient »
Ballot              one person's votes, known to the server and their own devices alone
Conclusion          an « accord », an « orientation » or a « question » that the facilitator writes
Misrendered         what a pair says of a note of its own: « ma note est mal rendue »
Told                shown to all in the pooling, once at least
Lexicon             the room's own concepts: words that mean the same here
Chit                a blank card: that something exists on a board that the viewer may not read
late                received after the boards were locked, waiting for the facilitator
==================  ==========================================================================

`decide` turns a command into events or a `Rejection`; `evolve` folds an event into a room;
`visibility.project` says what of an event a viewer is given.
"""
