#include "channels/formats/address.h"

#include <string.h>

static const char *const good_table[][2] = {
    {"a@b.nl", "a@b.nl"},
    {" Jan.de.Vries@School.NL ", "Jan.de.Vries@school.nl"},
    {"<a@b.nl>", "a@b.nl"},
    {"mailto:a@b.nl", "a@b.nl"},
    {"MAILTO:a@b.nl?subject=Hoi", "a@b.nl"},
    {"<mailto:a@b.nl>", "a@b.nl"},
    {"jan+les@b.co.uk", "jan+les@b.co.uk"},
    {"o'brien@b.nl", "o'brien@b.nl"},
    {"!#$%&'*+-/=?^_`{|}~@b.nl", "!#$%&'*+-/=?^_`{|}~@b.nl"},
    {"\"jan de vries\"@b.nl", "\"jan de vries\"@b.nl"},
    {"\"jan@thuis\"@b.nl", "\"jan@thuis\"@b.nl"},
    {"a@caf\xc3\xa9.nl", "a@xn--caf-dma.nl"},
    {"a@CAF\xc3\x89.nl", "a@xn--caf-dma.nl"},
    {"a@stra\xc3\x9f"
     "e.example",
     "a@xn--strae-oqa.example"},
    {"a@XN--CAF-DMA.nl", "a@xn--caf-dma.nl"},
    {"a@1.2.3.nl", "a@1.2.3.nl"},
    {"\xc2\xa0"
     "a@b.nl\xe2\x80\x8b",
     "a@b.nl"},
    {"bounce+abcdefghijklmnopqrstuvwxyz@praktijk.example", "bounce+abcdefghijklmnopqrstuvwxyz@praktijk.example"},
};

struct bad {
  const char *text;
  enum address_problem want;
};
static const struct bad bad_table[] = {
    {"", ADDRESS_EMPTY},
    {"  ", ADDRESS_EMPTY},
    {"jan", ADDRESS_NO_AT},
    {"jan.b.nl", ADDRESS_NO_AT},
    {"a@b.nl, c@d.nl", ADDRESS_TWO},
    {"a@b.nl;c@d.nl", ADDRESS_TWO},
    {"a@@b.nl", ADDRESS_TWO},
    {"@b.nl", ADDRESS_BAD_LOCAL},
    {".a@b.nl", ADDRESS_BAD_LOCAL},
    {"a.@b.nl", ADDRESS_BAD_LOCAL},
    {"a..b@b.nl", ADDRESS_BAD_LOCAL},
    {"jan de vries@b.nl", ADDRESS_BAD_LOCAL},
    {"jos\xc3\xa9@b.nl", ADDRESS_BAD_LOCAL},
    {"a\r\nRCPT TO:<c@d.nl>@b.nl", ADDRESS_TWO},
    {"a\r\nDATA@b.nl", ADDRESS_BAD_LOCAL},
    {"\"a\nb\"@b.nl", ADDRESS_BAD_LOCAL},
    {"\"a\"b\"@b.nl", ADDRESS_BAD_LOCAL},
    {"\"ab\\\"@b.nl", ADDRESS_BAD_LOCAL},
    {"a@", ADDRESS_BAD_DOMAIN},
    {"a@b", ADDRESS_BAD_DOMAIN},
    {"a@.b.nl", ADDRESS_BAD_DOMAIN},
    {"a@b..nl", ADDRESS_BAD_DOMAIN},
    {"a@b.nl.", ADDRESS_BAD_DOMAIN},
    {"a@-b.nl", ADDRESS_BAD_DOMAIN},
    {"a@b-.nl", ADDRESS_BAD_DOMAIN},
    {"a@b_c.nl", ADDRESS_BAD_DOMAIN},
    {"a@b .nl", ADDRESS_BAD_DOMAIN},
    {"a@b.n", ADDRESS_BAD_DOMAIN},
    {"a@b,nl", ADDRESS_BAD_DOMAIN},
    {"a@127.0.0.1", ADDRESS_BAD_DOMAIN},
    {"a@[127.0.0.1]", ADDRESS_BAD_DOMAIN},
    {"a@b.nl\r\nX: y", ADDRESS_BAD_DOMAIN},
    {"a@b\x7f.nl", ADDRESS_BAD_DOMAIN},
    {"a@\xff\xfe.nl", ADDRESS_BAD_DOMAIN},
    {"a@xn--a.nl", ADDRESS_BAD_DOMAIN},
    {"a@abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcd.nl", ADDRESS_BAD_DOMAIN},
    {"abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcde@b.nl", ADDRESS_TOO_LONG},
};

static void test_good(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(good_table); i++) {
    char out[ADDRESS_SIZE] = "", again[ADDRESS_SIZE] = "";
    g_test_message("%s", good_table[i][0]);
    g_assert_cmpint(address_normalise(good_table[i][0], out), ==, ADDRESS_OK);
    g_assert_cmpstr(out, ==, good_table[i][1]);
    g_assert_cmpint(address_normalise(out, again), ==, ADDRESS_OK);
    g_assert_cmpstr(again, ==, out);
  }
}

static void test_bad(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(bad_table); i++) {
    char out[ADDRESS_SIZE] = "as it was";
    g_test_message("%s", bad_table[i].text);
    g_assert_cmpint(address_normalise(bad_table[i].text, out), ==, bad_table[i].want);
    g_assert_cmpstr(out, ==, "as it was");
  }
}

/* The longest that SMTP takes, and one more. */
static void test_length(void) {
  g_autoptr(GString) text = g_string_new("a@");
  for (int i = 0; i < 4; i++) {
    for (int j = 0; j < 61; j++) g_string_append_c(text, 'b');
    g_string_append_c(text, '.');
  }
  g_string_append(text, "nl");
  char out[ADDRESS_SIZE];
  g_assert_cmpuint(text->len, ==, 252);
  g_assert_cmpint(address_normalise(text->str, out), ==, ADDRESS_OK);
  g_assert_cmpuint(strlen(out), ==, 252);
  g_string_prepend(text, "abc");
  g_assert_cmpint(address_normalise(text->str, out), ==, ADDRESS_TOO_LONG);
  for (int i = 0; i < 5000; i++) g_string_append_c(text, 'x');
  g_assert_cmpint(address_normalise(text->str, out), !=, ADDRESS_OK);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/address/good", test_good);
  g_test_add_func("/address/bad", test_bad);
  g_test_add_func("/address/length", test_length);
  return g_test_run();
}
