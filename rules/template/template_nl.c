#include "rules/template/template_nl.h"

/* Three pieces around two values, instead of a format that no compiler could check. */
static const char *const texts[TEMPLATE_NL_TEXTS][3] = {
    [TEMPLATE_NL_NOT_UTF8] = {"de tekst is geen geldige UTF-8"},
    [TEMPLATE_NL_TOO_LARGE] = {"de tekst is te groot"},
    [TEMPLATE_NL_TAG_OPEN] = {"deze ", " wordt niet gesloten met ", ""},
    [TEMPLATE_NL_TAG_EMPTY] = {"tussen de haken staat geen naam"},
    [TEMPLATE_NL_NAME_BAD] = {"‘", "’ is geen naam: gebruik letters, cijfers, - en _ (hoogstens 64 tekens)"},
    [TEMPLATE_NL_NAME_DOTTED] = {"‘", "’: een naam met een punt kan niet"},
    [TEMPLATE_NL_NAMES_MANY] = {"er staan te veel verschillende namen in de tekst"},
    [TEMPLATE_NL_DELIMITERS] = {"andere haken kiezen met {{= =}} kan niet"},
    [TEMPLATE_NL_SECTION_OPEN] = {"het blok ‘", "’ is niet gesloten met {{/", "}}"},
    [TEMPLATE_NL_SECTION_OTHER] = {"hier wordt ‘", "’ gesloten, maar ‘", "’ staat nog open"},
    [TEMPLATE_NL_SECTION_NONE] = {"hier wordt ‘", "’ gesloten, maar dat blok staat niet open"},
    [TEMPLATE_NL_SECTION_DEEP] = {"er staan te veel blokken in elkaar"},
    [TEMPLATE_NL_DOT_OUTSIDE] = {"{{.}} kan alleen binnen een blok"},
    [TEMPLATE_NL_PARTIAL_NONE] = {"er is geen tekstdeel ‘", "’"},
    [TEMPLATE_NL_PARTIAL_DEEP] = {"het tekstdeel ‘", "’ staat te diep in andere tekstdelen: roept het zichzelf aan?"},
    [TEMPLATE_NL_MISSING] = {"‘", "’ is niet ingevuld"},
    [TEMPLATE_NL_IS_LIST] = {"‘", "’ is een lijst en geen tekst"},
    [TEMPLATE_NL_UNDECLARED] = {"‘", "’ staat niet bij de velden"},
    [TEMPLATE_NL_UNDECLARED_NEAR] = {"‘", "’ staat niet bij de velden; bedoelt u ‘", "’?"},
    [TEMPLATE_NL_HEAD_KEY] = {"onbekend kopje ‘", "’: het kan naam, kanaal, onderwerp of velden zijn"},
    [TEMPLATE_NL_HEAD_TWICE] = {"het kopje ‘", "’ staat er twee keer"},
    [TEMPLATE_NL_HEAD_LACKS] = {"het kopje ‘", "’ ontbreekt"},
    [TEMPLATE_NL_HEAD_LINE] = {"hier hoort een regel als ‘naam: aankondiging’"},
    [TEMPLATE_NL_HEAD_EMPTY] = {"achter ‘", ":’ staat niets"},
    [TEMPLATE_NL_HEAD_END] = {"de regel --- tussen de kop en de tekst ontbreekt"},
    [TEMPLATE_NL_CHANNEL] = {"onbekend kanaal ‘", "’: het kan sms, email of agenda zijn"},
    [TEMPLATE_NL_SUBJECT_SMS] = {"een sms heeft geen onderwerp"},
};

static void append_place(GString *message, const struct template_place *place) {
  if (!place) return;
  if (place->partial) g_string_append_printf(message, "tekstdeel ‘%s’, ", place->partial);
  g_string_append_printf(message, "regel %d, kolom %d: ", place->line, place->column);
}

void template_nl_error(GError **error, enum template_error code, const struct template_place *place,
                       enum template_nl_text text, const char *first, const char *second) {
  if (!error) return;
  g_autoptr(GString) message = g_string_new(NULL);
  append_place(message, place);
  const char *const pieces[] = {texts[text][0], first, texts[text][1], second, texts[text][2]};
  int n = texts[text][2] ? 5 : texts[text][1] ? 3 : 1;
  for (int i = 0; i < n; i++) g_string_append(message, pieces[i] ? pieces[i] : "");
  g_set_error_literal(error, TEMPLATE_ERROR, (int)code, message->str);
}
