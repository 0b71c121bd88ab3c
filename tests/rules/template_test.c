/* Templates: what the Mustache specification says of the parts that there are (S26), what is refused and where, and
 * whole message templates with their heads. Cases are got/want over one set of values. */
#include <string.h>

#include "rules/template/template.h"

static const struct {
  const char *name, *text;
} partials[] = {
    {"text", "from partial"},
    {"groet", "Hoi {{planeet}}"},
    {"regel", ">\n>"},
    {"regels", "|\n{{{twee}}}\n|\n"},
    {"leeg", ""},
    {"lid", "<{{naam}}>"},
    {"buiten", "a\n  {{>binnen}}\nz\n"},
    {"binnen", "b\n\nc\n"},
    {"kring", "x{{>kring}}"},
    {"fout", "eerste\n  {{planeet}"},
    {"half", "{{#waar}}"},
    {"sluit", "{{/waar}}"},
    {"onbekend", "regel een\n{{raar}}"},
};

static const char *find_partial(void *user, const char *name) {
  g_assert_cmpstr(user, ==, "user");
  for (gsize i = 0; i < G_N_ELEMENTS(partials); i++)
    if (g_str_equal(partials[i].name, name)) return partials[i].text;
  return NULL;
}

static char user[] = "user";

static struct template_values *some_values(void) {
  struct template_values *values = template_values_new();
  template_values_set(values, "planeet", "wereld");
  template_values_set(values, "teken", "& \" < > '");
  template_values_set(values, "leeg", "");
  template_values_set(values, "waar", "ja");
  template_values_set(values, "naam", "buiten");
  template_values_set(values, "twee", "<\n->");
  template_values_set(values, "met_streep-1", "ok");
  template_values_set_empty(values, "niets");
  static const char *const items[] = {"1", "2&", "3"};
  for (gsize i = 0; i < G_N_ELEMENTS(items); i++) {
    struct template_values *item = template_values_add(values, "lijst");
    template_values_set(item, ".", items[i]);
    if (i != 1) template_values_set(item, "naam", items[i]);
  }
  struct template_values *first = template_values_add(values, "groepen");
  template_values_set(first, "groep", "A");
  template_values_set(template_values_add(first, "leden"), "lid", "a1");
  template_values_set(template_values_add(first, "leden"), "lid", "a2");
  struct template_values *second = template_values_add(values, "groepen");
  template_values_set(second, "groep", "B");
  template_values_set_empty(second, "leden");
  return values;
}

