#include "channels/conformance/conformance_room.h"

#include <string.h>

const struct conformance_row *conformance_row_of(const char *channel) {
  for (const struct conformance_row *row = conformance_rows; row->channel; row++)
    if (g_str_equal(row->channel, channel)) return row;
  return NULL;
}

/* -- a web or mail far side ----------------------------------------------------------------------------------------
 */

struct fault {
  const char *name;
  enum far_side_act act;
  const char *status, *headers, *body; /* status NULL: as it answers when all is well */
  int allowed, least_wait;
};

static const struct fault web_faults[] = {
    {"takes it", FAR_SIDE_ANSWER, NULL, NULL, NULL, S, 0},
    {"takes it, and says so twice", FAR_SIDE_TWICE, NULL, NULL, NULL, S, 0},
    {"429, wait 7 seconds", FAR_SIDE_ANSWER, "429 Too Many Requests", "Retry-After: 7\r\n", "{}", L, 7},
    {"503, wait for ever", FAR_SIDE_ANSWER, "503 Unavailable", "Retry-After: 99999999999999999999\r\n", "", L, 0},
    {"503, wait minus one", FAR_SIDE_ANSWER, "503 Unavailable", "Retry-After: -1\r\n", "", L, 0},
    {"500", FAR_SIDE_ANSWER, "500 Oops", "", "", L | U, 0},
    {"504", FAR_SIDE_ANSWER, "504 Gateway Timeout", "", "", U, 0},
    {"302 to elsewhere", FAR_SIDE_ANSWER, "302 Found", "Location: http://127.0.0.1:1/\r\n", "", L, 0},
    {"400 that shows all it was told", FAR_SIDE_ECHO, "400 Bad Request", "", NULL, L | N, 0},
    {"401 that shows all it was told", FAR_SIDE_ECHO, "401 Unauthorized", "", NULL, L, 0},
    {"400 with lines and signs", FAR_SIDE_ANSWER, "400 Bad Request", "", "a\r\nb: c\x1b[31m\xff\xfe", L | N, 0},
    {"200 of somebody else", FAR_SIDE_ANSWER, "200 OK", "", "<html>Welcome, guest", U, 0},
    {"silence after it was told", FAR_SIDE_SILENT, NULL, NULL, NULL, U, 0},
    {"hangs up after it was told", FAR_SIDE_CUT_BEFORE, NULL, NULL, NULL, U, 0},
    {"hangs up in the middle of its answer", FAR_SIDE_CUT_WITHIN, NULL, NULL, NULL, U, 0},
    {"10 MB of answer", FAR_SIDE_FLOOD, "200 OK", "", "", U | L, 0},
    {"10 MB of headers", FAR_SIDE_FLOOD_HEAD, "200 OK", "", "{}", U | L, 0},
};

static const struct fault mail_faults[] = {
    {"takes it", FAR_SIDE_ANSWER, NULL, NULL, NULL, S, 0},
    {"451 for now", FAR_SIDE_ANSWER, "451 4.7.1 greylisted", NULL, NULL, L, 0},
    {"452 out of room", FAR_SIDE_ANSWER, "452 4.3.1 no room", NULL, NULL, L, 0},
    {"550 for good", FAR_SIDE_ANSWER, "550 5.1.1 nobody of that name", NULL, NULL, N, 0},
    {"550 that shows all it was told", FAR_SIDE_ECHO, NULL, NULL, NULL, N, 0},
    {"421 after the mail", FAR_SIDE_ANSWER, "421 4.3.0 bye", NULL, NULL, L | U, 0},
    {"silence after the mail", FAR_SIDE_SILENT, NULL, NULL, NULL, U, 0},
    {"hangs up after the mail", FAR_SIDE_CUT_BEFORE, NULL, NULL, NULL, U, 0},
    {"hangs up in the middle of its answer", FAR_SIDE_CUT_WITHIN, NULL, NULL, NULL, U, 0},
    {"10 MB of lines", FAR_SIDE_FLOOD, "250 ok", NULL, NULL, ANY & ~N, 0},
    {"10 MB of one line", FAR_SIDE_FLOOD_HEAD, "250 ok", NULL, NULL, ANY & ~N, 0},
};

/* Who may simply send again says `later` where others must say `unknown`. */
static int allowed_for(const struct kit *kit, int allowed) {
  return allowed & U && kit->member->abilities & CHANNEL_CAN_REPEAT ? allowed | L : allowed;
}

static void play_faults(struct kit *kit, const struct fault *faults, gsize n) {
  for (gsize i = 0; i < n; i++) {
    const struct fault *f = &faults[i];
    far_side_command(kit->far, f->act, f->status, f->headers, f->body);
    if (conformance_open(kit)) conformance_send(kit, f->name, allowed_for(kit, f->allowed), f->least_wait);
    conformance_close(kit);
  }
}

