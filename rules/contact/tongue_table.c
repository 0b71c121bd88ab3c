/* Small words of each language, and the words with which young people answer about work and school. Folded: small
 * letters, no accents. Each word has a blank on both sides. */
#include "rules/contact/tongue.h"

const struct tongue tongue_all[] = {
    {"nl", "Nederlands", "ĳ",
     " ik wie bent ben heb hebt heeft niet nie het een maar nog wel geen naar werk werkt jou jij je mij met van voor dat dit wat "
     "hoe waar kan wil moet zoek bel graag goed gaat nee hoi hallo bedankt mag mijn mn niks nu om op te ook als dan meer "
     "weer uur morgen vandaag uw u wij zij zijn er aan uit al hier daar deze hij ze of want omdat dus toch even ff "
     "dank alvast beste meneer mevrouw groetjes groet opleiding stage baan eigenlijk gewoon zonder bij tot der des "
     "afspraak lukt komt kom ga gaan doe doen laat maandag dinsdag woensdag donderdag vrijdag ja de en is in we me die "
     "was had over we "},
    {"en", "Engels", "",
     " i im ive ill am the and you your my have has not do dont does it its to of for on with can cant could what please "
     "thanks thank yes want need job looking call are will would be been this that hello hey at so but from when how "
     "where who why me is in we was had he she they them there their now today tomorrow help work working about any "
     "some dont know speak english dutch sorry good fine if or as no out up get got still just only very much no "},
    {"de", "Duits", "ß",
     " ich bin habe hab nicht und der die das ein eine einen mit fur auf ist sie er wir kein keine ja nein danke bitte "
     "arbeit suche schule mich mir mein meine was wie wo wann aber auch noch schon kann mochte will muss brauche hilfe "
     "hallo guten tag zu von dem den des im am bei nach wenn dass oder sehr gut nur jetzt heute morgen anrufen "},
    {"fr", "Frans", "œ",
     " je suis ai pas ne le la les un une des et est vous tu mon ma mes que qui pour avec dans sur oui non merci bonjour "
     "travail cherche ecole aide besoin jai cest du au aux ce cette il elle nous on mais ou comment quand pourquoi tres "
     "bien veux peux parle francais moi toi se plus sil plait salut de en a "},
    {"es", "Spaans", "ñ¿¡",
     " yo soy estoy tengo no el la los las un una y es que de en con para por mi mis tu usted si gracias hola trabajo "
     "busco escuela ayuda necesito quiero puedo pero como cuando donde muy bien tambien ahora hoy manana se lo me te le "
     "al del hablo espanol favor buenos dias "},
    {"pt", "Portugees", "ãõ",
     " eu sou estou tenho nao o a os as um uma e que de em com para por meu minha voce sim obrigado obrigada ola trabalho "
     "procuro escola ajuda preciso quero posso mas como quando onde muito bem tambem agora hoje amanha se do da no na "
     "falo portugues favor bom dia "},
    {"it", "Italiaans", "",
     " io sono ho non il lo la i gli le un una e che di in con per mio mia si no grazie ciao lavoro cerco scuola aiuto "
     "bisogno voglio posso ma come quando dove molto bene anche adesso oggi domani ti mi ci al del della parlo italiano "
     "buongiorno favore sto "},
    {"tr", "Turks", "ğı",
     " ben sen o biz siz bir ve bu su degil var yok evet hayir tesekkurler tesekkur ederim merhaba is calisiyorum "
     "ariyorum okul yardim lazim istiyorum ama cok iyi nasil nerede ne zaman icin ile da de mi mu benim senin simdi "
     "bugun yarin lutfen okula gidiyorum selam bana beni sana turkce konusuyorum kadar daha "},
    {"pl", "Pools", "łąęśźżćń",
     " ja jestem mam nie tak i w na z do sie to jest co jak gdzie kiedy prosze dziekuje dzien dobry czesc pracuje praca "
     "prace szukam szkola szkole pomoc pomocy potrzebuje chce moge ale bardzo dobrze teraz dzis jutro moj moja po za od "
     "ze mnie mi ci ty pan pani mowie polsku juz jeszcze "},
    {"ro", "Roemeens", "ăâșț",
     " eu sunt am nu da si la in cu pentru ca este un o de pe ce cum unde cand multumesc buna ziua salut lucrez munca "
     "caut scoala ajutor nevoie vreau pot dar foarte bine acum azi maine mea meu imi te rog sa va ma romaneste "},
    {"hu", "Hongaars", "őű",
     " en vagyok nem igen a az egy es van hogy mit hol mikor koszonom szia jo napot dolgozom munkat keresek iskola "
     "segitseg kell akarok tudok de nagyon jol most ma holnap nekem kerem magyarul meg is csak mar "},
    {"sq", "Albanees", "",
     " une jam kam nuk po jo dhe ne me per nje eshte cka cfare si ku kur faleminderit pershendetje tung punoj pune kerkoj "
     "shkolle shkolla ndihme duhet dua mund por shume mire tani sot neser ju lutem shqip te se "},
    {"hr", "Kroatisch, Servisch of Bosnisch", "đ",
     " ja sam imam ne da i u na s se je sto kako gdje gde kada hvala dobar dan bok radim posao trazim skola skolu pomoc "
     "trebam treba zelim mogu ali jako dobro sada danas sutra moj moja molim za od ste nisam "},
    {"cs", "Tsjechisch of Slowaaks", "řěůľĺ",
     " ja jsem som mam nemam ne ano a v na s se si je co jak ako kde kdy kedy dekuji dakujem dobry den ahoj pracuji "
     "pracujem prace praca hledam hladam skola pomoc potrebuji potrebujem chci chcem muzu mozem ale velmi dobre ted "
     "teraz dnes zitra zajtra prosim "},
    {"so", "Somalisch", "",
     " waan waxaan ma maya haa iyo oo ka ku la u in waa waxa maxaa sidee xaggee goorma mahadsanid salaan shaqo shaqeeyaa "
     "raadinayaa dugsi iskuul caawimo caawimaad rabaa karaa laakiin aad fiican hadda maanta berri fadlan soomaali "},
    {"pap", "Papiaments", "",
     " mi bo ta tin no si i di na ku pa e un esaki kiko kon unda danki bon dia tardi trabou buska skol yudansa mester "
     "ke por pero hopi awe mañan por fabor papia "},
    {"sv", "Zweeds", "å",
     " jag ar har inte och det en ett pa som med for hej tack ja nej arbete jobb soker skola hjalp behover vill kan men "
     "bra nu idag imorgon min mitt du vi "},
    {"vi", "Vietnamees", "ơưđạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ", " toi khong la co va cua cho cam on viec "},
    {"lt", "Litouws of Lets", "ėųįūķļņģ",
     " as esu turiu ne taip ir yra kaip kur aciu labas dirbu darbas ieskau mokykla pagalba noriu es esmu ja un ka paldies "
     "stradaju skola palidziba "},
    {"id", "Indonesisch", "",
     " saya aku tidak ya dan di ke dari yang ini itu ada apa bagaimana terima kasih halo kerja bekerja sekolah bantuan "
     "perlu mau bisa tapi sekarang hari besok tolong "},
    {"sw", "Swahili", "",
     " mimi nina ni si hapana ndiyo na ya wa kwa asante habari kazi natafuta shule msaada nahitaji nataka naweza lakini "
     "sana sasa leo kesho tafadhali "},
    {NULL, NULL, NULL, NULL}};

