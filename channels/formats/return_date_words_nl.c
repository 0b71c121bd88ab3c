#include "channels/formats/return_date_words_nl.h"

#include <stddef.h>

/* The formatter would give each word a line of its own. */
/* clang-format off */

const struct return_date_words_nl_number return_date_words_nl_months[] = {
    /* Dutch, English, German */
    {"januari", 1}, {"february", 2}, {"februari", 2}, {"maart", 3}, {"april", 4}, {"mei", 5}, {"juni", 6}, {"juli", 7},
    {"augustus", 8}, {"september", 9}, {"oktober", 10}, {"november", 11}, {"december", 12}, {"january", 1},
    {"march", 3}, {"may", 5}, {"june", 6}, {"july", 7}, {"august", 8}, {"october", 10}, {"januar", 1}, {"jänner", 1},
    {"februar", 2}, {"märz", 3}, {"mai", 5}, {"dezember", 12}, {"jan", 1}, {"feb", 2}, {"febr", 2}, {"mrt", 3},
    {"mar", 3}, {"apr", 4}, {"jun", 6}, {"jul", 7}, {"aug", 8}, {"sept", 9}, {"sep", 9}, {"okt", 10}, {"oct", 10},
    {"nov", 11}, {"dec", 12}, {"dez", 12},
    /* French, Spanish, Italian, Portuguese */
    {"janvier", 1}, {"février", 2}, {"fevrier", 2}, {"mars", 3}, {"avril", 4}, {"juin", 6}, {"juillet", 7},
    {"août", 8}, {"aout", 8}, {"septembre", 9}, {"octobre", 10}, {"novembre", 11}, {"décembre", 12},
    {"decembre", 12}, {"janv", 1}, {"févr", 2}, {"avr", 4}, {"juil", 7}, {"déc", 12},
    {"enero", 1}, {"febrero", 2}, {"marzo", 3}, {"abril", 4}, {"mayo", 5}, {"junio", 6}, {"julio", 7}, {"agosto", 8},
    {"septiembre", 9}, {"setiembre", 9}, {"octubre", 10}, {"noviembre", 11}, {"diciembre", 12}, {"ago", 8}, {"dic", 12},
    {"gennaio", 1}, {"febbraio", 2}, {"aprile", 4}, {"maggio", 5}, {"giugno", 6}, {"luglio", 7}, {"settembre", 9},
    {"ottobre", 10}, {"novembre", 11}, {"dicembre", 12},
    {"janeiro", 1}, {"fevereiro", 2}, {"março", 3}, {"maio", 5}, {"junho", 6}, {"julho", 7}, {"setembro", 9},
    {"outubro", 10}, {"novembro", 11}, {"dezembro", 12},
    /* Turkish, Polish, Arabic, Russian, Ukrainian */
    {"ocak", 1}, {"şubat", 2}, {"mart", 3}, {"nisan", 4}, {"mayıs", 5}, {"haziran", 6}, {"temmuz", 7}, {"ağustos", 8},
    {"eylül", 9}, {"ekim", 10}, {"kasım", 11}, {"aralık", 12},
    {"stycznia", 1}, {"lutego", 2}, {"marca", 3}, {"kwietnia", 4}, {"maja", 5}, {"czerwca", 6}, {"lipca", 7},
    {"sierpnia", 8}, {"września", 9}, {"października", 10}, {"listopada", 11}, {"grudnia", 12},
    {"يناير", 1}, {"فبراير", 2}, {"مارس", 3}, {"أبريل", 4}, {"ابريل", 4}, {"إبريل", 4}, {"مايو", 5}, {"يونيو", 6},
    {"يوليو", 7}, {"أغسطس", 8}, {"اغسطس", 8}, {"سبتمبر", 9}, {"أكتوبر", 10}, {"اكتوبر", 10}, {"نوفمبر", 11},
    {"ديسمبر", 12},
    {"января", 1}, {"февраля", 2}, {"марта", 3}, {"апреля", 4}, {"мая", 5}, {"июня", 6}, {"июля", 7}, {"августа", 8},
    {"сентября", 9}, {"октября", 10}, {"ноября", 11}, {"декабря", 12},
    {"січня", 1}, {"лютого", 2}, {"березня", 3}, {"квітня", 4}, {"травня", 5}, {"червня", 6}, {"липня", 7},
    {"серпня", 8}, {"вересня", 9}, {"жовтня", 10}, {"листопада", 11}, {"грудня", 12}, {NULL, 0}};

