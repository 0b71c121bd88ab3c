/* Letters for the post room to print: a PDF a letter in a folder, in the school's house style.
 *
 * It takes what no other channel can: who has no working number or address. The name of the file comes from the key and
 * never from the person; a letter that is written twice is one file. */
#include "channels/formats/letter_pdf.h"
#include "channels/options.h"
#include "channels/registry.h"
#include "channels/transport/folder.h"

struct letter {
  char *folder, *sender, *footer, *logo, *font, *colour;
  struct letter_style style; /* borrows the above */
};

static const struct channel_option options[] = {
    {"folder", "letters", FALSE, "the folder to write into; made when it isn't there"},
    {"sender", "", FALSE, "the school's head, lines divided by |: name|street 1|1234 AB place|telephone"},
    {"footer", "", FALSE, "one line at the foot of each page"},
    {"logo", "", FALSE, "a PNG to the left of the head"},
    {"font", "Liberation Sans", FALSE, "an installed font family"},
    {"colour", "#154273", FALSE, "of the school's name and the subject"},
    {"window", "left", FALSE, "where the envelope has its window: left, right"},
    {NULL, NULL, FALSE, NULL},
};

static void letter_close(void *state) {
  struct letter *letter = state;
  char *const texts[] = {letter->folder, letter->sender, letter->footer, letter->logo, letter->font, letter->colour};
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) g_free(texts[i]);
  g_free(letter);
}

static void *letter_open(channel_setting setting, void *user, GError **error) {
  static const char *const windows[] = {"left", "right", NULL};
  if (!options_required(setting, user, "folder", error) || !options_required(setting, user, "font", error) ||
      !options_one_of(setting, user, "window", windows, error))
    return NULL;
  struct letter *letter = g_new0(struct letter, 1);
  letter->folder = g_strdup(options_text(setting, user, "folder"));
  letter->sender = g_strdup(options_text(setting, user, "sender"));
  letter->footer = g_strdup(options_text(setting, user, "footer"));
  letter->logo = g_strdup(options_text(setting, user, "logo"));
  letter->font = g_strdup(options_text(setting, user, "font"));
  letter->colour = g_strdup(options_text(setting, user, "colour"));
  letter->style = (struct letter_style){letter->sender, letter->footer,
                                        letter->logo,   letter->font,
                                        letter->colour, g_str_equal(options_text(setting, user, "window"), "right")};
  return letter;
}

static gboolean put(const struct letter *letter, const char *key, GBytes *pdf, GError **error) {
  gsize length = 0;
  const char *bytes = g_bytes_get_data(pdf, &length);
  return folder_ready(letter->folder, error) && folder_put(letter->folder, key, ".pdf", bytes, length, error);
}

/* A colour or a logo that isn't one is a fault of the settings: the letter waits until they are mended. */
static enum channel_verdict verdict_of(const GError *error) {
  return error->code == CHANNEL_ERROR_SETTING ? CHANNEL_LATER : CHANNEL_NEVER;
}

static void letter_send(void *state, const struct channel_message *message, struct channel_result *result) {
  const struct letter *letter = state;
  g_autoptr(GError) error = NULL;
  if (!g_str_equal(message->channel, "letter") || !folder_takes(message->key)) {
    channel_result_set(result, CHANNEL_NEVER, "letter carries letters alone, under a key of letters and digits");
    return;
  }
  g_autoptr(GBytes) pdf = letter_pdf_write(message, &letter->style, &error);
  if (!pdf)
    channel_result_set(result, verdict_of(error), "%s", error->message);
  else if (!put(letter, message->key, pdf, &error))
    channel_result_set(result, CHANNEL_LATER, "%s", error->message);
  else {
    channel_result_set(result, CHANNEL_SENT, "ready for the post room");
    g_free(result->reference);
    result->reference = g_strconcat(message->key, ".pdf", NULL);
  }
}

/* Makes a letter to nobody, and throws it away: that shows whether logo, colour and font will do. */
static gboolean letter_check(void *state, GError **error) {
  const struct letter *letter = state;
  const struct channel_message sample = {.key = "", .to = "A", .from_name = "", .subject = "A", .text = "A"};
  g_autoptr(GBytes) pdf = letter_pdf_write(&sample, &letter->style, error);
  return pdf && folder_ready(letter->folder, error);
}

const struct channel channel_letter = {
    .name = "letter",
    .version = 1,
    .abilities = CHANNEL_CAN_PRINT,
    .kinds = "letter",
    .options = options,
    .open = letter_open,
    .send = letter_send,
    .check = letter_check,
    .close = letter_close,
};