/* Whatever it shows of what it was told, and however: no secret comes back out of it. */
static void echoes(struct kit *kit, const char *status) {
  enum { STEP = 90, FAR = 1400 };
  static const char *const names[] = {[FAR_SIDE_PLAIN] = "an echo as it is",
                                      [FAR_SIDE_JSON] = "an echo in JSON",
                                      [FAR_SIDE_PERCENT] = "an echo in percents",
                                      [FAR_SIDE_PAGE] = "an echo in a page"};
  far_side_command(kit->far, FAR_SIDE_ECHO, status, "", NULL);
  for (int form = FAR_SIDE_PLAIN; form < FAR_SIDE_FORMS; form++) {
    const char *fault = NULL;
    for (gsize from = 0; !fault && from < FAR; from += STEP) {
      struct channel_message message = conformance_message(kit->row->kind);
      struct channel_result result = {0};
      g_autoptr(GError) error = NULL;
      far_side_echo(kit->far, (enum far_side_form)form, from, from / STEP % 2);
      if (!conformance_open(kit)) return;
      kit->member->send(kit->state, &message, &result);
      fault = conformance_words(kit, result.reason);
      if (!fault && !kit->member->check(kit->state, &error)) fault = conformance_words(kit, error->message);
      channel_result_clear(&result);
      conformance_close(kit);
    }
    conformance_tell_one(kit, !fault, names[form], fault ? fault : "");
  }
  far_side_echo(kit->far, FAR_SIDE_PLAIN, 0, FALSE);
}

/* Who refuses to let us in, and shows by what. */
static void sign_in_refused(struct kit *kit) {
  far_side_command(kit->far, FAR_SIDE_ANSWER, NULL, NULL, NULL);
  far_side_echo(kit->far, FAR_SIDE_PLAIN, 0, TRUE);
  g_autoptr(GError) error = NULL;
  if (!conformance_open(kit)) return;
  gboolean works = kit->member->check(kit->state, &error);
  const char *fault = works ? "it sees nothing wrong" : conformance_words(kit, error->message);
  conformance_tell_one(kit, !fault, "signing in is refused, and shown", fault ? fault : error->message);
  conformance_close(kit);
  far_side_echo(kit->far, FAR_SIDE_PLAIN, 0, FALSE);
}

/* The same step is the same bytes, by another run of the program too. */
static void same_bytes(struct kit *kit) {
  far_side_command(kit->far, FAR_SIDE_ANSWER, NULL, NULL, NULL);
  g_free(far_side_heard(kit->far));
  struct channel_message message = conformance_message(kit->row->kind);
  g_autofree char *first = NULL, *second = NULL;
  for (int round = 0; round < 2; round++) {
    struct channel_result result = {0};
    if (!conformance_open(kit)) return;
    kit->member->send(kit->state, &message, &result);
    channel_result_clear(&result);
    conformance_close(kit);
    if (round)
      second = far_side_heard(kit->far);
    else
      first = far_side_heard(kit->far);
  }
  gboolean same = *first && g_str_equal(first, second);
  conformance_tell_one(kit, same, "the same step is the same bytes", same ? "" : "a second try was not the same");
}

static const char *injected(struct kit *kit) {
  g_autofree char *headers = far_side_headers(kit->far);
  return strstr(headers, "\nX-Injected") ? "a header that we never meant" : NULL;
}

/* Whatever stands in a name, a subject, a place or a text stays there; an address with a line end is no address. */
static void injection(struct kit *kit) {
  struct channel_message message = conformance_message(kit->row->kind), astray = message;
  struct channel_invitation invitation = conformance_invitation;
  invitation.summary = invitation.location = invitation.attendee_name = invitation.organizer_name = INJECTED;
  message.to_name = message.from_name = message.text = INJECTED;
  if (*message.subject) message.subject = INJECTED;
  if (message.invitation) message.invitation = &invitation;
  g_autofree char *address = g_strconcat(astray.to, "\r\nX-Injected: yes", NULL);
  astray.to = address;
  if (astray.invitation) {
    invitation.attendee_address = address;
    astray.invitation = &invitation;
  }
  if (!conformance_open(kit)) return;
  conformance_try(kit, "line ends in names and subjects", S | N, &message, 0);
  /* a postal address is lines, and whose calendar it is is part of a path, escaped: there they may be what they are */
  gboolean harmless = g_str_equal(kit->row->kind, "letter") || g_str_equal(kit->row->kind, "agenda");
  conformance_try(kit, "line ends in an address", harmless ? ANY : N, &astray, 0);
  conformance_close(kit);
  const char *fault = kit->far ? injected(kit) : NULL;
  conformance_tell_one(kit, !fault, "no header is injected", fault ? fault : "");
}

