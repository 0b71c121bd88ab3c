/* Second readers: mailparser and ical.js read what we write, and find what went in; we read what nodemailer writes.
 *
 * Our own tests read with GMime and libical, which also wrote it: a mistake of theirs, or one of ours about a standard,
 * would pass both ways. */
#include "channels/formats/invitation.h"
#include "channels/formats/mail_read.h"
#include "channels/formats/mail_write.h"
#include "tests/channels/sample.h"

#include <glib/gstdio.h>
#include <jansson.h>

static char *rooted(const char *path) {
  const char *root = g_getenv("G_TEST_SRCDIR");
  return g_build_filename(root ? root : ".", path, NULL);
}

/* NULL and the test is skipped, when Node or the packages are missing. Caller frees. */
static char *run_node(const char *verb, const char *folder, int *status) {
  g_autofree char *script = rooted("tests/channels/second_readers.js");
  g_autofree char *modules = rooted("deploy/second-readers/node_modules");
  g_autofree char *node = g_find_program_in_path("node");
  g_autofree char *parser = g_build_filename(modules, "mailparser", NULL);
  char *argv[] = {node, script, (char *)verb, (char *)folder, NULL};
  char *out = NULL;
  g_autoptr(GError) error = NULL;
  if (!node || !g_file_test(parser, G_FILE_TEST_IS_DIR)) {
    g_test_skip("no Node with the packages of deploy/second-readers");
    return NULL;
  }
  g_auto(GStrv) environment = g_environ_setenv(g_get_environ(), "NODE_PATH", modules, TRUE);
  g_spawn_sync(NULL, argv, environment, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out, NULL, status, &error);
  g_assert_no_error(error);
  return out;
}

static void remove_folder(const char *folder) {
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_remove(path);
  }
  g_rmdir(folder);
}

/* -- what we write ----------------------------------------------------------------------------------------------------
 */

/* What goes in, in the dresses that break writers: accents, emoji, other scripts, quotes, length, blanks, odd lines. */
static const struct words {
  const char *name, *from_name, *to_name, *subject, *text;
  gboolean invites, unsubscribes;
} all_words[] = {
    {"simple", "Jette de Vries", "Sem Jansen", "Hoe gaat het?", "Hoi Sem,\nhoe gaat het?\nGroet", FALSE, FALSE},
    {"accents", "Zoë Çelik-Ørsted", "Renée van 't Één", "Eén vraag — over wérk", "Coöperatie ‘Ïjs’\n\nGroet, Zoë", TRUE,
     TRUE},
    {"emoji", "Jette 🎈", "Sem 👩🏽‍🎓", "🎈🎈 Gefeliciteerd! 👩🏽‍🎓", "Top 🎉\n🎈\n", TRUE, FALSE},
    {"scripts", "محمد علي", "Юлия Ковальчук",
     "日本語の件名です、とても長い件名なので折り返す必要があります。ご確認ください", "Привет\nمرحبا\n日本", TRUE,
     FALSE},
    {"quotes", "Jan \"J.\" de Vries, (mentor)", "O'Neil; <Sem>",
     "Een; met, leestekens: \\ \"zo\" =?utf-8?q?niet?=", "a;b,c\\d\n\"e\": f\n=20 =C3=AB", TRUE, FALSE},
    {"blanks", "Jette", "Sem",
     "twee  blanken en een lange regel met woorden die verder gaat dan achtenzeventig tekens lang",
     ".\n..\nFrom hier\n  ingesprongen\naan het eind \n\t\nlaatste", FALSE, TRUE},
    {"header-like", "Subject: x", "To: y", "Bcc: iemand@elders.example", "Subject: x\n\nBEGIN:VCALENDAR\nEND:VCALENDAR",
     TRUE, FALSE},
};

static char *long_text(void) {
  GString *text = g_string_new(NULL);
  for (int i = 0; i < 300; i++) g_string_append(text, i % 7 ? "ënëlangwoordzonderblanken" : "woord ");
  g_string_append(text, "\n");
  for (int i = 0; i < 400; i++) g_string_append(text, "🎈");
  return g_string_free(text, FALSE);
}

static json_t *invitation_json(const struct channel_invitation *i, const char *method) {
  return json_pack("{s:s, s:s, s:i, s:s, s:s, s:s, s:I, s:I, s:s, s:s, s:s, s:s}", "method", method, "uid", i->uid,
                   "sequence", i->sequence, "summary", i->summary, "location", i->location, "description",
                   i->description, "start", (json_int_t)i->start, "end", (json_int_t)i->end, "organizer_name",
                   i->organizer_name, "organizer_address", i->organizer_address, "attendee_name", i->attendee_name,
                   "attendee_address", i->attendee_address);
}

static json_t *message_json(const struct channel_message *m) {
  g_autofree char *id = mail_write_message_id(m);
  return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:I, s:s, s:s, s:s}", "from", m->from, "from_name",
                   m->from_name, "to", m->to, "to_name", m->to_name, "reply_to", m->reply_to, "subject", m->subject,
                   "text", m->text, "queued", (json_int_t)m->queued, "message_id", id, "unsubscribe_url",
                   m->unsubscribe_url, "unsubscribe_mail", m->unsubscribe_mail);
}

static void put(const char *folder, const char *name, const char *ending, const void *bytes, gsize length) {
  g_autofree char *file = g_strconcat(name, ending, NULL);
  g_autofree char *path = g_build_filename(folder, file, NULL);
  g_autoptr(GError) error = NULL;
  g_file_set_contents(path, bytes, (gssize)length, &error);
  g_assert_no_error(error);
}