const struct tongue tongue_scripts[] = {
    {"uk", "Oekraïens", "іїєґ", " я ти не так ні і що як де коли дякую привіт працюю робота роботу шукаю школа допомога треба хочу можу але дуже добре зараз сьогодні завтра мені мене вам будь ласка "},
    {"bg", "Bulgaars", "ъ", " аз съм не да и в на с се е какво как къде кога благодаря здравеите здравеи работя работа търся училище помощ трябва искам мога но много добре сега днес утре ми ме "},
    {"mk", "Macedonisch", "ѓќѕ", " јас сум имам не да и во на со што како каде благодарам здраво работам барам "},
    {"sr", "Servisch", "ђћјљњџ", " ја сам имам не да и у на са шта како где хвала здраво радим посао тражим школа помоћ "},
    {"ru", "Russisch", "ыэё", " я ты не да нет и в на с что как где когда спасибо привет здравствуите работаю работа работу ищу школа помощь нужна нужно хочу могу но очень хорошо сеичас сегодня завтра мне меня вам пожалуиста у по это "},
    {"ps", "Pasjtoe", "ښځڅږړټډڼېۍ", " زه يم نه هو او "},
    {"ur", "Urdu", "ٹڈڑےھں", " ميں ہوں نہيں ہاں اور کا کی کے ہے "},
    {"fa", "Perzisch of Dari", "پچژگ", " من هستم نه بله و را كه از با در اين است سلام ممنون متشكرم كار دنبال مدرسه كمك مي ميخواهم ندارم دارم خوب "},
    {"ckb", "Koerdisch", "ڕڵۆێ", " من نا بهلي سوپاس كار "},
    {"ar", "Arabisch", "ةؤإأ", " انا لا نعم و في من على الى هل ما كيف اين متى شكرا مرحبا السلام عمل اعمل ابحث مدرسه مساعده احتاج اريد لكن جيد الان اليوم غدا لدي هذا عن مع "},
    {"ti", "Tigrinya", "ኣቐቑቒቓቔቕቖ", " ኣነ እየ ኣይኮንኩን እወ ኣይፋልን ስራሕ ሓገዝ የቐንየለይ ሰላም "},
    {"am", "Amhaars", "አ", " እኔ ነኝ አይደለም አዎ ስራ እርዳታ አመሰግናለሁ ሰላም ነው "},
    {"ja", "Japans", "", ""},      {"ko", "Koreaans", "", ""},  {"zh", "Chinees", "", ""},
    {"el", "Grieks", "", ""},      {"he", "Hebreeuws", "", ""}, {"hy", "Armeens", "", ""},
    {"ka", "Georgisch", "", ""},   {"hi", "Hindi", "", ""},     {"bn", "Bengaals", "", ""},
    {"pa", "Punjabi", "", ""},     {"ta", "Tamil", "", ""},     {"th", "Thai", "", ""},
    {NULL, NULL, NULL, NULL}};

