#include "channels/formats/letter_pdf.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <string.h>

/* Millimetres of A4; the windows as Dutch envelopes have them, with the slack of a sheet that slips. */
static const double page_width = 210, page_height = 297, margin = 22, head_top = 12, window_top = 50, window_left = 22,
                    window_right = 120, body_top = 100, body_top_next = 25, body_bottom = 270, foot_top = 280,
                    logo_width = 60, logo_height = 20, fold_at = 105, paragraph_gap = 4;
static const double body_points = 11, small_points = 8.5;

struct sheet {
  const struct channel_message *message;
  const struct letter_style *style;
  cairo_t *cairo;
  PangoContext *fonts;
  PangoColor colour;
  double y; /* millimetres from the top: where the next paragraph goes */
  int page; /* from 1 */
  gboolean full;
};

static double points(double millimetres) {
  return millimetres * 72 / 25.4;
}

static cairo_status_t keep(void *user, const unsigned char *bytes, unsigned int length) {
  g_byte_array_append(user, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean fail(GError **error, enum channel_error code, const char *text) {
  g_set_error_literal(error, CHANNEL_ERROR, (gint)code, text);
  return FALSE;
}

/* -- one piece of text ----------------------------------------------------------------------------------------------
 */

static PangoLayout *layout(const struct sheet *sheet, const char *text, double size, gboolean bold, double width) {
  PangoLayout *made = pango_layout_new(sheet->fonts);
  PangoFontDescription *font = pango_font_description_new();
  pango_font_description_set_family(font, sheet->style->font);
  pango_font_description_set_size(font, (gint)(size * PANGO_SCALE));
  if (bold) pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description(made, font);
  pango_font_description_free(font);
  pango_layout_set_width(made, (int)(points(width) * PANGO_SCALE));
  pango_layout_set_wrap(made, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing(made, 1.25F);
  pango_layout_set_text(made, text, -1);
  return made;
}

static double height_of(PangoLayout *made) {
  int height = 0;
  pango_layout_get_size(made, NULL, &height);
  return (double)height / PANGO_SCALE * 25.4 / 72;
}

static void ink(const struct sheet *sheet, gboolean coloured) {
  if (!coloured) {
    cairo_set_source_rgb(sheet->cairo, 0, 0, 0);
    return;
  }
  const double most = 65535;
  cairo_set_source_rgb(sheet->cairo, sheet->colour.red / most, sheet->colour.green / most, sheet->colour.blue / most);
}

/* `tag` is the kind of its mark in the PDF, NULL for what is no content. Frees the layout; gives its height. */
static double show(const struct sheet *sheet, PangoLayout *made, double x, double y, const char *tag) {
  double height = height_of(made);
  if (tag) cairo_tag_begin(sheet->cairo, tag, NULL);
  cairo_move_to(sheet->cairo, points(x), points(y));
  pango_cairo_show_layout(sheet->cairo, made);
  if (tag) cairo_tag_end(sheet->cairo, tag);
  g_object_unref(made);
  return height;
}

/* -- what stands on the sheet ----------------------------------------------------------------------------------------
 */

static gboolean draw_logo(const struct sheet *sheet, double *width, GError **error) {
  *width = 0;
  if (!*sheet->style->logo) return TRUE;
  cairo_surface_t *logo = cairo_image_surface_create_from_png(sheet->style->logo);
  gboolean fine = cairo_surface_status(logo) == CAIRO_STATUS_SUCCESS;
  int wide = fine ? cairo_image_surface_get_width(logo) : 0, high = fine ? cairo_image_surface_get_height(logo) : 0;
  if (wide > 0 && high > 0) {
    double scale = MIN(points(logo_width) / wide, points(logo_height) / high);
    *width = scale * wide * 25.4 / 72 + 6;
    cairo_save(sheet->cairo);
    cairo_translate(sheet->cairo, points(margin), points(head_top));
    cairo_scale(sheet->cairo, scale, scale);
    cairo_set_source_surface(sheet->cairo, logo, 0, 0);
    cairo_paint(sheet->cairo);
    cairo_restore(sheet->cairo);
  }
  cairo_surface_destroy(logo);
  return fine || fail(error, CHANNEL_ERROR_SETTING, "logo: can't be read as PNG");
}

/* The first line is the school's name; the rest is small. */
static void draw_sender(const struct sheet *sheet, double beside) {
  g_auto(GStrv) lines = g_strsplit(sheet->style->sender, "|", LETTER_ADDRESS_LINES_MAX);
  double y = head_top, x = margin + beside, width = page_width - margin - x;
  for (guint i = 0; lines[i]; i++) {
    ink(sheet, i == 0);
    y += show(sheet, layout(sheet, g_strstrip(lines[i]), i ? small_points : body_points + 2, i == 0, width), x, y, "P");
  }
}

static void draw_address(const struct sheet *sheet) {
  double x = sheet->style->window_right ? window_right : window_left;
  g_auto(GStrv) lines = g_strsplit(sheet->message->to, "\n", LETTER_ADDRESS_LINES_MAX);
  g_autofree char *text = g_strjoinv("\n", lines);
  ink(sheet, FALSE);
  show(sheet, layout(sheet, text, body_points, FALSE, 80), x, window_top, "P");
}

/* Where the sheet folds; no content. */
static void draw_fold(const struct sheet *sheet) {
  cairo_set_line_width(sheet->cairo, 0.3);
  cairo_set_source_rgb(sheet->cairo, 0.6, 0.6, 0.6);
  cairo_move_to(sheet->cairo, points(4), points(fold_at));
  cairo_line_to(sheet->cairo, points(8), points(fold_at));
  cairo_stroke(sheet->cairo);
}

static void draw_foot(const struct sheet *sheet) {
  cairo_set_source_rgb(sheet->cairo, 0.25, 0.25, 0.25);
  if (*sheet->style->footer)
    show(sheet, layout(sheet, sheet->style->footer, small_points, FALSE, page_width - 2 * margin - 15), margin,
         foot_top, NULL);
  if (sheet->page == 1) return;
  g_autofree char *number = g_strdup_printf("%d", sheet->page);
  show(sheet, layout(sheet, number, small_points, FALSE, 15), page_width - margin - 5, foot_top, NULL);
}

static void next_page(struct sheet *sheet) {
  draw_foot(sheet);
  cairo_show_page(sheet->cairo);
  sheet->page++;
  sheet->y = body_top_next;
}

/* A paragraph stays together: a letter at this level of language has short ones. One that is longer than a page would
 * run off it, so that letter isn't made. */
static void draw_paragraph(struct sheet *sheet, const char *text, gboolean title) {
  PangoLayout *made = layout(sheet, text, body_points, title, page_width - 2 * margin);
  double height = height_of(made);
  if (sheet->y + height > body_bottom) {
    next_page(sheet);
    sheet->full |= sheet->page > LETTER_PAGES_MAX || sheet->y + height > body_bottom;
  }
  ink(sheet, title);
  sheet->y += show(sheet, made, margin, sheet->y, title ? "H1" : "P") + paragraph_gap;
}

/* Lines that follow each other stay lines: a signature has them. */
static void draw_body(struct sheet *sheet) {
  g_auto(GStrv) parts = g_strsplit(sheet->message->text, "\n\n", -1);
  sheet->y = body_top;
  if (*sheet->message->subject) draw_paragraph(sheet, sheet->message->subject, TRUE);
  for (guint i = 0; parts[i] && !sheet->full; i++)
    if (*g_strstrip(parts[i])) draw_paragraph(sheet, parts[i], FALSE);
}

static gboolean draw(struct sheet *sheet, GError **error) {
  double beside = 0;
  cairo_tag_begin(sheet->cairo, "Document", NULL);
  if (!draw_logo(sheet, &beside, error)) return FALSE;
  draw_sender(sheet, beside);
  draw_address(sheet);
  draw_fold(sheet);
  draw_body(sheet);
  draw_foot(sheet);
  cairo_tag_end(sheet->cairo, "Document");
  return !sheet->full || fail(error, CHANNEL_ERROR_CONTENT, "the letter is too long");
}

/* -- the file ---------------------------------------------------------------------------------------------------------
 */

static gboolean check_texts(const struct sheet *sheet, GError **error) {
  const char *const texts[] = {sheet->message->to,   sheet->message->subject, sheet->message->text,
                               sheet->style->sender, sheet->style->footer,    sheet->style->font};
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
    if (!g_utf8_validate(texts[i], -1, NULL)) return fail(error, CHANNEL_ERROR_CONTENT, "a text is not UTF-8");
  if (!*sheet->message->to) return fail(error, CHANNEL_ERROR_CONTENT, "there is no address");
  if (!*sheet->message->text) return fail(error, CHANNEL_ERROR_CONTENT, "the text is empty");
  return TRUE;
}

/* The time of the message, for cairo would take the clock's. */
static void describe(cairo_surface_t *pdf, const struct channel_message *message) {
  g_autoptr(GDateTime) queued = g_date_time_new_from_unix_utc(message->queued);
  g_autofree char *when = queued ? g_date_time_format(queued, "%Y-%m-%dT%H:%M:%SZ") : g_strdup("1970-01-01T00:00:00Z");
  cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, when);
  cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_MOD_DATE, when);
  cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, message->subject);
  cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_AUTHOR, message->from_name);
}