const struct return_date_words_nl_number return_date_words_nl_weekdays[] = {
    {"maandag", 1}, {"dinsdag", 2}, {"woensdag", 3}, {"donderdag", 4}, {"vrijdag", 5}, {"zaterdag", 6}, {"zondag", 7},
    {"monday", 1}, {"tuesday", 2}, {"wednesday", 3}, {"thursday", 4}, {"friday", 5}, {"saturday", 6}, {"sunday", 7},
    {"montag", 1}, {"dienstag", 2}, {"mittwoch", 3}, {"donnerstag", 4}, {"freitag", 5}, {"samstag", 6}, {"sonntag", 7},
    {"lundi", 1}, {"mardi", 2}, {"mercredi", 3}, {"jeudi", 4}, {"vendredi", 5}, {"samedi", 6}, {"dimanche", 7},
    {"lunes", 1}, {"martes", 2}, {"miércoles", 3}, {"jueves", 4}, {"viernes", 5}, {"sábado", 6}, {"domingo", 7},
    {"lunedì", 1}, {"martedì", 2}, {"mercoledì", 3}, {"giovedì", 4}, {"venerdì", 5}, {"sabato", 6}, {"domenica", 7},
    {"pazartesi", 1}, {"salı", 2}, {"çarşamba", 3}, {"perşembe", 4}, {"cuma", 5}, {"poniedziałku", 1},
    {"poniedziałek", 1}, {"wtorek", 2}, {"środę", 3}, {"czwartek", 4}, {"piątek", 5}, {NULL, 0}};

const struct return_date_words_nl_number return_date_words_nl_days[] = {
    {"vandaag", 0}, {"today", 0}, {"heute", 0}, {"aujourd'hui", 0}, {"bugün", 0}, {"morgen", 1}, {"tomorrow", 1},
    {"demain", 1}, {"mañana", 1}, {"yarın", 1}, {"jutro", 1}, {"overmorgen", 2}, {"übermorgen", 2}, {NULL, 0}};

const struct return_date_words_nl_number return_date_words_nl_parts[] = {
    {"begin", 1}, {"half", 15}, {"halverwege", 15}, {"medio", 15}, {"mid", 15}, {"mitte", 15}, {"eind", 31},
    {"einde", 31}, {"ende", 31}, {"end of", 31}, {"the end of", 31}, {"fin", 31}, {"anfang", 1}, {"début", 1}, {NULL, 0}};

const struct return_date_words_nl_cue return_date_words_nl_until[] = {
    {"tot en met", "", RETURN_DATE_LAST}, {"t/m", "", RETURN_DATE_LAST}, {"t.e.m", "", RETURN_DATE_LAST},
    {"tem", "", RETURN_DATE_LAST}, {"tm", "", RETURN_DATE_LAST}, {"tot", "", RETURN_DATE_NOT_IN},
    {"until", "", RETURN_DATE_NOT_IN}, {"till", "", RETURN_DATE_NOT_IN}, {"til", "", RETURN_DATE_NOT_IN},
    {"until and including", "", RETURN_DATE_LAST}, {"up to and including", "", RETURN_DATE_LAST},
    {"through", "", RETURN_DATE_LAST}, {"thru", "", RETURN_DATE_LAST}, {"to", "", RETURN_DATE_WEAK},
    {"bis", "", RETURN_DATE_LAST}, {"bis zum", "", RETURN_DATE_LAST}, {"bis einschliesslich", "", RETURN_DATE_LAST},
    {"bis einschl", "", RETURN_DATE_LAST}, {"bis inkl", "", RETURN_DATE_LAST}, {"bis und mit", "", RETURN_DATE_LAST},
    {"jusqu'au", "", RETURN_DATE_LAST}, {"jusqu'à", "", RETURN_DATE_LAST}, {"au", "", RETURN_DATE_WEAK},
    {"hasta el", "", RETURN_DATE_LAST}, {"hasta", "", RETURN_DATE_LAST}, {"al", "", RETURN_DATE_WEAK},
    {"fino al", "", RETURN_DATE_LAST}, {"fino a", "", RETURN_DATE_LAST}, {"sino al", "", RETURN_DATE_LAST},
    {"até", "", RETURN_DATE_LAST}, {"até ao", "", RETURN_DATE_LAST}, {"até o", "", RETURN_DATE_LAST},
    {"a", "férias", RETURN_DATE_WEAK}, {"a", "ausente", RETURN_DATE_WEAK}, {"do", "urlop", RETURN_DATE_LAST},
    {"do", "nieobecn", RETURN_DATE_LAST}, {"do", "biur", RETURN_DATE_LAST}, {"do", "jestem", RETURN_DATE_LAST},
    {"do", "dovolen", RETURN_DATE_LAST}, {"do", "nepřítom", RETURN_DATE_LAST}, {"حتى", "", RETURN_DATE_LAST},
    {"إلى", "", RETURN_DATE_LAST}, {"لغاية", "", RETURN_DATE_LAST}, {"до", "", RETURN_DATE_LAST},
    {"по", "", RETURN_DATE_LAST}, {"-", "", RETURN_DATE_LAST}, {NULL, NULL, 0}};