static void nobody_there(struct kit *kit) {
  int port = kit->port;
  kit->port = far_side_nobody();
  if (conformance_open(kit)) conformance_send(kit, "nobody is there", L, 0);
  conformance_close(kit);
  kit->port = port;
}

/* check and ask, of a far side that fails: they must say so, and no guess about the message. */
static void check_and_ask(struct kit *kit) {
  far_side_command(kit->far, FAR_SIDE_ECHO, "500 Oops", "", NULL);
  g_autoptr(GError) error = NULL;
  if (!conformance_open(kit)) return;
  struct look look = conformance_look_begin();
  gboolean works = kit->member->check(kit->state, &error);
  const char *fault = conformance_look_end(&look);
  if (!fault && !works) fault = conformance_words(kit, error ? error->message : "");
  conformance_tell_one(kit, !fault, "a dry look at a far side that fails", fault ? fault : "");
  if (kit->member->ask) {
    struct channel_result result = {0};
    look = conformance_look_begin();
    const struct channel_message message = conformance_message(kit->row->kind);
    kit->member->ask(kit->state, &message, &result);
    conformance_judge(kit, "asked what became of it, while it fails", U, &look, &result);
    channel_result_clear(&result);
  }
  conformance_close(kit);
}

/* -- what its hook brings ------------------------------------------------------------------------------------------
 */

static gboolean reads_as(const struct channel *member, const char *raw, const char *state) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) news = member->hear(raw, strlen(raw), &error);
  if (!news || news->len != 1) return FALSE;
  const struct channel_news *item = news->pdata[0];
  return item->kind == CHANNEL_NEWS_RECEIPT && g_str_equal(item->state, state) &&
         g_str_equal(item->key, CONFORMANCE_KEY);
}

static void hook(struct kit *kit) {
  static const char *const states[] = {"delivered", "failed"};
  static const char *const wild[] = {"", "{", "[[[[", "a=%zz&%", "\xff\xfe", "{\"news\":1}", "<xml/>"};
  gboolean ok = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS(states); i++) ok = ok && reads_as(kit->member, kit->row->receipts[i], states[i]);
  conformance_tell_one(kit, ok, "its receipts are read", ok ? "" : "state or key is not in them");
  for (gsize i = 0; i < G_N_ELEMENTS(wild); i++) {
    GError *error = NULL;
    GPtrArray *news = kit->member->hear(wild[i], strlen(wild[i]), &error);
    ok = ok && (news == NULL) == (error != NULL);
    g_clear_error(&error);
    g_clear_pointer(&news, g_ptr_array_unref);
  }
  conformance_tell_one(kit, ok, "nonsense at its hook is an error, or nothing", "");
}

/* -- the kinds of far side -----------------------------------------------------------------------------------------
 */

static void run_web(struct kit *kit) {
  kit->far = far_side_start(FALSE, kit->row->replies);
  kit->port = far_side_port(kit->far);
  play_faults(kit, web_faults, G_N_ELEMENTS(web_faults));
  echoes(kit, "401 Unauthorized");
  echoes(kit, "400 Bad Request");
  check_and_ask(kit);
  same_bytes(kit);
  injection(kit);
  nobody_there(kit);
  far_side_stop(kit->far);
}

static void run_mail(struct kit *kit) {
  kit->far = far_side_start(TRUE, kit->row->replies);
  kit->port = far_side_port(kit->far);
  play_faults(kit, mail_faults, G_N_ELEMENTS(mail_faults));
  sign_in_refused(kit);
  same_bytes(kit);
  injection(kit);
  nobody_there(kit);
  far_side_stop(kit->far);
}

static gboolean keep_nothing(void *user, const char *name, const void *bytes, gsize length) {
  (void)user, (void)name, (void)bytes, (void)length;
  return FALSE;
}

static char *recall_nothing(void *user) {
  (void)user;
  return NULL;
}

static gboolean note_nothing(void *user, const char *text) {
  (void)user, (void)text;
  return TRUE;
}

static void tell_nothing(void *user, const char *text) {
  (void)user, (void)text;
}

