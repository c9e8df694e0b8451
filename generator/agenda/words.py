"""The words agendas are written in (en, fr, de, es, it, nl, pt, pl), as data; the names of months are CLDR's.

Every word is given as `fold` leaves it: lower case, without accents.
"""

import unicodedata
from collections.abc import Mapping


def fold(text: str) -> str:
    """The text without case, accents and doubled spaces, for comparing words."""
    if text.isascii():
        return " ".join(text.casefold().split())
    stripped = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return " ".join(stripped.casefold().replace("ł", "l").split())


def fold_digits(text: str) -> str:
    """The text with every digit ASCII, every space U+0020 and every colon ":", character by character."""
    return text if text.isascii() else "".join(map(_fold_digit, text))


def _fold_digit(character: str) -> str:
    if character.isascii():
        return character
    if (digit := unicodedata.decimal(character, None)) is not None:
        return str(digit)
    if character in "：∶﹕":
        return ":"
    return " " if character.isspace() or character in "\u2060\u200b" else character


def word_set(words: str) -> frozenset[str]:
    """The words of a text with spaces between them."""
    return frozenset(words.split())


def _phrases(phrases: str) -> tuple[str, ...]:
    return tuple(phrases.split("|"))


def _index(table: Mapping[str, str]) -> dict[str, str]:
    return {word.strip(): name for name, words in table.items() for word in f"{name}, {words}".split(",")}


FIELDS = _index(
    {
        "speakers": "speaker, presenter, presenters, presented by, by, who, with, panelist, "
        "panelists, panellist, panellists, "
        "intervenant, intervenants, intervenante, intervenantes, intervenant(e)s, orateur, orateurs, oratrice, "
        "referent, referenten, referentin, referentinnen, referent:innen, referent*innen, sprecher, sprecherin, "
        "vortragende, vortragender, ponente, ponentes, orador, oradores, oradora, oradoras, relatore, relatori, "
        "relatrice, spreker, sprekers, palestrante, palestrantes, prelegent, prelegenci, "
        "prelegentka, mowca, mowcy, "
        "speaker(s), presenter(s)",
        "moderators": "moderator, moderation, moderated by, chair, chairs, chaired by, host, "
        "hosts, hosted by, facilitator, "
        "facilitators, moderateur, moderateurs, moderatrice, animation, animateur, animatrice, modere par, "
        "moderatorin, leitung, moderador, moderadora, moderadores, moderacion, moderatore, moderatori, "
        "moderatrici, voorzitter, moderacao, moderacja, prowadzacy, prowadzaca, moderator(s), chair(s)",
        "room": "location, place, venue, where, hall, stage, rooms, salle, lieu, ou, raum, ort, "
        "saal, sala, lugar, ubicacion, "
        "aula, luogo, zaal, locatie, ruimte, local, miejsce",
        "track": "theme, stream, strand, parcours, filiere, thematique, themenstrang, strang, "
        "thema, tema, pista, percorso, "
        "spoor, trilha, sciezka, volet, axe",
        "kind": "type, format, category, session type, art, typ, sorte, categorie, kategorie, "
        "tipo, formato, soort, vorm, rodzaj",
        "language": "languages, lang, spoken language, langue, langues, sprache, sprachen, "
        "idioma, idiomas, lengua, lingua, "
        "taal, talen, lingua(s), jezyk",
        "online": "stream link, livestream, live stream, zoom, webinar, join online, watch, "
        "en ligne, en linea, in linea, "
        "diretta, na zywo",
        "status": "etat, statut, zustand, estado, stato, stan",
        "slides": "slide, presentation, diapositives, diapos, folien, prasentation, "
        "diapositivas, diapositive, presentatie, slajdy",
        "recording": "recordings, video, enregistrement, aufzeichnung, aufnahme, grabacion, "
        "registrazione, opname, gravacao, nagranie",
        "tags": "tag, keywords, mots-cles, schlagworte, etiquetas, etichette, trefwoorden, tagi",
    }
)
FIELD_NAMES = (
    "Speakers",
    "Moderator",
    "Room",
    "Track",
    "Kind",
    "Language",
    "Online",
    "Status",
    "Slides",
    "Recording",
    "Tags",
)

