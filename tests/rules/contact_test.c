/* Words of danger, the language of a text, the words for "stop", and what is known of an address. */
#include "rules/contact/health.h"
#include "rules/contact/safety.h"
#include "rules/contact/tongue.h"

#include <string.h>

/* -- danger ---------------------------------------------------------------------------------------------------------
 */

static const char *const selves[] = {"ik wil dood",
                                     "Ik wil DOOD",
                                     "kwil dood",
                                     "'k wil dood",
                                     "ik wil doooood",
                                     "ik wiiil doooood",
                                     "wil niet meer leven",
                                     "ik wil nie meer leve",
                                     "ik wil nt mr leven",
                                     "kmoet er nie meer zijn",
                                     "ik wil er niet meer zijn",
                                     "zelfmoord",
                                     "denk aan zelf moord",
                                     "zellfmoort",
                                     "z3lfmoord",
                                     "ik maak er een eind aan",
                                     "ik maak er een einde aan",
                                     "ga er n eind aan maken",
                                     "een eind aan mijn leven",
                                     "wil mezelf wat aandoen",
                                     "wil me zelf iets aan doen",
                                     "ik doe mezelf wat aan",
                                     "ik snij mezelf weer",
                                     "snij me zelf",
                                     "heb mezelf gesneden",
                                     "ik denk aan suïcide",
                                     "suicied",
                                     "heb geen zin meer in het leven",
                                     "leven heeft geen zin meer",
                                     "ben klaar met het leven",
                                     "ik stap er uit",
                                     "wil eruit stappen",
                                     "wou dat ik dood was",
                                     "was ik maar dood",
                                     "liever dood",
                                     "beter af zonder mij",
                                     "het is beter als ik er niet meer ben weg",
                                     "ik wil nooit meer wakker worden",
                                     "spring voor de trein",
                                     "ik ga voor de trein springen",
                                     "van een brug springen",
                                     "heb alle pillen geslikt",
                                     "overdosis genomen",
                                     "ga me ophangen",
                                     "ik verhang me",
                                     "trek het niet meer",
                                     "ik hou het niet meer vol",
                                     "zie het niet meer zitten",
                                     "moet ik 113 bellen",
                                     "ik kan het niet meer aan",
                                     "wil niet meer verder leven",
                                     "Ik wil\nniet\nmeer\nleven",
                                     "ik ga dood",
                                     "STOP ik wil dood",
                                     "geen berichten meer ik wil dood",
                                     "mijn vader is overleden en ik wil ook dood",
                                     "i want to die",
                                     "I wanna die",
                                     "i want to kill myself",
                                     "gonna kill my self",
                                     "i don't want to live anymore",
                                     "dont wanna be alive anymore",
                                     "kms",
                                     "i cant take this anymore",
                                     "ending it all",
                                     "I hurt myself",
                                     "Ich will sterben",
                                     "ich bringe mich um, will mich umbringen",
                                     "ich möchte nicht mehr leben",
                                     "Selbstmord",
                                     "je veux mourir",
                                     "j'ai envie de mourir",
                                     "je vais me suicider",
                                     "je veux plus vivre",
                                     "je vais me tuer",
                                     "quiero morir",
                                     "no quiero vivir más",
                                     "voy a matarme",
                                     "me quiero morir",
                                     "intihar edeceğim",
                                     "ölmek istiyorum",
                                     "artık yaşamak istemiyorum",
                                     "kendimi öldüreceğim",
                                     "kendime zarar veriyorum",
                                     "chcę się zabić",
                                     "nie chcę już żyć",
                                     "chcę umrzeć",
                                     "samobójstwo",
                                     "tnę się",
                                     "хочу умереть",
                                     "не хочу больше жить",
                                     "я убью себя",
                                     "самоубийство",
                                     "покончить с собой",
                                     "не хочу жити",
                                     "хочу померти",
                                     "самогубство",
                                     "вб'ю себе",
                                     "اريد ان اموت",
                                     "أريد أن أموت",
                                     "بدي موت",
                                     "انتحار",
                                     "سأقتل نفسي",
                                     "لا أريد أن أعيش",
                                     "ما بدي عيش",
                                     "می‌خواهم بمیرم",
                                     "خودکشی",
                                     "ክመውት እደሊ",
                                     "inaan dhinto rabaa",
                                     "voglio morire",
                                     "quero morrer",
                                     "vreau să mor",
                                     "我想死",
                                     "自杀",
                                     NULL};

