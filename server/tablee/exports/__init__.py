"""What leaves a workshop: the report, the table of notes and the facilitator's archive; and back.

Pure: the same room, journal, instant, language and time zone give the same bytes. It stands above
the rules and the words for people, and knows no room that is open, no journal store and no wire.
Names of people are not known here: what was written is signed with the pair.

`formats.render` makes a document; `archive.read_archive` reads one back for an import.
"""