static const struct {
  const char *template, *want;
} cases[] = {
    /* interpolation */
    {"", ""},
    {"Hello from {Mustache}!\n", "Hello from {Mustache}!\n"},
    {"Hello, {{planeet}}!\n", "Hello, wereld!\n"},
    {"{{planeet}}, {{planeet}}!", "wereld, wereld!"},
    {"These: {{teken}}\n", "These: &amp; &quot; &lt; &gt; &#39;\n"},
    {"These: {{{teken}}}\n", "These: & \" < > '\n"},
    {"These: {{&teken}}\n", "These: & \" < > '\n"},
    {"I ({{leeg}}) be seen!", "I () be seen!"},
    {"| {{planeet}} |", "| wereld |"},
    {"| {{{planeet}}} |", "| wereld |"},
    {"| {{&planeet}} |", "| wereld |"},
    {"  {{planeet}}\n", "  wereld\n"},
    {"  {{{planeet}}}\n", "  wereld\n"},
    {"  {{&planeet}}\n", "  wereld\n"},
    {"|{{ planeet }}|", "|wereld|"},
    {"|{{{ planeet }}}|", "|wereld|"},
    {"|{{& planeet }}|", "|wereld|"},
    {"|{{\n\tplaneet\r\n}}|", "|wereld|"},
    {"{{met_streep-1}}", "ok"},
    {"}} } {{planeet}}}", "}} } wereld}"},
    {"{ {planeet}}", "{ {planeet}}"},
    /* comments */
    {"12345{{! Comment Block! }}67890", "1234567890"},
    {"12345{{!\n  This is a\n  multi-line comment...\n}}67890\n", "1234567890\n"},
    {"Begin.\n{{! Comment Block! }}\nEnd.\n", "Begin.\nEnd.\n"},
    {"Begin.\n  {{! Indented }}\nEnd.\n", "Begin.\nEnd.\n"},
    {"|\r\n{{! Standalone Comment }}\r\n|", "|\r\n|"},
    {"  {{! I'm Still Standalone }}\n!", "!"},
    {"!\n  {{! I'm Still Standalone }}", "!\n"},
    {"Begin.\n{{!\nSomething's going on here...\n}}\nEnd.\n", "Begin.\nEnd.\n"},
    {"Begin.\n  {{!\n    Something\n  }}\nEnd.\n", "Begin.\nEnd.\n"},
    {"  12 {{! 34 }}\n", "  12 \n"},
    {"12345 {{! Comment Block! }} 67890", "12345  67890"},
    {"comments never show: >{{!comment}}<", "comments never show: ><"},
    {"{{! a }} {{! b }}\n", " \n"},
    {"{{! a\n}} {{! b }}\nx", " \nx"},
    {"{{! any {{name} . here }}", ""},
    /* sections */
    {"\"{{#waar}}This should be rendered.{{/waar}}\"", "\"This should be rendered.\""},
    {"\"{{#leeg}}This should not be rendered.{{/leeg}}\"", "\"\""},
    {"\"{{#niets}}Yay lists!{{/niets}}\"", "\"\""},
    {"{{#waar}}{{.}}{{/waar}}", "ja"},
    {"{{#lijst}}{{naam}}{{/lijst}}", "1buiten3"},
    {"{{#lijst}}({{.}}){{/lijst}}", "(1)(2&amp;)(3)"},
    {"{{#lijst}}({{{.}}}){{/lijst}}", "(1)(2&)(3)"},
    {"{{#lijst}}({{&.}}){{/lijst}}", "(1)(2&)(3)"},
    {"{{#lijst}}{{#waar}}{{.}}{{/waar}}{{.}} {{/lijst}}", "ja1 ja2&amp; ja3 "},
    {"{{#lijst}}{{^leeg}}{{.}}{{/leeg}}{{/lijst}}", "12&amp;3"},
    {"{{#groepen}}{{groep}}:{{#leden}} {{lid}}{{planeet}}{{/leden}};{{/groepen}}", "A: a1wereld a2wereld;B:;"},
    {"{{#groepen}}{{#leden}}{{groep}}{{lid}} {{/leden}}{{^leden}}geen{{/leden}}{{/groepen}}", "Aa1 Aa2 geen"},
    {"| A {{#waar}}B {{#waar}}C{{/waar}} D{{/waar}} E |", "| A B C D E |"},
    {"| A {{#leeg}}B {{#waar}}C{{/waar}} D{{/leeg}} E |", "| A  E |"},
    {" | {{#waar}}\t|\t{{/waar}} | \n", " | \t|\t | \n"},
    {" | {{#waar}} {{! Important Whitespace }}\n {{/waar}} | \n", " |  \n  | \n"},
    {" {{#waar}}YES{{/waar}}\n {{#waar}}GOOD{{/waar}}\n", " YES\n GOOD\n"},
    {"| This Is\n{{#waar}}\n|\n{{/waar}}\n| A Line\n", "| This Is\n|\n| A Line\n"},
    {"| This Is\n  {{#waar}}\n|\n  {{/waar}}\n| A Line\n", "| This Is\n|\n| A Line\n"},
    {"|\r\n{{#waar}}\r\n{{/waar}}\r\n|", "|\r\n|"},
    {"  {{#waar}}\n#{{/waar}}\n/", "#\n/"},
    {"#{{#waar}}\n/\n  {{/waar}}", "#\n/\n"},
    {"|{{# waar }}={{/ waar }}|", "|=|"},
    {"{{#waar}}\n{{#waar}}\nx\n{{/waar}}\n{{/waar}}\n", "x\n"},
    {"{{#lijst}}\n- {{.}}\n{{/lijst}}\n", "- 1\n- 2&amp;\n- 3\n"},
    /* inverted */
    {"\"{{^leeg}}This should be rendered.{{/leeg}}\"", "\"This should be rendered.\""},
    {"\"{{^waar}}This should not be rendered.{{/waar}}\"", "\"\""},
    {"\"{{^lijst}}Yay lists!{{/lijst}}\"", "\"\""},
    {"\"{{^niets}}Yay lists!{{/niets}}\"", "\"Yay lists!\""},
    {"| A {{^leeg}}B {{^leeg}}C{{/leeg}} D{{/leeg}} E |", "| A B C D E |"},
    {"| A {{^waar}}B {{^leeg}}C{{/leeg}} D{{/waar}} E |", "| A  E |"},
    {" | {{^leeg}}\t|\t{{/leeg}} | \n", " | \t|\t | \n"},
    {"| This Is\n{{^leeg}}\n|\n{{/leeg}}\n| A Line\n", "| This Is\n|\n| A Line\n"},
    {"|\r\n{{^leeg}}\r\n{{/leeg}}\r\n|", "|\r\n|"},
    {"  {{^leeg}}\n^{{/leeg}}\n/", "^\n/"},
    {"^{{^leeg}}\n/\n  {{/leeg}}", "^\n/\n"},
    {"{{#waar}}ja{{/waar}}{{^waar}}nee{{/waar}}", "ja"},
    /* partials */
    {"\"{{>text}}\"", "\"from partial\""},
    {"{{>groet}}, {{> groet }}", "Hoi wereld, Hoi wereld"},
    {"{{>leeg}}.", "."},
    {"| {{> text }} |", "| from partial |"},
    {"\t|\t{{> text }}\t|\n", "\t|\tfrom partial\t|\n"},
    {"  {{planeet}}  {{> regel}}\n", "  wereld  >\n>\n"},
    {"|\r\n{{>regel}}\r\n|", "|\r\n>\n>|"},
    {"  {{>regel}}\n>", "  >\n  >>"},
    {">\n  {{>regel}}", ">\n  >\n  >"},
    {"\\\n {{>regels}}\n/\n", "\\\n |\n <\n->\n |\n/\n"},
    {" {{>buiten}}\n", " a\n   b\n\n   c\n z\n"},
    {"{{#lijst}}{{>lid}}{{/lijst}}", "<1><buiten><3>"},
};