static void run_box(struct kit *kit) {
  static const struct channel_collecting with = {.now = KIT_QUEUED,
                                                 .stop = -1,
                                                 .keep = keep_nothing,
                                                 .recall = recall_nothing,
                                                 .note = note_nothing,
                                                 .tell = tell_nothing};
  kit->far = far_side_start(TRUE, kit->row->replies);
  kit->port = far_side_port(kit->far);
  static const struct {
    const char *name;
    enum far_side_act act;
  } faults[] = {{"answers that mean nothing", FAR_SIDE_ANSWER},
                {"shows all it was told", FAR_SIDE_ECHO},
                {"silence", FAR_SIDE_SILENT},
                {"hangs up", FAR_SIDE_CUT_BEFORE},
                {"hangs up within a line", FAR_SIDE_CUT_WITHIN},
                {"10 MB of one line", FAR_SIDE_FLOOD_HEAD}};
  for (gsize i = 0; i < G_N_ELEMENTS(faults); i++) {
    g_autoptr(GError) error = NULL;
    far_side_command(kit->far, faults[i].act, NULL, NULL, NULL);
    if (!conformance_open(kit)) break;
    struct look look = conformance_look_begin();
    gboolean ok = kit->member->collect(kit->state, &with, &error);
    const char *fault = conformance_look_end(&look);
    if (!fault) fault = ok ? "it sees nothing wrong" : conformance_words(kit, error ? error->message : "");
    conformance_tell_one(kit, !fault, faults[i].name, fault ? fault : error->message);
    conformance_close(kit);
  }
  sign_in_refused(kit);
  far_side_stop(kit->far);
}

static int by_name(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Name and bytes of every file, in order. */
static char *all_files(const char *folder) {
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  GString *all = g_string_new(NULL);
  for (const char *name = dir ? g_dir_read_name(dir) : NULL; name; name = g_dir_read_name(dir))
    g_ptr_array_add(names, g_strdup(name));
  g_ptr_array_sort(names, by_name);
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *path = g_build_filename(folder, names->pdata[i], NULL), *bytes = NULL;
    gsize length = 0;
    g_file_get_contents(path, &bytes, &length, NULL);
    g_autofree char *hash = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, length);
    g_string_append_printf(all, "%s %s\n", (const char *)names->pdata[i], hash);
  }
  return g_string_free(all, FALSE);
}

static void run_files(struct kit *kit) {
  struct channel_message message = conformance_message(kit->row->kind);
  if (!conformance_open(kit)) return;
  conformance_send(kit, "takes it", S, 0);
  g_autofree char *first = all_files(kit->folder);
  conformance_send(kit, "takes it again", S, 0);
  g_autofree char *second = all_files(kit->folder);
  gboolean same = *first && g_str_equal(first, second);
  conformance_tell_one(kit, same, "the same step is the same bytes", same ? "" : second);
  message.key = "../elsewhere";
  conformance_try(kit, "a key that is a path", N, &message, 0);
  conformance_close(kit);
  injection(kit);
  g_autofree char *file = g_build_filename(kit->folder, "in-the-way", NULL);
  const char *folder = kit->folder;
  g_file_set_contents(file, "", 0, NULL);
  kit->folder = file;
  if (conformance_open(kit)) conformance_send(kit, "a file where the folder should be", L, 0);
  conformance_close(kit);
  kit->folder = folder;
}

/* Programs that every machine has, and that don't speak our language. */
static void run_program(struct kit *kit) {
  static const char *const programs[] = {"true", "false", "cat", "yes", NULL};
  for (const char *const *p = programs; *p; p++) {
    g_autofree char *path = g_find_program_in_path(*p), *name = g_strdup_printf("the program %s", *p);
    kit->program = path;
    if (!path || !conformance_open(kit)) continue;
    conformance_send(kit, name, L, 0);
    conformance_close(kit);
  }
  kit->program = "/nowhere/program";
  if (conformance_open(kit)) conformance_send(kit, "no program", L, 0);
  conformance_close(kit);
}

gboolean conformance_run(const struct channel *member, const char *folder, conformance_tell say, void *user) {
  static void (*const runs[])(struct kit * kit) = {[CONFORMANCE_FILES] = run_files,
                                                   [CONFORMANCE_WEB] = run_web,
                                                   [CONFORMANCE_MAIL] = run_mail,
                                                   [CONFORMANCE_BOX] = run_box,
                                                   [CONFORMANCE_PROGRAM] = run_program};
  struct kit kit = {.member = member, .folder = folder, .tell = say, .user = user, .ok = TRUE};
  kit.row = conformance_row_of(member->name);
  if (!kit.row) {
    conformance_tell_one(&kit, FALSE, "has a row", "conformance_table.c knows nothing of it");
    return FALSE;
  }
  conformance_forbid(&kit);
  runs[kit.row->far](&kit);
  if (kit.row->receipts[0]) hook(&kit);
  if (member->hear && !kit.row->receipts[0])
    conformance_tell_one(&kit, FALSE, "has receipts", "its row has none, and it hears");
  g_ptr_array_unref(kit.forbidden);
  return kit.ok;
}