const char *const return_date_words_nl_until_after[] = {"kadar", "'a kadar", "'e kadar", "'ye kadar", "'ya kadar", "tarihine kadar",
    "gününe kadar", "tarihine dek", "'a dek", "'e dek", NULL};

const char *const return_date_words_nl_weeks[] = {"week", "wk", "weeknr", "weeknummer", "kw", "kalenderwoche", "semaine", NULL};

const char *const return_date_words_nl_next[] = {"volgende week", "next week", "nächste woche", "nächster woche",
    "la semaine prochaine", NULL};

const char *const return_date_words_nl_back[] = {
    "weer", "terug", "hervat", "terugkom", "wederom", "er weer", "back", "return", "again", "resume", "wieder",
    "zurück", "rückkehr", "de retour", "mon retour", "reviens", "reviendrai", "à nouveau", "vuelvo", "volveré", "regreso",
    "regresaré", "de vuelta", "de nuevo", "reincorpor", "torno", "tornerò", "rientr", "di nuovo", "volto", "voltarei",
    "regressarei", "de volta", "novamente", "dön", "tekrar", "yeniden", "itibaren", "wracam", "wróc", "powr", "ponownie",
    "znów", "znowu", "أعود", "سأعود", "العودة", "вернусь", "снова", "выйду", "повернусь", "знову", NULL};

const char *const return_date_words_nl_there[] = {
    "bereikbaar", "aanwezig", "beschikbaar", "lees ik", "zal ik", "kan ik", "reageer ik", "beantwoord ik", "neem ik", "sta ik",
    "ben ik er", "i will be available", "i will be in", "erreichbar", "disponible", "disponibile", NULL};

const char *const return_date_words_nl_not[] = {"niet ", "geen ", "not ", "nicht ", "niet.", "pas ", NULL};

const char *const return_date_words_nl_since[] = {
    "sinds", "vanaf", "per", "met ingang van", "m.i.v", "since", "as of", "starting", "seit", "ab", "ab dem", "depuis", "à partir du",
    "desde", "dal", "van", "from", "vom", "du", "del", "from the", "od", "с", NULL};

const char *const return_date_words_nl_fillers[] = {
    "ma", "di", "wo", "do", "vr", "za", "zo", "maa", "din", "woe", "don", "vrij", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "mo",
    "mi", "fr", "sa", "so", "de", "le", "el", "il", "o", "dem", "den", "zum", "am", "op", "on", "the", "aanstaande", "a.s", "as",
    "volgende", "komende", "next", "uiterlijk", "dag", "dia", "lundi", "ab", "vanaf", "zeker", "ongeveer", "circa", "ca", "aan", "einschl", "inkl", NULL};

const char *const return_date_words_nl_away[] = {
    "afwezig", "vakantie", "verlof", "gesloten", "niet aanwezig", "niet bereikbaar", "niet op kantoor", "vrije dag", "ben ik vrij", "ik ben er niet", "ben ik er niet",
    "out of", "away", "leave", "holiday", "vacation", "closed", "abwesend", "urlaub", "nicht im", "nicht erreichbar",
    "geschlossen", "absent", "congé", "vacances", "fermé", "ausente", "vacaciones", "fuera de", "assente", "ferie",
    "fuori", "férias", "izin", "tatil", "dışında", "urlop", "nieobecn", "poza biurem", "отпуск", "отсутств", "відпуст",
    "إجازة", "اجازة", "خارج", "غائب", NULL};
