"""The vocabularies of a dossier: the words that a field may hold, each with what it means."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, get_args

Kind = Literal["sources", "actors", "events", "quotes", "places", "disputes"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""The folders of `data/`, one kind each, in the order in which the site and the export list them."""


class Term(StrEnum):
    """A word of a vocabulary together with what it means."""

    meaning: str

    def __new__(cls, value: str, meaning: str) -> Term:
        """Make the member `value` and keep its meaning beside it."""
        term = str.__new__(cls, value)
        term._value_ = value
        term.meaning = meaning
        return term


class Status(Term):
    """Whether an event or a relation is said to have come about."""

    REPORTED = "reported", "a source says, in its own voice, that it happened"
    CLAIMED = "claimed", "somebody named by the source says that it happened; the source does not say so itself"
    UNCONFIRMED = "unconfirmed", "a rumour, a suspicion or an allegation that the source itself calls so"
    DENIED = "denied", "the source says that it did not happen, though somebody said that it did"
    THREATENED = "threatened", "somebody says that they or others will or may do it"
    PLANNED = "planned", "announced or intended; at the time of writing it had not happened"
    CANCELLED = "cancelled", "planned, then called off"
    FEARED = "feared", "somebody worries that it may happen"

    @property
    def happened(self) -> bool:
        """Tell whether somebody says that it came about; False for what was denied or never came."""
        return self in (Status.REPORTED, Status.CLAIMED, Status.UNCONFIRMED)


class ActorKind(Term):
    """What an actor is."""

    PERSON = "person", "a human being who is named"
    ORGANISATION = "organisation", "a body with a name: a ministry, a unit, a company, a university, a think-tank"
    STATE = "state", "a state or its government"
    GROUP = "group", "an armed group or movement"
    OUTLET = "outlet", "a news outlet or a platform on which statements are published"
    UNNAMED = "unnamed", "people whom a source speaks of without naming them"


class EventKind(Term):
    """What sort of thing an event is."""

    KILLING = "killing", "somebody is killed, or is said to have been"
    ATTACK = "attack", "force is used against people, places or systems"
    DEPLOYMENT = "deployment", "forces are moved or shown"
    STATEMENT = "statement", "somebody says, writes, publishes, threatens or vows something"
    MEASURE = "measure", "sanctions, security measures, orders, withdrawals from an agreement"
    AGREEMENT = "agreement", "an agreement is made or offered"
    APPOINTMENT = "appointment", "an office is taken, given or left"
    CONFLICT = "conflict", "a war, campaign or long confrontation"
    CEREMONY = "ceremony", "a commemoration, gathering or protest"
    JOURNEY = "journey", "a trip, a visit, its cut or its cancellation"
    DEVELOPMENT = "development", "anything else that comes about"


class ParticipantRole(Term):
    """What an actor does in an event."""

    AGENT = "agent", "carries it out, or is said to"
    TARGET = "target", "it is directed at them"
    VICTIM = "victim", "is killed or hurt by it"
    SPEAKER = "speaker", "says or writes it"
    ADDRESSEE = "addressee", "is spoken to"
    SUBJECT = "subject", "it is about them"
    MEDIUM = "medium", "publishes it, or it is published there"
    PARTY = "party", "takes part in it"
    AFFECTED = "affected", "bears its consequences"


class RelationType(Term):
    """How one actor stands to another; read as subject, type, object."""

    SUCCESSOR_OF = "successor-of", "took over the office of"
    DEPUTY_OF = "deputy-of", "is or was deputy of"
    COMMANDER_OF = "commander-of", "commands or commanded"
    MEMBER_OF = "member-of", "belongs or belonged to"
    PART_OF = "part-of", "is a part of"
    OFFICIAL_OF = "official-of", "holds or held an office of"
    ADVISER_OF = "adviser-of", "advises or advised"
    ASSOCIATED_WITH = "associated-with", "is said to be associated with"
    WORKS_AT = "works-at", "works at"
    WRITES_FOR = "writes-for", "writes or is published in"
    ALLY_OF = "ally-of", "is allied with"
    BACKED_BY = "backed-by", "is backed or funded by"
    ADVERSARY_OF = "adversary-of", "is in conflict with"
    RIVAL_OF = "rival-of", "competes with"
    SANCTIONED_BY = "sanctioned-by", "was put under sanctions by"
    THREATENED_BY = "threatened-by", "was threatened by"
    ACCUSED_BY = "accused-by", "was accused by"
    INSULTED_BY = "insulted-by", "was insulted by"
    KILLED_BY = "killed-by", "was killed by"
    ATTACKED_BY = "attacked-by", "was attacked by"
    FOLLOWER_OF = "follower-of", "follows"
    AVENGER_OF = "avenger-of", "vows to avenge"


class SourceKind(Term):
    """What sort of document a source is."""

    NEWS = "news article", "reports what happened"
    OPINION = "opinion article", "argues a position"
    STATEMENT = "statement", "is issued by the body that speaks in it"
    DOCUMENT = "document", "is none of the others"


class PlaceKind(Term):
    """What sort of place a place is."""

    COUNTRY = "country", "a country"
    REGION = "region", "a part of a country or of the world"
    CITY = "city", "a city or town"
    SITE = "site", "an airport, a base, an embassy, a building, a zone"


class DisputeKind(Term):
    """What a dispute is about."""

    FACT = "fact", "what happened, when, where or by whom"
    NAME = "name", "what a person or a thing is called"
    FRAMING = "framing", "how something is described or judged"
    RESPONSIBILITY = "responsibility", "who is answerable"
    CAPABILITY = "capability", "what somebody is able or likely to do"


class Voice(Term):
    """Whose wording a quote is."""

    DIRECT = "direct", "the source gives these as the speaker's own words"
    REPORTED = "reported", "indirect speech: the wording is the source's"


class Marks(Term):
    """What became of the quotation marks of a direct quote in the seed."""

    LOST = "lost", "the seed has no marks around the words, though it presents them as the speaker's own"
    UNBALANCED = "unbalanced", "one of the marks is missing, doubled or misplaced in the seed"


class Publish(Term):
    """How much of a source's text its page shows."""

    EXCERPTS = "excerpts", "the cited sentences only"
    FULL = "full", "the whole text"


class Match(StrEnum):
    """How a passage was found."""

    EXACT = "exact"
    TYPOGRAPHIC = "typographic"