static const char *const others[] = {"word geslagen",
                                     "ik wordt gslagen thuis",
                                     "word slagen",
                                     "hij slaat me",
                                     "mijn vader slaat mij",
                                     "me pa slaat ons",
                                     "hij bedreigt me",
                                     "hij bedreigd mij",
                                     "word bedrijgd",
                                     "ze dreigen",
                                     "word mishandeld",
                                     "mishandelt",
                                     "ben misbruikt",
                                     "verkracht",
                                     "ik voel me niet veilig",
                                     "ben nie veilig thuis",
                                     "onveilig",
                                     "ben bang voor hem",
                                     "hij stalkt me",
                                     "word gestalkt",
                                     "word afgeperst",
                                     "gechanteerd met fotos",
                                     "in elkaar geslagen",
                                     "hij wil me vermoorden",
                                     "ze gaan me steken",
                                     "hij heeft een mes",
                                     "moet trouwen gedwongen",
                                     "uitgehuwelijkt uithuwelijking",
                                     "huiselijk geweld",
                                     "opgesloten",
                                     "durf niet naar huis",
                                     "weggelopen van huis",
                                     "hij schopt me",
                                     "loverboy",
                                     "hij slaat mijn moeder",
                                     "he hits me",
                                     "my dad beats me",
                                     "he threatens me",
                                     "i am being abused",
                                     "i'm not safe",
                                     "i was raped",
                                     "mein Vater schlägt mich",
                                     "ich werde bedroht",
                                     "er droht mir",
                                     "häusliche Gewalt",
                                     "il me frappe",
                                     "mon père me bat",
                                     "il me menace",
                                     "violence",
                                     "mi padre me pega",
                                     "me amenaza",
                                     "me maltratan",
                                     "babam beni dövüyor",
                                     "beni tehdit ediyor",
                                     "şiddet görüyorum",
                                     "ojciec mnie bije",
                                     "grozi mi",
                                     "przemoc w domu",
                                     "он бьёт меня",
                                     "меня бьют",
                                     "мне угрожают",
                                     "насилие",
                                     "він б'є мене",
                                     "мені погрожують",
                                     "ابي يضربني",
                                     "يهددني",
                                     "عم يضربني",
                                     "تهديد",
                                     "كتك ميخورم",
                                     "ይወቕዓኒ",
                                     "tata mă bate",
                                     "mi minaccia",
                                     "家暴",
                                     NULL};

static const char *const deaths[] = {"mijn zoon is overleden",
                                     "hij is overleeden",
                                     "Onze dochter is vorige week overleden.",
                                     "noor is gestorven",
                                     "hij is dood",
                                     "de begrafenis was vrijdag",
                                     "my son passed away",
                                     "she died last week",
                                     "il est décédé",
                                     "mein Sohn ist gestorben",
                                     "mi hijo falleció",
                                     "oğlum vefat etti",
                                     "syn zmarł",
                                     "он умер",
                                     "він помер",
                                     "توفي ابني",
                                     NULL};

/* What young people answer on an ordinary day. */
static const char *const calm[] = {"ja",
                                   "nee",
                                   "1",
                                   "2",
                                   "ok",
                                   "ik heb werk",
                                   "heb n baan bij de jumbo",
                                   "ben geslaagd!",
                                   "ik wil slagen",
                                   "wil slagen voor mijn examen",
                                   "ik werk bij de slager",
                                   "volg een opleiding",
                                   "bel me maar",
                                   "bel mij morgen om 10 uur",
                                   "ik kan er donderdag niet zijn",
                                   "ik kan er niet zijn",
                                   "zoek werk",
                                   "ik ben verhuisd",
                                   "wie is dit",
                                   "geen hulp nodig",
                                   "het lukt me niet meer met werk",
                                   "heb geen baan meer",
                                   "ik hou van mijn werk",
                                   "kan niet meer bellen vandaag",
                                   "hoe gaat het met u",
                                   "mijn contract stopt",
                                   "ik leer voor kok",
                                   "ik ben ziek",
                                   "wil graag hulp",
                                   "weet niet meer hoe het moet",
                                   "ik doe het zelf",
                                   "laat maar",
                                   "geen zin",
                                   "ik werk 40 uur",
                                   "stop",
                                   "geen berichten meer",
                                   "afspraak van 11:30 lukt niet",
                                   "kom om 13.00",
                                   "ben begonnen met mbo",
                                   "hij belt me",
                                   "ik vind het leuk op school",
                                   "goed bezig",
                                   "ik ga naar de les",
                                   "ik sla even over",
                                   "overleg met mama",
                                   "heb een mooi leven",
                                   "ben gelukkig met mijn werk",
                                   "ik leef gezond",
                                   "doorstroom naar niveau 3",
                                   "dank je wel!",
                                   "yes i have a job",
                                   "no thank you",
                                   "i need help finding work",
                                   "call me tomorrow",
                                   "ich habe Arbeit",
                                   "oui merci",
                                   "tak, mam pracę",
                                   "çalışıyorum",
                                   "iyi oldu",
                                   "olmak istiyorum",
                                   "у меня есть работа",
                                   "لدي عمل",
                                   "trabajo en un bar",
                                   NULL};