COLUMNS = FIELDS | _index(
    {
        "time": "times, when, hour, hours, time slot, timeslot, slot, clock, schedule, heure, "
        "heures, horaire, horaires, quand, "
        "uhrzeit, zeit, zeiten, wann, zeitraum, hora, horario, hora local, horas, cuando, ora, "
        "orario, orari, quando, tijd, tijden, "
        "tijdstip, wanneer, godzina, godziny, czas, kiedy",
        "start": "starts, from, begin, begins, start time, beginning, debut, de, von, beginn, "
        "anfang, inicio, desde, inizio, "
        "dalle, aanvang, van, comeco, poczatek, od",
        "end": "ends, to, until, till, end time, finish, fin, a, bis, ende, hasta, fine, alle, "
        "einde, tot, fim, ate, koniec, do",
        "title": "session, sessions, presentation, topic, topics, talk, talks, event, activity, "
        "agenda, agenda item, item, programme, program, what, "
        "subject, name, titre, seance, sujet, intitule, activite, quoi, programm, titel, thema, "
        "sitzung, vortrag, inhalt, "
        "programmpunkt, was, titulo, sesion, actividad, tema, programa, charla, que, titolo, sessione, argomento, "
        "attivita, programma, sessie, onderwerp, activiteit, wat, sessao, atividade, tytul, "
        "sesja, temat, wydarzenie",
        "body": "description, abstract, details, notes, note, summary, remarks, comments, "
        "resume, beschreibung, bemerkung, "
        "bemerkungen, hinweise, descripcion, notas, descrizione, beschrijving, opmerkingen, descricao, opis, uwagi",
        "date": "day, jour, tag, datum, dia, fecha, giorno, data, dag, dzien",
    }
)

ROOM_WORDS = word_set(
    "room rooms hall auditorium theatre theater stage foyer lobby building floor online salle "
    "salon amphi amphitheatre "
    "scene saal raum zimmer horsaal buhne sala aula auditorio auditorium escenario palco teatro "
    "zaal ruimte kamer podium "
    "auditorio anfiteatro pokoj pavilion tent"
)
TRACK_WORDS = word_set("track stream strand theme parcours filiere strang pista percorso spoor trilha sciezka")

KINDS = _index(
    {
        "keynote": "keynotes, keynote speech, opening keynote, plenary, conference pleniere, "
        "pleniere, plenum, hauptvortrag, "
        "plenaria, conferencia magistral, keynote-vortrag",
        "talk": "talks, lecture, presentation, paper, short paper, lightning talk, "
        "lightning talks, expose, intervention, "
        "vortrag, charla, ponencia, intervento, relazione, lezing, presentatie, palestra, wyklad, prelekcja",
        "workshop": "workshops, tutorial, hands-on, training, atelier, taller, laboratorio, "
        "oficina, warsztat, warsztaty",
        "panel": "panels, panel discussion, discussion, round table, roundtable, debate, "
        "table ronde, debat, podiumsdiskussion, "
        "podium, diskussion, mesa redonda, tavola rotonda, paneldiscussie, dyskusja, panel dyskusyjny",
        "break": "breaks, pause, coffee break, coffee, lunch, pausa, pauze, przerwa, intervalo, "
        "descanso, dejeuner, mittagessen, almuerzo",
        "social": "reception, party, networking, dinner, drinks, social event, empfang, "
        "abendessen, recepcion, cena, ricevimento, "
        "borrel, jantar, soiree, cocktail",
        "session": "sessions, other, seance, sitzung, sesion, sessione, sessie, sessao, sesja, plenary session",
    }
)
KIND_NAMES = ("keynote", "talk", "workshop", "panel", "break", "social", "session")