static gboolean write_all(struct sheet *sheet, cairo_surface_t *pdf, GError **error) {
  PangoFontMap *map = pango_cairo_font_map_new(); /* of this letter alone: nothing is left behind */
  sheet->cairo = cairo_create(pdf);
  sheet->fonts = pango_font_map_create_context(map);
  describe(pdf, sheet->message);
  gboolean fine = draw(sheet, error);
  cairo_show_page(sheet->cairo);
  g_object_unref(sheet->fonts);
  g_object_unref(map);
  cairo_destroy(sheet->cairo);
  cairo_surface_finish(pdf);
  if (!fine) return FALSE;
  return cairo_surface_status(pdf) == CAIRO_STATUS_SUCCESS ||
         fail(error, CHANNEL_ERROR_CONTENT, "the PDF was not made");
}

GBytes *letter_pdf_write(const struct channel_message *message, const struct letter_style *style, GError **error) {
  struct sheet sheet = {.message = message, .style = style, .page = 1};
  if (!check_texts(&sheet, error)) return NULL;
  if (!pango_color_parse(&sheet.colour, style->colour)) {
    fail(error, CHANNEL_ERROR_SETTING, "colour: must be like #154273");
    return NULL;
  }
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  cairo_surface_t *pdf = cairo_pdf_surface_create_for_stream(keep, bytes, points(page_width), points(page_height));
  gboolean fine = write_all(&sheet, pdf, error);
  cairo_surface_destroy(pdf);
  return fine ? g_byte_array_free_to_bytes(g_steal_pointer(&bytes)) : NULL;
}