static void write_one(const char *folder, const struct words *w) {
  struct channel_message message = sample_message("email");
  struct channel_invitation invitation = *sample_invitation();
  g_autoptr(GError) error = NULL;
  message.from_name = w->from_name, message.to_name = w->to_name, message.subject = w->subject, message.text = w->text;
  message.unsubscribe_url =
      w->unsubscribes ? "https://waakvlam.dekruin.example/afmelden/" SAMPLE_KEY "-" SAMPLE_KEY : "";
  message.unsubscribe_mail = w->unsubscribes ? "antwoord@dekruin.example" : "";
  invitation.summary = w->subject, invitation.description = w->text, invitation.location = w->to_name;
  invitation.organizer_name = w->from_name, invitation.attendee_name = w->to_name;
  invitation.method = strlen(w->name) % 2 ? CHANNEL_REQUEST : CHANNEL_CANCEL;
  invitation.sequence = (int)strlen(w->name);
  json_t *wanted = message_json(&message);
  g_autofree char *calendar = w->invites ? invitation_write(&invitation, &error) : NULL;
  g_assert_no_error(error);
  if (calendar) {
    const char *method = invitation.method == CHANNEL_CANCEL ? "CANCEL" : "REQUEST";
    json_object_set_new(wanted, "invitation", invitation_json(&invitation, method));
    put(folder, w->name, ".ics", calendar, strlen(calendar));
  }
  g_autoptr(GBytes) mail = mail_write(&message, calendar, &error);
  g_assert_no_error(error);
  put(folder, w->name, ".eml", g_bytes_get_data(mail, NULL), g_bytes_get_size(mail));
  char *json = json_dumps(wanted, 0);
  put(folder, w->name, ".json", json, strlen(json));
  free(json);
  json_decref(wanted);
}

static void others_read_what_we_write(void) {
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp("waakvlam-XXXXXX", &error), *text = long_text();
  const struct words long_words = {"long", "Jette", "Sem", "lang", text, TRUE, FALSE};
  int status = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(all_words); i++) write_one(folder, &all_words[i]);
  write_one(folder, &long_words);
  g_autofree char *said = run_node("check", folder, &status);
  remove_folder(folder);
  if (!said) return;
  if (status) g_test_message("%s", said);
  g_assert_cmpint(status, ==, 0);
}

/* -- what they write --------------------------------------------------------------------------------------------------
 */

static const struct wanted {
  const char *name;
  enum mail_read_kind kind;
  const char *text;    /* the own words begin so */
  const char *subject; /* NULL = not looked at */
} all_wanted[] = {
    {"plain", MAIL_REPLY, "Ik heb wérk 🎈 bij de bakker!", "Re: Hoe gaat het? Één vraag"},
    {"html", MAIL_REPLY, "zoek werk", NULL},
    {"long", MAIL_REPLY, "ëëëëëëëëëë", "Re: lang"},
    {"base64", MAIL_REPLY, "bel mij maar", "Re: b"},
    {"stop", MAIL_OPT_OUT, "STOP", NULL},
    {"away", MAIL_AUTO_REPLY, "", NULL},
    {"calendar", MAIL_CALENDAR_REPLY, "", NULL},
};

static void read_one(const char *folder, const struct wanted *w) {
  g_autofree char *file = g_strconcat(w->name, ".eml", NULL);
  g_autofree char *path = g_build_filename(folder, file, NULL), *bytes = NULL;
  gsize length = 0;
  g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
  g_autoptr(MailRead) mail = mail_read(bytes, length, "2026-10-12");
  g_test_message("%s", w->name);
  g_assert_cmpstr(mail_read_kind_names[mail->kind], ==, mail_read_kind_names[w->kind]);
  g_assert_cmpstr(mail->from, ==, "zoe@leerling.example");
  g_assert_cmpstr(mail->from_name, ==, "Zoë Çelik 🎈");
  g_assert_true(g_str_has_prefix(mail->text, w->text));
  if (w->subject) g_assert_cmpstr(mail->subject, ==, w->subject);
  g_assert_cmpstr(mail->references->pdata[0], ==, SAMPLE_KEY "@dekruin.example");
  if (w->kind == MAIL_REPLY) g_assert_null(strstr(mail->text, "STOP"));
  if (w->kind == MAIL_AUTO_REPLY) g_assert_cmpstr(mail->until, ==, "2026-11-02");
  if (w->kind != MAIL_CALENDAR_REPLY) return;
  g_assert_cmpstr(mail->partstat, ==, "ACCEPTED");
  g_assert_cmpstr(mail->attendee, ==, "zoe@leerling.example");
  g_assert_cmpint(mail->sequence, ==, 2);
  g_assert_cmpstr(mail->comment, ==, "tot dan 🎈");
}

static void we_read_what_others_write(void) {
  g_autofree char *folder = g_dir_make_tmp("waakvlam-XXXXXX", NULL);
  int status = 0;
  g_autofree char *said = run_node("write", folder, &status);
  if (said) {
    g_assert_cmpint(status, ==, 0);
    for (gsize i = 0; i < G_N_ELEMENTS(all_wanted); i++) read_one(folder, &all_wanted[i]);
  }
  remove_folder(folder);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/second-readers/theirs", others_read_what_we_write);
  g_test_add_func("/second-readers/ours", we_read_what_others_write);
  return g_test_run();
}