# A title is a break only when nothing but these words is in it: "Coffee and networking break", not "Breaking news".
BREAK_WORDS = word_set(
    "break breaks coffee tea lunch luncheon breakfast brunch refreshments recess pause pauses "
    "cafe dejeuner gouter repas "
    "pausen kaffee kaffeepause mittagspause mittagessen mittag teepause fruhstuck pausa pausas "
    "almuerzo comida cafes "
    "desayuno pranzo colazione caffe pauze koffie koffiepauze thee lunchpauze middagpauze "
    "intervalo almoco przerwa kawowa "
    "obiadowa obiad kawa lunchowa descanso biological comfort"
)
BREAK_FILLERS = word_set(
    "and or the a short long quick networking with morning afternoon midday mid-morning & et ou "
    "de du des la le l und oder "
    "kurze kurz y o del e ed il di en korte do na i for all min minutes minuten"
)
KEYNOTE_STARTS = ("keynote", "opening keynote", "closing keynote", "keynote-vortrag", "eroffnungskeynote")

STATUSES = _index(
    {
        "scheduled": "planned, confirmed, prevu, geplant, previsto, prevista, gepland, zaplanowane",
        "rescheduled": "reporte, verschoben, reprogramado, spostato, verplaatst, reagendado, przelozone",
        "postponed": "aplazado, rinviato, uitgesteld, adiado, odlozone, ajourne",
        "cancelled": "canceled, annule, abgesagt, entfallt, cancelado, annullato, geannuleerd, odwolane",
        "moved-online": "moved online, online only, en ligne, online verlegt",
    }
)
LANGUAGES = {
    word: tag
    for tag, words in {
        "en": "english anglais englisch ingles inglese engels angielski",
        "fr": "french francais franzosisch frances francese frans francuski",
        "de": "german allemand deutsch aleman tedesco duits alemao niemiecki",
        "es": "spanish espagnol spanisch espanol spagnolo spaans espanhol hiszpanski",
        "it": "italian italien italienisch italiano italiaans wloski",
        "nl": "dutch neerlandais niederlandisch neerlandes olandese nederlands holandes holenderski niderlandzki",
        "pt": "portuguese portugais portugiesisch portugues portoghese portugees portugalski",
        "pl": "polish polonais polnisch polaco polacco pools polones polski",
    }.items()
    for word in words.split()
}

NOON = _phrases("noon|midday|12 noon|midi|mittag|mittags|mediodia|mezzogiorno|middag|meio-dia|poludnie")
MIDNIGHT = _phrases("midnight|12 midnight|minuit|mitternacht|medianoche|mezzanotte|middernacht|meia-noite|polnoc")
UNTIL = _phrases("to|until|till|til|bis|à|a|jusqu'à|jusqu’à|hasta|alle|tot|às|as|até|do|and|through")
SINCE = _phrases("from|von|ab|de|dès|à partir de|du|desde|dalle|van|vanaf|od|das|at|um|à|ca.|ca|c.")
STARTING = ("ab", "dès", "à partir de", "vanaf", "starting")
ONWARDS = _phrases(
    "onwards|onward|open end|open-end|open ended|offenes ende|ff|ff.|et après|en adelante|in poi|verder|em diante|wzwyż"
)
VAGUE_ENDS = _phrases("late|end|close|open|finish|ende|fin|fine|einde|fim|koniec|…|...|?|??|xx:xx")
UNKNOWN = _phrases(
    "tbc|tba|tbd|to be confirmed|to be announced|to be defined|à confirmer|a confirmer|"
    "wird noch bekannt gegeben|n.n.|por confirmar|por determinar|da confermare|nog te bevestigen|"
    "nog te bepalen|a confirmar|do potwierdzenia|noch offen|zu bestätigen|unbestätigt|provisional|invited|"
    "tbc.|t.b.c.|t.b.a.|to be decided|à définir"
)
DAY_WORDS = ("day", "tag", "jour", "journée", "día", "dia", "giorno", "dag", "dzień")

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