static void check_all(const char *const *texts, enum safety_kind want) {
  g_autoptr(Safety) safety = safety_new();
  guint wrong = 0;
  for (; *texts; texts++) {
    enum safety_kind got = safety_read(safety, *texts);
    if (got == want) continue;
    wrong++;
    g_printerr("# \"%s\": got %s, want %s\n", *texts, safety_kind_names[got], safety_kind_names[want]);
  }
  if (wrong) g_test_fail();
}

static void test_self(void) {
  check_all(selves, SAFETY_SELF);
}

static void test_others(void) {
  check_all(others, SAFETY_OTHERS);
}

static void test_death(void) {
  check_all(deaths, SAFETY_DEATH);
}

static void test_calm(void) {
  check_all(calm, SAFETY_NONE);
}

/* Whatever stands around it, and however long. */
static void test_buried(void) {
  g_autoptr(Safety) safety = safety_new();
  g_autoptr(GString) text = g_string_new(NULL);
  for (int i = 0; i < 3000; i++) g_string_append(text, "gaat goed hoor ");
  g_string_append(text, "maar ik wil niet meer leven");
  g_assert_cmpint(safety_read(safety, text->str), ==, SAFETY_SELF);
  g_string_truncate(text, 0);
  for (int i = 0; i < 500000; i++) g_string_append(text, " en dan nog wat");
  g_assert_cmpint(safety_read(safety, text->str), ==, SAFETY_NONE); /* in the midst of megabytes, which nobody typed */
  g_string_append(text, " ik wil dood");
  g_assert_cmpint(safety_read(safety, text->str), ==, SAFETY_SELF);
  g_assert_cmpint(safety_read(safety, ""), ==, SAFETY_NONE);
  g_assert_cmpint(safety_read(safety, "\xff\xfe ik wil dood"), ==, SAFETY_SELF);
  g_assert_cmpint(safety_read(safety, "!!!...ik*wil*dood..."), ==, SAFETY_SELF);
  g_assert_cmpint(safety_read(safety, "𝗶𝗸 𝘄𝗶𝗹 𝗱𝗼𝗼𝗱"), ==, SAFETY_SELF);
}

/* -- languages ------------------------------------------------------------------------------------------------------
 */

static const struct {
  const char *text, *code; /* NULL: nobody can tell */
} tongues[] = {
    {"ja", NULL},
    {"ok", NULL},
    {"1", NULL},
    {"", NULL},
    {"👍", NULL},
    {"Omar", NULL},
    {"ik heb werk bij de jumbo", "nl"},
    {"weet niet waar dit over gaat", "nl"},
    {"wie bent u", "nl"},
    {"thanks maar ik heb al een baan", "nl"},
    {"Ja dat is goed, tot morgen", "nl"},
    {"I don't need help, thank you", "en"},
    {"yes i have a job now", "en"},
    {"who is this please", "en"},
    {"Ich habe schon eine Arbeit gefunden", "de"},
    {"Nein danke, ich brauche keine Hilfe", "de"},
    {"Je n'ai pas besoin d'aide, merci", "fr"},
    {"je cherche du travail", "fr"},
    {"Hola, no tengo trabajo", "es"},
    {"Gracias, pero estoy bien", "es"},
    {"Obrigado, eu não preciso de ajuda", "pt"},
    {"Grazie, ma non ho bisogno di aiuto", "it"},
    {"Şu anda çalışıyorum, teşekkür ederim", "tr"},
    {"Tak, mam już pracę", "pl"},
    {"Dziękuję, nie potrzebuję pomocy", "pl"},
    {"Nu am nevoie de ajutor, mulțumesc", "ro"},
    {"Köszönöm, már van munkám", "hu"},
    {"Faleminderit, unë kam punë", "sq"},
    {"Hvala, imam posao i ne trebam pomoć", "hr"},
    {"Mahadsanid, waan shaqeeyaa hadda", "so"},
    {"Спасибо, я уже работаю", "ru"},
    {"Дякую, я вже працюю", "uk"},
    {"Благодаря, не искам помощ", "bg"},
    {"شكرا، لدي عمل الآن", "ar"},
    {"لا", "ar"},
    {"ممنون، من کار دارم و به کمک نیاز ندارم", "fa"},
    {"ኣነ ስራሕ ኣለኒ", "ti"},
    {"እኔ ስራ አለኝ", "am"},
    {"我有工作了", "zh"},
    {"Έχω δουλειά", "el"},
    {"אני עובד", "he"},
};