static char *render(const char *text, enum template_escape escape, GError **error) {
  g_autoptr(Template) template = template_compile(text, escape, find_partial, user, error);
  if (!template) return NULL;
  g_autoptr(TemplateValues) values = some_values();
  g_autoptr(GString) out = g_string_new("voor:");
  if (!template_render(template, values, out, error)) {
    g_assert_cmpstr(out->str, ==, "voor:");
    g_assert_cmpuint(out->len, ==, 5);
    return NULL;
  }
  g_assert_cmpuint(out->len, ==, strlen(out->str));
  g_assert_true(g_str_has_prefix(out->str, "voor:"));
  return g_strdup(out->str + 5);
}

static void test_cases(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_autofree char *got = render(cases[i].template, TEMPLATE_HTML, &error);
    if (g_strcmp0(got, cases[i].want) != 0)
      g_error("'%s' gave '%s', want '%s' (%s)", cases[i].template, got, cases[i].want, error ? error->message : "");
  }
}

static void test_plain(void) {
  g_autofree char *got = render("{{teken}}{{{teken}}}{{&teken}}", TEMPLATE_PLAIN, NULL);
  g_assert_cmpstr(got, ==, "& \" < > '& \" < > '& \" < > '");
}

static const struct {
  const char *template;
  enum template_error code;
  const char *message;
} faults[] = {
    {"{{", TEMPLATE_ERROR_SYNTAX, "regel 1, kolom 1: deze {{ wordt niet gesloten met }}"},
    {"één\ntwée {{planeet", TEMPLATE_ERROR_SYNTAX, "regel 2, kolom 6: deze {{ wordt niet gesloten met }}"},
    {"{{{planeet}}", TEMPLATE_ERROR_SYNTAX, "regel 1, kolom 1: deze {{{ wordt niet gesloten met }}}"},
    {"{{}}", TEMPLATE_ERROR_SYNTAX, "regel 1, kolom 1: tussen de haken staat geen naam"},
    {"{{#}}", TEMPLATE_ERROR_SYNTAX, "regel 1, kolom 1: tussen de haken staat geen naam"},
    {"a{{{ }}}", TEMPLATE_ERROR_SYNTAX, "regel 1, kolom 2: tussen de haken staat geen naam"},
    {"{{a b}}", TEMPLATE_ERROR_SYNTAX,
     "regel 1, kolom 1: ‘a b’ is geen naam: gebruik letters, cijfers, - en _ (hoogstens 64 tekens)"},
    {"{{é}}", TEMPLATE_ERROR_SYNTAX,
     "regel 1, kolom 1: ‘é’ is geen naam: gebruik letters, cijfers, - en _ (hoogstens 64 tekens)"},
    {"\n {{a.b}}", TEMPLATE_ERROR_SYNTAX, "regel 2, kolom 2: ‘a.b’: een naam met een punt kan niet"},
    {"{{#.}}{{/.}}", TEMPLATE_ERROR_SYNTAX, "regel 1, kolom 1: ‘.’: een naam met een punt kan niet"},
    {"{{=<% %>=}}", TEMPLATE_ERROR_SYNTAX, "regel 1, kolom 1: andere haken kiezen met {{= =}} kan niet"},
    {"{{.}}", TEMPLATE_ERROR_SYNTAX, "regel 1, kolom 1: {{.}} kan alleen binnen een blok"},
    {"{{^leeg}}{{.}}{{/leeg}}", TEMPLATE_ERROR_SYNTAX, "regel 1, kolom 10: {{.}} kan alleen binnen een blok"},
    {"{{#waar}}x{{/waar}}{{.}}", TEMPLATE_ERROR_SYNTAX, "regel 1, kolom 20: {{.}} kan alleen binnen een blok"},
    {"x\n{{#waar}}", TEMPLATE_ERROR_SYNTAX, "regel 2, kolom 1: het blok ‘waar’ is niet gesloten met {{/waar}}"},
    {"{{#waar}}{{#leeg}}{{/waar}}{{/leeg}}", TEMPLATE_ERROR_SYNTAX,
     "regel 1, kolom 19: hier wordt ‘waar’ gesloten, maar ‘leeg’ staat nog open"},
    {"x{{/waar}}", TEMPLATE_ERROR_SYNTAX,
     "regel 1, kolom 2: hier wordt ‘waar’ gesloten, maar dat blok staat niet open"},
    {"{{>nergens}}", TEMPLATE_ERROR_SYNTAX, "regel 1, kolom 1: er is geen tekstdeel ‘nergens’"},
    {"{{>kring}}", TEMPLATE_ERROR_SYNTAX,
     "tekstdeel ‘kring’, regel 1, kolom 2: het tekstdeel ‘kring’ staat te diep in andere tekstdelen: "
     "roept het zichzelf aan?"},
    {"\n  {{>fout}}\n", TEMPLATE_ERROR_SYNTAX,
     "tekstdeel ‘fout’, regel 2, kolom 3: deze {{ wordt niet gesloten met }}"},
    {"{{>half}}{{/waar}}", TEMPLATE_ERROR_SYNTAX,
     "tekstdeel ‘half’, regel 1, kolom 1: het blok ‘waar’ is niet gesloten met {{/waar}}"},
    {"{{#waar}}{{>sluit}}", TEMPLATE_ERROR_SYNTAX,
     "tekstdeel ‘sluit’, regel 1, kolom 1: hier wordt ‘waar’ gesloten, maar dat blok staat niet open"},
    {"a\xff", TEMPLATE_ERROR_SYNTAX, "regel 1, kolom 2: de tekst is geen geldige UTF-8"},
    {"a\n{{raar}}", TEMPLATE_ERROR_MISSING, "regel 2, kolom 1: ‘raar’ is niet ingevuld"},
    {"{{#raar}}{{/raar}}", TEMPLATE_ERROR_MISSING, "regel 1, kolom 1: ‘raar’ is niet ingevuld"},
    {"{{^raar}}{{/raar}}", TEMPLATE_ERROR_MISSING, "regel 1, kolom 1: ‘raar’ is niet ingevuld"},
    {"{{#waar}}{{raar}}{{/waar}}", TEMPLATE_ERROR_MISSING, "regel 1, kolom 10: ‘raar’ is niet ingevuld"},
    {"{{>onbekend}}", TEMPLATE_ERROR_MISSING, "tekstdeel ‘onbekend’, regel 2, kolom 1: ‘raar’ is niet ingevuld"},
    {"{{#groepen}}{{.}}{{/groepen}}", TEMPLATE_ERROR_MISSING, "‘.’ is niet ingevuld"},
    {"{{#groepen}}{{lid}}{{/groepen}}", TEMPLATE_ERROR_MISSING, "regel 1, kolom 13: ‘lid’ is niet ingevuld"},
    {"{{lijst}}", TEMPLATE_ERROR_MISSING, "regel 1, kolom 1: ‘lijst’ is een lijst en geen tekst"},
};