/* As answers to "Geen berichten meer? Stuur STOP". Folded. */
const char *const tongue_stops[] = {
    "stop", "stopp", "halt", "aufhoren", "abmelden", "abbestellen", "keine nachrichten mehr", "bitte aufhoren",
    "arret", "arreter", "arrete", "arretez", "desinscrire", "desabonner", "stop svp", "plus de messages", "arretez svp",
    "parar", "para", "pare", "alto", "basta", "baja", "cancelar", "no mas mensajes", "no mas", "ferma", "fermati",
    "smettila", "cancellami", "sair", "chega", "pare por favor",
    "dur", "durdur", "durdurun", "iptal", "mesaj atma", "mesaj atmayin", "mesaj istemiyorum", "yeter",
    "przestan", "przestancie", "koniec", "rezygnuje", "wypisz", "wypisz mnie", "nie pisz", "nie piszcie", "dosc",
    "opreste", "opriti", "gata", "dezabonare", "nu mai scrie", "allj", "leiratkozas", "eleg", "ndalo", "ndal", "mjaft",
    "prestani", "prestanite", "dosta", "odjava", "jooji", "joog", "stop messages", "stop messaging me",
    "no more messages", "stop texting me", "stop texting", "dont text me", "do not text me", "leave me alone",
    "стоп", "хватит", "прекратите", "отписаться", "отпишите", "отпишите меня", "не пишите", "не пиши", "не пишите мне",
    "больше не пишите", "зупинити", "зупиніть", "зупиніться", "припиніть", "досить", "відписатися", "не пишіть",
    "не пишіть мені", "спри", "спрете", "достатъчно",
    "توقف", "قف", "توقفوا", "اوقف", "اوقفوا", "الغاء", "لا ترسلوا", "لا ترسل", "كفي", "كفايه", "خلص", "ستوب", "وقف",
    "بس", "متوقف كنيد", "بس است", "لغو", "نفرستيد", "ኣቁም", "ደው ኣብል", "ደው", "አቁም", "ይበቃል", "ይኣክል",
    "停止", "停", "退订", "不要再发", "不要再发了", NULL};
