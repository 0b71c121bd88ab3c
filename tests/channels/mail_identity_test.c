#include "channels/formats/mail_identity.h"

#include <string.h>

#define HEAD                                                                                                           \
  "From: Zoe <zoe@leerling.example>\r\nTo: antwoord@dekruin.example\r\nSubject: Re: hoe\r\n gaat het\r\n"              \
  "Message-ID: <1@leerling.example>\r\nDate: Mon, 12 Oct 2026 11:00:00 +0200\r\n"

/* Each against HEAD and "stop". */
static const struct other {
  const char *name, *mail;
  gboolean same;
} others[] = {
    {"itself", HEAD "\r\nstop\r\n", TRUE},
    {"traces",
     "Return-Path: <x@y.example>\nDelivered-To: a@b.example\r\nReceived: from a\r\n by b\r\n" HEAD "\r\nstop\r\n",
     TRUE},
    {"filters", HEAD "X-Spam-Score: 1\r\n\tfolded\r\nauthentication-results: x\r\n\r\nstop\r\n", TRUE},
    {"line-ends",
     "From: Zoe <zoe@leerling.example>\nTo: antwoord@dekruin.example\nSubject: Re: hoe\n gaat het\n"
     "Message-ID: <1@leerling.example>\nDate: Mon, 12 Oct 2026 11:00:00 +0200\n\nstop\n",
     TRUE},
    {"last-lines", HEAD "\r\nstop\r\n\r\n\r\n", TRUE},
    {"no-last-line-end", HEAD "\r\nstop", TRUE},
    {"null-path", "Return-Path: <>\r\n" HEAD "\r\nstop\r\n", FALSE},
    {"precedence", HEAD "Precedence: auto_reply\r\n\r\nstop\r\n", FALSE},
    {"unknown-header", HEAD "X-Statuses: 1\r\n\r\nstop\r\n", FALSE},
    {"other-body", HEAD "\r\nstop niet\r\n", FALSE},
    {"blank-within", HEAD "\r\n\r\nstop\r\n", FALSE},
    {"no-body", HEAD, FALSE},
    {"auto", HEAD "Auto-Submitted: auto-replied\r\n\r\nstop\r\n", FALSE},
    {"body-as-head", HEAD "stop\r\n", FALSE},
    {"other-id",
     "From: Zoe <zoe@leerling.example>\r\nTo: antwoord@dekruin.example\r\nSubject: Re: hoe\r\n gaat het\r\n"
     "Message-ID: <2@leerling.example>\r\nDate: Mon, 12 Oct 2026 11:00:00 +0200\r\n\r\nstop\r\n",
     FALSE},
    {"other-fold",
     "From: Zoe <zoe@leerling.example>\r\nTo: antwoord@dekruin.example\r\nSubject: Re: hoe\r\n niet\r\n"
     "Message-ID: <1@leerling.example>\r\nDate: Mon, 12 Oct 2026 11:00:00 +0200\r\n\r\nstop\r\n",
     FALSE},
};

static void one_mail_is_one(void) {
  g_autofree char *first = mail_identity(HEAD "\r\nstop\r\n", strlen(HEAD "\r\nstop\r\n"));
  g_assert_cmpuint(strlen(first), ==, 64);
  for (gsize i = 0; i < G_N_ELEMENTS(others); i++) {
    g_autofree char *other = mail_identity(others[i].mail, strlen(others[i].mail));
    g_test_message("%s", others[i].name);
    g_assert_cmpint(g_strcmp0(first, other) == 0, ==, others[i].same);
  }
}

static void without_a_name_only_bytes_count(void) {
  static const char *const mails[] = {
      "", "\n", "x", "From: a@b.example\n\nstop\n", "From: a\n\nMessage-ID: <1@x>\n", " Message-ID: <1@x>\n\nstop\n"};
  for (gsize i = 0; i < G_N_ELEMENTS(mails); i++) g_assert_null(mail_identity(mails[i], strlen(mails[i])));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/mail-identity/one", one_mail_is_one);
  g_test_add_func("/mail-identity/nameless", without_a_name_only_bytes_count);
  return g_test_run();
}
