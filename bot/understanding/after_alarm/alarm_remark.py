"""What a turn may tell of an alarm that was raised before it, and the words that its readers share.

Some say nearly the same, as they are read for different ends: DIALLED, RESCUE and CALLED differ in
what else the sentence may tell, ask or deny beside them.
"""

from __future__ import annotations

from enum import StrEnum

EMERGENCY_NUMBER = "(?:救护车|急救车?|120|110|119|幺二零|幺幺零|幺幺九|警)"
"""Whom one calls: "打了120", "报了警". "打了电话" may be to anybody, and from anybody."""


class AlarmRemark(StrEnum):
    """One thing that is told of an alarm; what it means is decided by what the alarm is.

    Attributes:
        RESCUE: who was called is coming or here, or was called, and nothing is asked or denied.
        DIALLED: a number or the police are spoken of.
        COMPANY: a relative or a neighbour is coming or here.
        SOMEBODY: "they" are, or a car.
        BETTER: whoever is ill is better.
        CALMER: she does not want to die any more.
        FOUND: whoever was missed is there.
        OUT: who was shut in is out.
        EXTINGUISHED: the fire is out.
        SHUT_OFF: the gas is shut off, or the smell gone.
        SAFE: who threatened her is gone, or she is safe from him.
        PASSED: the water or the storm is gone.
        HOME: she is at home.
        FINE: nothing is wrong.
        MILD: an illness is not grave.
        UNSERIOUS: it was a joke or a test.
        FALSE: it never was, or not now: on television, last year, by mistake.
        OVER: the sentence says of itself that the alarm has ended.
        BEEN: who should come has been here.
        DONE: it is over, or dealt with.
        POWER_BACK: there is power again.
        GOING: she goes to somebody.
        NO_PHONE: she does not want to telephone, or cannot.
        PAID: money or a code has been given away.
        GIVEN: what a fraud wanted was done, told so shortly that it may be anything.
        CALLED: help was called, whatever else is told, asked or denied.
        COMING: help is on its way or was.
        SPOKE: who was called said something.
        ON_PHONE: whoever was called talks to her now: tells what to do, or asks.
        THEY_ASK: "they" ask or tell her to do something.
        HERE: they have come.
        NO_CAR: they have no car.
        LOW_BATTERY: the telephone is about to run out.
        WAITING: help is not here yet.
        NO_REPLY: nobody answers the telephone.
        GONE: help has been and gone.
        EASED: who came or answered saw no need of a hospital.
        GO_ALONE: they said to go there without them.
        TAKEN: somebody is in their car.
        UNWILLING: she wants no police.
        LOCKED: a door keeps them from coming in.
        UNFOUND: they do not find the house, or a gate is shut.
        STAIRS: no lift, or stairs that are too narrow.
        TRAPPED: somebody cannot get out.
        REFUSES: whoever is ill wants no ambulance, and does no harm to the caller.
        GO_BACK: it is asked whether one may go in again.
        LIGHTS: it is asked whether a light or a flame may be switched on.
        STILL_CALL: it is asked whether to call all the same.
        PREPARE: it is asked what to get ready.
        UPSET: she blames herself, or grieves.
        NO_NEWS: nothing of it is for the telephone.
        OF_MONEY: money or a way to it is spoken of.
        STATE: how somebody lives is told, though it sounds like a service.
        INSIDE: somebody is still in there.
        RELAPSE: it goes on, or has begun again.
        BACK: who threatened her is back or near.
        MONEY_BACK: money that was lost has come back.
        AT_HOSPITAL: whoever is ill is in a hospital.
        TO_HOSPITAL: somebody takes them to one.
        DIED: whoever was ill has died.
        WANTS_OUT: she wants to leave whoever beats her.
        OIL: oil burns.
        WATER: water or an extinguisher is spoken of.
        AED: a machine that starts a heart is asked for.
        ON_TALK: a line to talk to is spoken of.
        GIVES_UP: she takes leave, or does not care any more.
        DWELLS: she dwells on how high, windy or lonely it is.
        DROWSY: whoever was ill sleeps, is giddy or is sick after it.
        GRAVE: somebody does not breathe or cannot be woken.
        SLIP: something harmless was meant: a game, a telephone that rang, a bowl that fell.
        SWALLOWED: pills or poison were taken.
        CUT: somebody has cut herself, or bleeds.
        GAS_ON: the gas is open, or charcoal burns.
        ON_EDGE: somebody stands high up, or by water or rails.
        PREPARED: doors and windows are shut, or means are ready.
        PUT_AWAY: means are out of reach, or she has come down.
        ON_AMBULANCE: the ambulance or its number is spoken of.
        ON_FIRE: the fire brigade or its number is.
        ON_POLICE: the number of the police is.
    """

    RESCUE = "rescue"
    DIALLED = "dialled"
    COMPANY = "company"
    SOMEBODY = "somebody"
    BETTER = "better"
    CALMER = "calmer"
    FOUND = "found"
    OUT = "out"
    EXTINGUISHED = "extinguished"
    SHUT_OFF = "shut_off"
    SAFE = "safe"
    PASSED = "passed"
    HOME = "home"
    FINE = "fine"
    MILD = "mild"
    UNSERIOUS = "unserious"
    FALSE = "false"
    OVER = "over"
    BEEN = "been"
    DONE = "done"
    POWER_BACK = "power_back"
    GOING = "going"
    NO_PHONE = "no_phone"
    PAID = "paid"
    GIVEN = "given"
    CALLED = "called"
    COMING = "coming"
    SPOKE = "spoke"
    ON_PHONE = "on_phone"
    THEY_ASK = "they_ask"
    HERE = "here"
    NO_CAR = "no_car"
    LOW_BATTERY = "low_battery"
    WAITING = "waiting"
    NO_REPLY = "no_reply"
    GONE = "gone"
    EASED = "eased"
    GO_ALONE = "go_alone"
    TAKEN = "taken"
    UNWILLING = "unwilling"
    LOCKED = "locked"
    UNFOUND = "unfound"
    STAIRS = "stairs"
    TRAPPED = "trapped"
    REFUSES = "refuses"
    GO_BACK = "go_back"
    LIGHTS = "lights"
    STILL_CALL = "still_call"
    PREPARE = "prepare"
    UPSET = "upset"
    NO_NEWS = "no_news"
    OF_MONEY = "of_money"
    STATE = "state"
    INSIDE = "inside"
    RELAPSE = "relapse"
    BACK = "back"
    MONEY_BACK = "money_back"
    AT_HOSPITAL = "at_hospital"
    TO_HOSPITAL = "to_hospital"
    DIED = "died"
    WANTS_OUT = "wants_out"
    OIL = "oil"
    WATER = "water"
    AED = "aed"
    ON_TALK = "on_talk"
    GIVES_UP = "gives_up"
    DWELLS = "dwells"
    DROWSY = "drowsy"
    GRAVE = "grave"
    SLIP = "slip"
    SWALLOWED = "swallowed"
    CUT = "cut"
    GAS_ON = "gas_on"
    ON_EDGE = "on_edge"
    PREPARED = "prepared"
    PUT_AWAY = "put_away"
    ON_AMBULANCE = "on_ambulance"
    ON_FIRE = "on_fire"
    ON_POLICE = "on_police"