static void test_faults(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(faults); i++) {
    g_autoptr(GError) error = NULL;
    g_autofree char *got = render(faults[i].template, TEMPLATE_HTML, &error);
    if (got || !error) g_error("'%s' is no fault but gave '%s'", faults[i].template, got);
    g_assert_cmpstr(error->message, ==, faults[i].message);
    g_assert_error(error, TEMPLATE_ERROR, (int)faults[i].code);
    g_autofree char *quiet = render(faults[i].template, TEMPLATE_HTML, NULL);
    g_assert_null(quiet);
  }
}

static char *repeat(const char *piece, int n, const char *close) {
  GString *text = g_string_new(NULL);
  for (int i = 0; i < n; i++) g_string_append(text, piece);
  for (int i = 0; close && i < n; i++) g_string_append(text, close);
  return g_string_free(text, FALSE);
}

static void assert_refused(const char *text, const char *part) {
  g_autoptr(GError) error = NULL;
  g_assert_null(template_compile(text, TEMPLATE_HTML, find_partial, user, &error));
  g_assert_error(error, TEMPLATE_ERROR, TEMPLATE_ERROR_SYNTAX);
  if (!strstr(error->message, part)) g_error("'%s' lacks '%s'", error->message, part);
}

/* Each limit holds on its last step and is named on the next. */
static void test_limits(void) {
  g_autofree char *deep = repeat("{{#waar}}", 16, "{{/waar}}"), *deeper = repeat("{{#waar}}", 17, "{{/waar}}");
  g_autofree char *got = render(deep, TEMPLATE_HTML, NULL);
  g_assert_cmpstr(got, ==, "");
  assert_refused(deeper, "te veel blokken");
  g_autofree char *large = repeat("x", (256 << 10) - 1, NULL), *larger = repeat("x", 256 << 10, NULL);
  g_autofree char *rendered = render(large, TEMPLATE_HTML, NULL);
  g_assert_cmpstr(rendered, ==, large);
  assert_refused(larger, "te groot");
  g_autofree char *many = repeat("{{>buiten}}", 20000, NULL);
  assert_refused(many, "te groot");
  g_autoptr(GString) names = g_string_new(NULL);
  for (int i = 0; i < 128; i++) g_string_append_printf(names, "{{n%d}}", i);
  g_autoptr(Template) full = template_compile(names->str, TEMPLATE_HTML, NULL, NULL, NULL);
  g_assert_cmpuint(g_strv_length((char **)template_names(full)), ==, 128);
  g_string_append(names, "{{n128}}");
  assert_refused(names->str, "te veel verschillende namen");
  g_autofree char *name = repeat("a", 65, NULL), *tag = g_strdup_printf("{{%s}}", name);
  assert_refused(tag, "hoogstens 64");
}

