#include "scheduler/bench/bench.h"

#include <gmime/gmime.h>
#include <libical/ical.h>
#include <string.h>

#include "channels/formats/mail_read.h"
#include "channels/formats/mime.h"
#include "scheduler/bench/bench_formats_nl.h"
#include "scheduler/bench/bench_time.h"

enum { EACH = 500, ROUNDS = 7, GROUPS = 3 };

static const char *const groups[GROUPS] = {"mails", "bounces", "calendar"};

struct sample {
  int group;
  const char *kind;
  GString *bytes;
};

struct collection {
  GArray *samples; /* struct sample */
  gsize read;      /* a sum over what was found, so that no compiler leaves the work out */
};

static void collect(struct collection *all) {
  all->samples = g_array_new(FALSE, FALSE, sizeof(struct sample));
  for (int n = 0; n < EACH; n++)
    for (const struct bench_formats_nl_mail *mail = bench_formats_nl_mails; mail->group; mail++) {
      struct sample sample = {0, mail->kind, g_string_new(mail->text)};
      while (strcmp(groups[sample.group], mail->group) != 0) sample.group++;
      g_autofree char *number = g_strdup_printf("%d", 100000 + n * 7919 % 900000);
      g_string_replace(sample.bytes, "%N", number, 0);
      g_array_append_val(all->samples, sample);
    }
}

static void collection_clear(struct collection *all) {
  for (guint i = 0; i < all->samples->len; i++)
    g_string_free(g_array_index(all->samples, struct sample, i).bytes, TRUE);
  g_array_unref(all->samples);
}

/* --- the limit: the libraries' own parse, and nothing done with it --- */

static void parse_calendar(GMimeObject *part, gsize *read) {
  GMimeStream *stream = g_mime_stream_mem_new();
  g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(GMIME_PART(part)), stream);
  g_mime_stream_write(stream, "", 1);
  icalcomponent *calendar =
      icalparser_parse_string((const char *)g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream))->data);
  if (calendar) *read += 1, icalcomponent_free(calendar);
  g_object_unref(stream);
}

/* Every calendar in it: an answer's file says the same as its part, but which one is true nobody knows beforehand. */
static void parse_calendars(GMimeObject *part, gsize *read) {
  if (GMIME_IS_MULTIPART(part)) {
    for (int i = 0; i < g_mime_multipart_get_count(GMIME_MULTIPART(part)); i++)
      parse_calendars(g_mime_multipart_get_part(GMIME_MULTIPART(part), i), read);
    return;
  }
  GMimeContentType *type = g_mime_object_get_content_type(part);
  if (g_mime_content_type_is_type(type, "text", "calendar") || g_mime_content_type_is_type(type, "application", "ics"))
    parse_calendar(part, read);
}

static gboolean by_libraries(const struct sample *sample, gsize *read) {
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer(sample->bytes->str, sample->bytes->len);
  GMimeParser *parser = g_mime_parser_new_with_stream(stream);
  GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
  g_object_unref(parser);
  g_object_unref(stream);
  if (!message) return FALSE;
  *read += g_mime_message_get_subject(message) != NULL;
  if (sample->group == 2) parse_calendars(g_mime_message_get_mime_part(message), read);
  g_object_unref(message);
  return TRUE;
}

static gboolean by_ours(const struct sample *sample, gsize *read) {
  g_autoptr(MailRead) mail = mail_read(sample->bytes->str, sample->bytes->len, "2026-08-17");
  *read += strlen(mail->text) + mail->recipients->len;
  return strcmp(mail_read_kind_names[mail->kind], sample->kind) == 0;
}

/* Messages a second of each group, and of all together. */
static gboolean run(struct collection *all, gboolean (*one)(const struct sample *, gsize *), double rate[GROUPS + 1]) {
  gint64 spent[GROUPS + 1] = {0};
  int count[GROUPS + 1] = {0};
  for (guint i = 0; i < all->samples->len; i++) {
    const struct sample *sample = &g_array_index(all->samples, struct sample, i);
    gint64 start = bench_time_now();
    if (!one(sample, &all->read)) return FALSE;
    gint64 took = bench_time_now() - start;
    spent[sample->group] += took, spent[GROUPS] += took;
    count[sample->group]++, count[GROUPS]++;
  }
  for (int i = 0; i <= GROUPS; i++) rate[i] = count[i] / ((double)MAX(spent[i], 1) / 1e6);
  return TRUE;
}

struct figures {
  double ours[GROUPS + 1][ROUNDS], limit[GROUPS + 1][ROUNDS], ratio[GROUPS + 1][ROUNDS];
};

static gboolean measure(struct collection *all, struct figures *figures, GError **error) {
  double ours[GROUPS + 1], limit[GROUPS + 1];
  for (int round = 0; round < ROUNDS; round++) {
    if (!run(all, by_libraries, limit) || !run(all, by_ours, ours)) {
      g_set_error_literal(error, BENCH_ERROR, 0, "bench formats: a message was not read as what it is");
      return FALSE;
    }
    for (int i = 0; i <= GROUPS; i++) {
      figures->ours[i][round] = ours[i], figures->limit[i][round] = limit[i];
      figures->ratio[i][round] = ours[i] / limit[i];
    }
  }
  return TRUE;
}

static json_t *triple(const struct figures *figures, int i) {
  return json_pack("{s:f, s:f, s:f}", "ours", bench_time_median(figures->ours[i], ROUNDS), "limit",
                   bench_time_median(figures->limit[i], ROUNDS), "ratio", bench_time_median(figures->ratio[i], ROUNDS));
}

json_t *bench_formats(GError **error) {
  struct collection all = {0};
  struct figures figures;
  mime_start();
  collect(&all);
  json_t *answer = NULL;
  if (measure(&all, &figures, error)) {
    answer = json_pack("{s:s, s:s, s:f, s:i, s:{}}", "name", "formats", "unit", "messages/s", "goal", 0.7, "messages",
                       (int)all.samples->len, "peers");
    json_t *whole = triple(&figures, GROUPS);
    json_object_update(answer, whole);
    json_decref(whole);
    for (int i = 0; i < GROUPS; i++)
      json_object_set_new(json_object_get(answer, "peers"), groups[i], triple(&figures, i));
  }
  collection_clear(&all);
  return answer;
}
