#include "channels/formats/html_text.h"

#include "channels/formats/reply_text.h"

#include <string.h>

/* What clients send who send nothing but HTML, and what of it is the writer's own. */
static const struct {
  const char *name, *html, *want;
} table[] = {
    {"paragraphs", "<p>Hoi</p><p>Het gaat <b>goed</b>&nbsp;hoor &amp; tot morgen</p>",
     "Hoi\n\nHet gaat goed hoor & tot morgen"},
    {"Gmail",
     "<div dir=\"ltr\">Ja graag</div><br><div class=\"gmail_quote gmail_quote_container\"><div dir=\"ltr\" "
     "class=\"gmail_attr\">Op ma 17 aug 2026 om 10:00 schreef Jan &lt;<a "
     "href=\"mailto:jan@praktijk.example\">jan@praktijk.example</a>&gt;:<br></div><blockquote "
     "class=\"gmail_quote\">Hoi<br>Antwoord STOP</blockquote></div>",
     "Ja graag"},
    {"Gmail, answer below",
     "<div class=\"gmail_quote\"><div class=\"gmail_attr\">Jan:<br></div><blockquote>Hoe gaat "
     "het?</blockquote></div><div>"
     "Goed hoor</div>",
     "Goed hoor"},
    {"Outlook on the web",
     "<div>Stop aub</div><div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\" dir=\"ltr\"><b>Van:</b> "
     "Jan<br><b>Verzonden:</b> maandag<br><b>Aan:</b> Zoë<br><b>Onderwerp:</b> Hoi<br></div><div>Hoe gaat het?</div>",
     "Stop aub"},
    {"Outlook on the web, a tongue nobody taught it",
     "<div>Prima</div><hr><div id=\"divRplyFwdMsg\"><b>Qaghwi':</b> Jan<br></div><p>Hoe gaat het?</p>", "Prima"},
    {"Outlook on a telephone",
     "<div>Is goed</div><div class=\"ms-outlook-mobile-signature\">Outlook voor Android downloaden</div><div "
     "id=\"mail-editor-reference-message-container\"><p>Hoe gaat het?</p></div>",
     "Is goed"},
    {"Outlook on a desk",
     "<p class=MsoNormal>Dat is goed.</p><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm "
     "0cm'><p><b>Od:</b> Jan</p></div><p>Hoe gaat het?</p>",
     "Dat is goed."},
    {"Apple Mail",
     "<body>Top<br><div><br><blockquote type=\"cite\"><div>Op 17 aug 2026 om 10:00 heeft Jan "
     "&lt;jan@praktijk.example&gt; het volgende geschreven:</div><div>Hoi</div></blockquote></div></body>",
     "Top"},
    {"Thunderbird",
     "<p>Nee</p><div class=\"moz-cite-prefix\">Op 17-08-2026 om 10:00 schreef Jan:<br></div><blockquote "
     "type=\"cite\">Hoi</blockquote>",
     "Nee"},
    {"Yahoo",
     "<div>Kan niet</div><div id=\"yahoo_quoted_123\" class=\"yahoo_quoted\"><div>Op maandag schreef "
     "Jan:</div><div>Hoi</div></div>",
     "Kan niet"},
    {"Proton",
     "<div>Oké</div><div class=\"protonmail_quote\">Op maandag schreef Jan:<br><blockquote>Hoi</blockquote></div>",
     "Oké"},
    {"script and style", "<style>p{color:red}</style><script>alert('stop')</script><p>Hallo</p>", "Hallo"},
    {"a signature that Gmail fences in", "<div>Ja</div><div class=\"gmail_signature\">Zoë<br>Bakkerij Jansen</div>",
     "Ja"},
};

static void test_own(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
    g_autofree char *text = html_text_plain(table[i].html), *own = reply_text_own(text);
    if (g_str_equal(own, table[i].want)) continue;
    g_test_message("%s: got %s of %s", table[i].name, own, text);
    g_test_fail();
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/html_text/own", test_own);
  return g_test_run();
}