static void test_names(void) {
  g_autoptr(Template) template = template_compile("{{b}}{{#z}}{{a}}{{.}}{{/z}}{{^c}}{{/c}}{{b}}{{>groet}}",
                                                  TEMPLATE_PLAIN, find_partial, user, NULL);
  g_autofree char *names = g_strjoinv(" ", (char **)template_names(template));
  g_assert_cmpstr(names, ==, "a b c planeet z");
  g_autoptr(Template) none = template_compile("geen", TEMPLATE_PLAIN, NULL, NULL, NULL);
  g_assert_null(template_names(none)[0]);
}

/* Setting again replaces, text by list and list by text; one template serves many sets. */
static void test_values(void) {
  g_autoptr(Template) template = template_compile("[{{#a}}{{.}}{{/a}}]", TEMPLATE_PLAIN, NULL, NULL, NULL);
  g_autoptr(TemplateValues) values = template_values_new();
  g_autoptr(GString) out = g_string_new(NULL);
  template_values_set(values, "a", "een");
  g_assert_true(template_render(template, values, out, NULL));
  template_values_set(template_values_add(values, "a"), ".", "x");
  template_values_set(template_values_add(values, "a"), ".", "y");
  g_assert_true(template_render(template, values, out, NULL));
  template_values_set_empty(values, "a");
  g_assert_true(template_render(template, values, out, NULL));
  template_values_set(values, "a", "twee");
  g_assert_true(template_render(template, values, out, NULL));
  template_values_set(values, "a", NULL);
  g_assert_true(template_render(template, values, out, NULL));
  g_assert_cmpstr(out->str, ==, "[een][xy][][twee][]");
}