static void test_tongues(void) {
  guint wrong = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(tongues); i++) {
    const struct tongue *got = tongue_guess(tongues[i].text);
    if (g_strcmp0(got ? got->code : NULL, tongues[i].code) == 0) continue;
    wrong++;
    g_printerr("# \"%s\": got %s, want %s\n", tongues[i].text, got ? got->code : "-", tongues[i].code);
  }
  if (wrong) g_test_fail();
}

static void test_foreign(void) {
  const struct tongue *tongue = NULL;
  g_assert_true(tongue_is_foreign("I don't need help, thank you", &tongue));
  g_assert_cmpstr(tongue->name, ==, "Engels");
  g_assert_true(tongue_is_foreign("Tak, mam już pracę", &tongue));
  g_assert_cmpstr(tongue->name, ==, "Pools");
  g_assert_false(tongue_is_foreign("ok thanks, ik heb werk", &tongue));
  g_assert_false(tongue_is_foreign("help", &tongue));
  g_assert_false(tongue_is_foreign("ik wil hulp", &tongue));
}

static void test_stops(void) {
  static const char *const yes[] = {"Dur!",
                                    "durdur",
                                    "Przestań",
                                    "СТОП",
                                    "стоп!",
                                    "توقف",
                                    "Arrêtez",
                                    "¡Basta!",
                                    "ኣቁም",
                                    "停止",
                                    "Не пишіть мені",
                                    "do not text me",
                                    "Keine Nachrichten mehr"};
  static const char *const no[] = {"",           "para trabajar", "ik stop met school", "durf ik niet", "стоп работа",
                                   "basta pasta"};
  for (gsize i = 0; i < G_N_ELEMENTS(yes); i++) {
    g_test_message("%s", yes[i]);
    g_assert_true(tongue_is_stop(yes[i]));
  }
  for (gsize i = 0; i < G_N_ELEMENTS(no); i++) g_assert_false(tongue_is_stop(no[i]));
}

/* -- health -----------------------------------------------------------------------------------------------------------
 */

static const struct {
  const char *events; /* a letter each, in order: d p b w s r c */
  enum health_state state;
  gboolean stopped;
} healths[] = {
    {"", HEALTH_UNKNOWN, FALSE},   {"d", HEALTH_DELIVERED, FALSE},  {"dp", HEALTH_PROVED, FALSE},
    {"pd", HEALTH_PROVED, FALSE},  {"b", HEALTH_BOUNCED, FALSE},    {"pb", HEALTH_BOUNCED, FALSE},
    {"bp", HEALTH_PROVED, FALSE},  {"bd", HEALTH_DELIVERED, FALSE}, {"w", HEALTH_WRONG, FALSE},
    {"wp", HEALTH_WRONG, FALSE},   {"wd", HEALTH_WRONG, FALSE},     {"wb", HEALTH_WRONG, FALSE},
    {"wc", HEALTH_UNKNOWN, FALSE}, {"bc", HEALTH_UNKNOWN, FALSE},   {"bcd", HEALTH_DELIVERED, FALSE},
    {"s", HEALTH_UNKNOWN, TRUE},   {"sb", HEALTH_BOUNCED, TRUE},    {"ps", HEALTH_PROVED, TRUE},
    {"sr", HEALTH_UNKNOWN, FALSE}, {"sc", HEALTH_UNKNOWN, TRUE},    {"srs", HEALTH_UNKNOWN, TRUE},
};

static void test_health(void) {
  static const char letters[] = "dpbwsrc";
  for (gsize i = 0; i < G_N_ELEMENTS(healths); i++) {
    struct health health = {0};
    gint64 at = 100;
    g_test_message("%s", healths[i].events);
    for (const char *e = healths[i].events; *e; e++)
      health_fold(&health, (enum health_event)(strchr(letters, *e) - letters), at++);
    g_assert_cmpint(health.state, ==, healths[i].state);
    g_assert_cmpint(health.stopped, ==, healths[i].stopped);
    g_assert_cmpint(health_is_usable(&health), ==, health.state != HEALTH_BOUNCED && health.state != HEALTH_WRONG);
  }
  for (int e = 0; e < HEALTH_EVENTS; e++) g_assert_cmpint((int)health_event_find(health_event_names[e]), ==, e);
  g_assert_cmpint((int)health_event_find("gone"), ==, HEALTH_EVENTS);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/contact/self", test_self);
  g_test_add_func("/contact/others", test_others);
  g_test_add_func("/contact/death", test_death);
  g_test_add_func("/contact/calm", test_calm);
  g_test_add_func("/contact/buried", test_buried);
  g_test_add_func("/contact/tongues", test_tongues);
  g_test_add_func("/contact/foreign", test_foreign);
  g_test_add_func("/contact/stops", test_stops);
  g_test_add_func("/contact/health", test_health);
  return g_test_run();
}