/* A long value passes the room that the string has, in the middle of escaping as well. */
static void test_growth(void) {
  g_autofree char *text = repeat("a&<>\"'", 5000, NULL), *want = repeat("a&amp;&lt;&gt;&quot;&#39;", 5000, NULL);
  g_autoptr(Template) template = template_compile("{{t}}{{{t}}}", TEMPLATE_HTML, NULL, NULL, NULL);
  g_autoptr(TemplateValues) values = template_values_new();
  template_values_set(values, "t", text);
  g_autoptr(GString) out = g_string_new(NULL);
  g_assert_true(template_render(template, values, out, NULL));
  g_autofree char *both = g_strconcat(want, text, NULL);
  g_assert_cmpstr(out->str, ==, both);
}

static void test_sms(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(TemplateMessage) message = template_message_read(
      "naam: aankondiging\nkanaal: sms\nvelden: roepnaam  dag\n\n---\nHoi {{roepnaam}}, ik bel {{dag}}.\n\n", NULL,
      NULL, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(message->name, ==, "aankondiging");
  g_assert_cmpstr(message->channel, ==, "sms");
  g_autofree char *fields = g_strjoinv(" ", message->fields);
  g_assert_cmpstr(fields, ==, "roepnaam dag");
  g_assert_null(message->subject);
  g_autoptr(TemplateValues) values = template_values_new();
  template_values_set(values, "roepnaam", "J&S");
  template_values_set(values, "dag", "maandag");
  g_autoptr(GString) out = g_string_new(NULL);
  g_assert_true(template_render(message->body, values, out, &error));
  g_assert_cmpstr(out->str, ==, "Hoi J&S, ik bel maandag.");
}

static void test_email(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(TemplateMessage) message =
      template_message_read("kanaal:email\r\nonderwerp:  Ik bel je {{dag}} : ja \r\nvelden: dag\r\nnaam: a-1\r\n---\r\n"
                            "---\r\n{{#dag}}\r\nx\r\n{{/dag}}\r\n{{>groet2}}",
                            find_partial, user, &error);
  g_assert_error(error, TEMPLATE_ERROR, TEMPLATE_ERROR_SYNTAX);
  g_assert_cmpstr(error->message, ==, "regel 10, kolom 1: er is geen tekstdeel ‘groet2’");
  g_clear_error(&error);
  message =
      template_message_read("kanaal: e-mail\r\nonderwerp:  Ik bel je {{dag}} : ja \r\nvelden: dag\r\nnaam: a-1\r\n"
                            "---\r\n---\r\n{{#dag}}\r\nx\r\n{{/dag}}\r\n",
                            find_partial, user, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(message->channel, ==, "email");
  g_autoptr(TemplateValues) values = template_values_new();
  template_values_set(values, "dag", "di");
  g_autoptr(GString) out = g_string_new(NULL);
  g_assert_true(template_render(message->subject, values, out, &error));
  g_string_append_c(out, '|');
  g_assert_true(template_render(message->body, values, out, &error));
  g_assert_cmpstr(out->str, ==, "Ik bel je di : ja|---\r\nx\r\n");
}

#define HEAD "naam: a\nkanaal: email\nonderwerp: o\nvelden: roepnaam dag\n---\n"
static const struct {
  const char *text;
  enum template_error code;
  const char *message;
} heads[] = {
    {"", TEMPLATE_ERROR_SYNTAX, "regel 1, kolom 1: de regel --- tussen de kop en de tekst ontbreekt"},
    {"naam: a\n", TEMPLATE_ERROR_SYNTAX, "regel 2, kolom 1: de regel --- tussen de kop en de tekst ontbreekt"},
    {"naam: a\nNaam: b\n---\n", TEMPLATE_ERROR_SYNTAX,
     "regel 2, kolom 1: onbekend kopje ‘Naam’: het kan naam, kanaal, onderwerp of velden zijn"},
    {"naam: a\nnaam: b\n---\n", TEMPLATE_ERROR_SYNTAX, "regel 2, kolom 1: het kopje ‘naam’ staat er twee keer"},
    {"naam: a\n\nkanaal sms\n---\n", TEMPLATE_ERROR_SYNTAX,
     "regel 3, kolom 1: hier hoort een regel als ‘naam: aankondiging’"},
    {"naam:\n---\n", TEMPLATE_ERROR_SYNTAX, "regel 1, kolom 6: achter ‘naam:’ staat niets"},
    {"kanaal: sms\nvelden:\n---\n", TEMPLATE_ERROR_SYNTAX, "regel 1, kolom 1: het kopje ‘naam’ ontbreekt"},
    {"naam: a\nvelden:\nonderwerp: x\n---\n", TEMPLATE_ERROR_SYNTAX, "regel 1, kolom 1: het kopje ‘kanaal’ ontbreekt"},
    {"naam: a\nkanaal: email\nvelden:\n---\n", TEMPLATE_ERROR_SYNTAX,
     "regel 1, kolom 1: het kopje ‘onderwerp’ ontbreekt"},
    {"naam: a\nkanaal: sms\n---\n", TEMPLATE_ERROR_SYNTAX, "regel 1, kolom 1: het kopje ‘velden’ ontbreekt"},
    {"naam: a\nkanaal: sms\nvelden:\nonderwerp: x\n---\n", TEMPLATE_ERROR_SYNTAX,
     "regel 4, kolom 12: een sms heeft geen onderwerp"},
    {"naam: a\nkanaal: fax\nvelden:\nonderwerp: x\n---\n", TEMPLATE_ERROR_SYNTAX,
     "regel 2, kolom 9: onbekend kanaal ‘fax’: het kan sms, email of agenda zijn"},
    {"naam: a b\nkanaal: sms\nvelden:\n---\n", TEMPLATE_ERROR_SYNTAX,
     "regel 1, kolom 7: ‘a b’ is geen naam: gebruik letters, cijfers, - en _ (hoogstens 64 tekens)"},
    {"naam: a\nkanaal: sms\nvelden: x, y\n---\n", TEMPLATE_ERROR_SYNTAX,
     "regel 3, kolom 9: ‘x,’ is geen naam: gebruik letters, cijfers, - en _ (hoogstens 64 tekens)"},
    {"naam: a\nkanaal: \xc3\n---\n", TEMPLATE_ERROR_SYNTAX, "regel 2, kolom 9: de tekst is geen geldige UTF-8"},
    {HEAD "Hoi {{roepnam}}", TEMPLATE_ERROR_UNDECLARED,
     "regel 6, kolom 5: ‘roepnam’ staat niet bij de velden; bedoelt u ‘roepnaam’?"},
    {HEAD "{{#dag}}\n{{voornaam}}{{/dag}}", TEMPLATE_ERROR_UNDECLARED,
     "regel 7, kolom 1: ‘voornaam’ staat niet bij de velden; bedoelt u ‘roepnaam’?"},
    {HEAD "{{^dagen}}{{/dagen}}", TEMPLATE_ERROR_UNDECLARED,
     "regel 6, kolom 1: ‘dagen’ staat niet bij de velden; bedoelt u ‘dag’?"},
    {HEAD "{{xyzzy}}", TEMPLATE_ERROR_UNDECLARED, "regel 6, kolom 1: ‘xyzzy’ staat niet bij de velden"},
    {HEAD "{{>groet}}", TEMPLATE_ERROR_UNDECLARED,
     "tekstdeel ‘groet’, regel 1, kolom 5: ‘planeet’ staat niet bij de velden"},
    {HEAD "{{dag", TEMPLATE_ERROR_SYNTAX, "regel 6, kolom 1: deze {{ wordt niet gesloten met }}"},
    {"naam: a\nkanaal: agenda\nvelden: dag\nonderwerp: op {{dga}}\n---\n", TEMPLATE_ERROR_UNDECLARED,
     "regel 4, kolom 15: ‘dga’ staat niet bij de velden"},
    {"naam: a\nkanaal: agenda\nvelden: dag\nonderwerp: op {{day}}\n---\n", TEMPLATE_ERROR_UNDECLARED,
     "regel 4, kolom 15: ‘day’ staat niet bij de velden; bedoelt u ‘dag’?"},
};

static void test_heads(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(heads); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(TemplateMessage) message = template_message_read(heads[i].text, find_partial, user, &error);
    if (message || !error) g_error("this is no fault: '%s'", heads[i].text);
    g_assert_cmpstr(error->message, ==, heads[i].message);
    g_assert_error(error, TEMPLATE_ERROR, (int)heads[i].code);
  }
  g_autoptr(TemplateMessage) fine = template_message_read(HEAD "{{roepnaam}}{{dag}}", NULL, NULL, NULL);
  g_assert_nonnull(fine);
  g_autoptr(TemplateMessage) calendar =
      template_message_read("naam: a\nkanaal: agenda\nonderwerp: x\nvelden:\n---", NULL, NULL, NULL);
  g_assert_cmpstr(calendar->channel, ==, "calendar");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/template/cases", test_cases);
  g_test_add_func("/template/plain", test_plain);
  g_test_add_func("/template/faults", test_faults);
  g_test_add_func("/template/limits", test_limits);
  g_test_add_func("/template/names", test_names);
  g_test_add_func("/template/values", test_values);
  g_test_add_func("/template/growth", test_growth);
  g_test_add_func("/template/message-sms", test_sms);
  g_test_add_func("/template/message-email", test_email);
  g_test_add_func("/template/message-heads", test_heads);
  return g_test_run();
}
