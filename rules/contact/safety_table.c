/* The signs, a language a block. Patterns are folded as the texts are (spelling.h), and see words with one blank between
 * them, no other signs: so capitals, accents and apostrophes never stand here, and \S or \W can't be used. */
#include "rules/contact/safety.h"

#define SELF(...)   {SAFETY_SELF, FALSE, __VA_ARGS__}
#define OTHERS(...) {SAFETY_OTHERS, FALSE, __VA_ARGS__}
#define DEATH(...)  {SAFETY_DEATH, FALSE, __VA_ARGS__}
#define WEAK(...)   {SAFETY_SELF, TRUE, __VA_ARGS__}

/* "mezelf", "me zelf", "mn eigen", "mijzelf" */
#define MYSELF "\\b(me|mij|mijn|mn|m|men) ?(ze+l[fv]+e?|eige(n)?)\\b"
/* "niet meer", "nie mr", "nt", "nooit" */
#define NO "(niet|nie|niett|ni|nt|nooit|geen|neit|nit)( (echt|gewoon|langer|meer|mr|meerr|mee|verder))*"

const struct safety_sign safety_signs[] = {
    /* -- in most languages alike */
    SELF("su[aeiou]{1,2}[csz]+[iey]+[dt]|\\bsu[cs]ide|\\bkms\\b|\\bkys\\b"),
    SELF("\\b113\\b"),

    /* -- Dutch: to die */
    SELF("ze+l+[fv]? ?(moor|moro|mor|mood)[dt]|\\bzm plegen|zelf ?doding|zelf ?dodin|eutana|euthana"),
    SELF("\\b(wil|wilt|wi|will|wou|wilde|willen|zou|moet|kan|ga|gaan|beter|liever|maar|was|ook|echt|gewoon|heel|graag)( (ik|het|nu|wel|liefst))? "
         "(ook |echt |gewoon |liever |het liefst |maar |gwn |nu |heel graag |graag )*(do+[dt]+|doodgaan|dod|dodd|stikken|sterven|sterve|creperen)( ?(gaan|zijn))?\\b"),
    SELF("\\b(me|mij|mezelf|mijzelf|me zelf|ons)( zelf)? (dood|van kant|kapot)( ?(maken|maak|schieten|steken|rijden))|van kant ma+k"),
    SELF("\\b" NO " (wil|willen|wilt|wilde|will) (le+ve(n|r)?|bestaan|verder)|\\b" NO " (leven|leve|leeven|lefen|verderleven|bestaan)\\b"),
    SELF("\\b(wil|wilde|wou|will|wilt|hoef|hoeft)\\b.{0,30}\\b" NO " (leven|leve|leeven|bestaan|hier zijn|hier wezen|op deze wereld|wakker)"),
    SELF("\\b(er|der|dr|hier) (niet|nie|nt|ni) (meer|mr|mee|langer) (te )?(zijn|zijnn|wezen|zyn)\\b|\\b(wil|wou|wilde|moet|hoef|beter|liever)\\b.{0,20}\\b(er|der|dr) (gewoon )?(niet|nie|nt) (te )?(zijn|wezen)"),
    SELF("\\bma+k\\w*\\b.{0,25}\\b(eind|einde|end|eint|eindje)\\b.{0,8}\\b(aan|an|ervan)\\b|\\b(eind|einde|eint)\\b.{0,8}\\b(aan|an)\\b.{0,30}\\bma+k"),
    SELF("\\b(eind|einde|eint) (er )?(aan|an) (mijn|mn|me|men|het|alles|dit|mezelf|maken|te maken)\\b|\\bbeeindig\\w*\\b.{0,12}\\bleven|\\bleven\\b.{0,12}\\bbeeindig"),
    SELF("\\ber ?uit ?(te )?(stap|staap)|\\bstap\\w*( \\w+)? er ?uit\\b|\\buit het leven (te )?stap"),
    SELF("\\b(zin|nut)( \\w+){0,3} leven\\b|\\bleven\\b.{0,30}\\b(geen (zin|nut|waarde)|zinloos|nutteloos|niks waard|niets waard|niet waard|niet meer waard|zat|beu|is klaar|is over|is kapot)"),
    SELF("\\b(klaar|moe|zat|beu|genoeg)( \\w+){0,2} (leven|levn)\\b|levensmoe"),
    SELF("\\bleven( \\w+){0,2} (nemen|benemen|ontnemen)|\\b(nooit|niet|nie) (meer |mr )?(wakker|ontwaken)|nooit geboren|beter( \\w+){0,4} zonder (mij|me|my)\\b"),
    SELF("\\bbeter\\b.{0,15}\\bals ik\\b.{0,15}\\b(niet|nie|weg|dood|verdwijn)|niemand( \\w+){0,3} missen\\b|\\bwil\\w*( \\w+){0,3} verdwijnen|afscheids?brief|\\bvaarwel"),
    SELF("\\b(trek|trk|hou|houd|houdt)( ik)? (het|t|dit|ut)( \\w+){0,2} (niet|nie) (meer|mr|langer)|\\bkan (het|dit|t|er)( \\w+){0,2} (niet|nie) (meer|mr|langer) (aan|tegen|verdragen)"),
    SELF("\\b(zie|ziet) (het|t|er)( \\w+){0,2} (niet|nie|geen) (meer )?(zitten|uitweg)|\\bgeen (uitweg|toekomst meer|hoop meer)|wanhop"),
    /* -- Dutch: to hurt oneself */
    SELF(MYSELF ".{0,40}\\b(aan ?(te )?(doe|do)|aando|gesn|gekr|gebr|iets aan|wat aan|pijn|snij|snee|verwond|bescha|kras|brand|hang|ophang|vermoord|dood|afmaken|neersteken|verdrink|vergift)"),
    SELF("\\b(snij|snee|sneed|gesneden|verwond|beschadig|kras|vermoord|verhang|ophang|verdrink|vergiftig|pijnig)\\w*\\b.{0,25}" MYSELF),
    SELF("\\b(iets|wat|pijn)( \\w+){0,3} (mezelf|mijzelf|me zelf)|automutil|zelf ?(beschad|vermink|pijnig|verwond)|\\bsnij( me| mij| in m)"),
    SELF("verhang|\\b(me|mij) (zelf )?op (te )?hangen|\\bhang( ik)? (me|mij|mezelf) op\\b|\\b(me|mij|mezelf) (ga |wil )?ophang"),
    SELF("\\b(spring|gooi|lig|ligg|loop|lope)\\w*\\b.{0,30}\\b(voor|onder|van)\\b.{0,10}\\b(trein|metro|tram|vrachtwagen|brug|dak|flat|gebouw|balkon|raam)"),
    SELF("\\b(voor|onder|van)( \\w+)? (trein|metro|tram|brug|dak|flat|gebouw|balkon)( (af|te|ga|wil|gaan))* (spring|gooi|ligg|lope|sprong)"),
    SELF("overdos|\\bpillen?\\b.{0,25}\\b(slik|geslik|inne|inge|genomen|nemen|gepakt)|\\b(slik|geslik|neem|genom|nam|pak|gepak)\\w*\\b.{0,20}\\b(alle|veel|hele|heel|pot|strip)\\b.{0,20}\\b(pil|medic)"),
    /* -- Dutch: violence */
    OTHERS("\\b(ge|g)sla(ge|cht)\\w*|\\bword\\w* (elke dag |vaak |steeds |weer |thuis )?(ge)?slage|\\bslaa?[tdn]+ (\\w+ )?(me|mij|m|ons|mn|mijn)\\b|\\b(me|mij|ons)( \\w+){0,2} sla+[tn]\\b"),
    OTHERS("\\bsla(at|an|t|gen)\\b.{0,20}\\b(moeder|mama|ma|zusje|zus|broertje|broer|kind|kinderen|baby)\\b|in elkaar (ge|te )?(sla|gesla|trap|getrap)|\\bklap(pen)? (krijg|van)|\\bkr(ijg|eeg|ijgt)( \\w+){0,2} klap"),
    OTHERS("\\b(schop|geschop|trapt|getrap|wurg|gewurg|knijpt|bijt|steekt|duwt|gooit)\\w*( \\w+)? (me|mij|ons)\\b|\\b(me|mij)( \\w+){0,2} (schop|geschop|wurg|gewurg|steek|gestoken|steken|neergestoken|doodsteken)"),
    OTHERS("mis+h?and[ea]?l|misb?ruik|mis+bruik|verkracht|verkragt|aangerand|aanrand|ongewenst aan|aan me zit|aan mij zit|betast|incest|loverboy|mensenhandel|uitgebuit|uitbuit|prostitu"),
    OTHERS("uithuwelij|gedwongen|eerwraak|eergerelateerd|(huiselijk|seksueel|sexueel|lichamelijk) ?geweld|\\bgeweld\\b|opgesloten|ontvoer|gekidnap|kidnap"),
    OTHERS("be ?dr(ei|ij|ie|e)+(g|ch|cht)|\\bdreig|gestalk|\\bstalk|chante|chanta|afgepers|afpers|sextor|gechant|intimid"),
    OTHERS("vermoord|\\b(wil|wilt|willen|gaat|gaan|zal|komt)( \\w+){0,2} (me|mij|ons)( \\w+){0,2} (dood|pakken|afmaken|slaan|kapot|neer|steken|schieten)|doodmak|doodsla|dood ?stek|neerstek|neerschiet|(met|heeft|had)( \\w+){0,2} (mes|pistool|wapen|vuurwapen)\\b"),
    OTHERS("\\b(niet|nie|on|nt) ?(meer |echt |zo )?veilig|onvei?lig|\\bbang (voor|van|om naar huis|thuis|voro)|\\bdurf\\b.{0,20}\\b(niet|nie)\\b.{0,15}\\b(huis|thuis)|weg ?gelopen van huis|weglopen van huis"),
    /* -- Dutch: somebody died */
    DEATH("\\boverl?e+d+(e|en|n|ne)?\\b|\\boverlde|\\boverleide|\\boverlijd|\\bgestorve|\\bstierf|\\bis (al |nu |helaas |vorige \\w+ |gisteren )*(dood|dood gegaan|doodgegaan|er niet meer)\\b|\\bbegrafenis|\\bbegraven|\\bcrematie|\\bgecremeerd|\\bverongeluk|\\buitvaart|\\bzelfmoord gepleegd"),
    WEAK("\\bdoo[dt]\\b|\\bdoodgaan|\\bdoodg"),

    /* -- English */
    SELF("\\b(kill|hurt|harm|cut|cutting|hang|shoot|drown|killing|hurting|end)\\w* (my ?self|me self)|\\bcutting\\b|self ?harm|unalive"),
    SELF("\\bi\\b.{0,12}\\b(want|wanna|wana|wont|wish|will|gonna|going|rather|wanted)\\b.{0,15}\\b(die|dead|death|dying)\\b|\\bwan(t|na)( to)?( just)? die\\b|\\bbetter off dead|\\bwish (i|im) (was|were)( \\w+)? (dead|never born)"),
    SELF("\\b(end|ending|take|taking)( of)? (my|own|it)( own)? (life|all)\\b|\\bend (it|this) all|\\bend it\\b|\\b(dont|do not|not|no longer|cant)( \\w+){0,3} (live|be alive|be here|exist)( any ?more)?\\b|\\bno reason to live|\\bcant (take|do|handle) (it|this|that) any ?more|\\bcant go on"),
    OTHERS("\\b(hit|hits|hitting)( on)? (me|us)\\b(?! up)|\\b(beat|beats|beating|hurts|punch\\w*|kick\\w*|abus\\w*|rape[sd]?|raping|attack\\w*|threat\\w*|stalk\\w*|chok\\w*|molest\\w*|slap\\w*|stab\\w*)( \\w+)? (me|us|my)\\b"),
    OTHERS("\\b(being|been|getting|got|get|gets|am|im|was)( \\w+)? (hit|beaten|beat up|abused|raped|threatened|attacked|stalked|hurt by|molested|blackmailed|trafficked)\\b|domestic (violence|abuse)|\\b(not|dont feel|isnt|arent|un) ?safe\\b|\\bkill (me|us)\\b|blackmail|sexual(ly)? (abuse|assault)|\\bthreaten|\\bi am (scared|afraid) of|\\bim (scared|afraid) of|\\braped?\\b"),
    DEATH("\\bpassed away\\b|\\b(has|is|have|was|he|she) (died|dead)\\b|\\bdied\\b|\\bdeceased\\b|\\bfuneral"),

    /* -- German */
    SELF("umbring|umzubring|selbst ?m(o|oe)rd|selbst ?verletz|\\b(will|mochte|moechte|wollte)\\b.{0,25}\\b(sterben|tot sein|nicht mehr da sein)|nicht mehr (\\w+ )?(leben|weiterleben|da sein)|leben (zu )?beend|\\bmich (zu )?(toten|toeten|verletzen|umbringen|aufhangen|ritzen)|\\britze? mich|\\britzen\\b|keinen sinn mehr"),
    OTHERS("\\bschla(e)?gt (mich|uns)|\\bmich\\b.{0,15}\\bschla(e)?g|\\bgeschlagen\\b|misshand|missbrauch|vergewaltig|bedroh|\\bdroht (mir|uns)|erpress|nicht sicher|\\bgewalt\\b|\\bangst vor\\b|\\bgestalkt"),
    DEATH("\\b(gestorben|verstorben|beerdigung)\\b|\\bist tot\\b"),

    /* -- French */
    SELF("\\b(me|m) ?(suicid|tuer|pendre|mutil|faire (du )?mal|couper)|\\b(veux|veut|envie|vais|voudrais|prefere)\\b.{0,20}\\b(mourir|crever|mort)\\b|\\bplus (envie de |le courage de )?vivre|mettre fin a|en finir|\\bmutil"),
    OTHERS("\\b(me|m|nous) (frapp|bat\\b|tape|menac|viol|harcel|maltrait|agress|cogne)|\\bmenac(e|es|ee|ees|er)\\b|\\bmaltrait|\\bharcel|\\bviolee?s?\\b|\\bviol\\b|\\bviolence|en danger|\\bagress"),
    DEATH("\\bdeced(e|ee|es)\\b|\\b(est|il est|elle est) morte?\\b|\\bobseques|\\benterrement"),

    /* -- Spanish */
    SELF("\\b(matarme|suicidarme|morirme|cortarme|hacerme dano|ahorcarme)\\b|\\bme (quiero|voy a|quisiera) (matar|morir|suicid)|\\bquiero morir|\\bno quiero (seguir )?(vivir|viviendo|existir)|\\bno quiero vivir mas|acabar con (mi vida|todo)|quitarme la vida"),
    OTHERS("\\bme (pega|pegan|golpe|maltrat|amenaz|viol|abus|acos|agred)|\\bamenaz|\\bmaltrat|\\bviolaron|\\bviolencia|\\bno estoy segur|\\bpeligro|\\bchantaj|\\btengo miedo"),
    DEATH("\\bfalleci|\\bmurio\\b|\\bha muerto|\\besta muert[oa]|\\bfuneral"),

    /* -- Turkish: ölmek and öldü can't be told from olmak and oldu once accents are gone, so the ending decides */
    SELF("intihar|\\bolmek (cok |gercekten )?ist|\\bkendimi (\\w+ )?(oldur|as|kes|yak|bicak)|kendime (\\w+ )?zarar|\\byasamak (\\w+ )?istem|canima kiy|hayatima son|\\bolecegim|\\boleyim|\\byasamak zorunda"),
    OTHERS("\\bbeni (\\w+ )?(dov|vur|tehdit|tecav|taciz|oldur|bicak)|\\bdovuyor|\\bdayak|tehdit|\\bsiddet|tecavuz|\\btaciz|\\boldurec|guvende degil|istismar|\\bkorkuyorum|santaj"),
    DEATH("\\bvefat|hayatini kaybet|\\bcenaze|\\brahmetli"),

    /* -- Polish */
    SELF("samoboj|\\bzabi[cj]\\w* sie|\\bsie zabi|\\bzabije sie|nie chce (mi sie )?(juz |dluzej )?zyc|\\b(chce|chcialbym|chcialabym|wole) (juz )?umrzec|skonczyc (ze soba|z soba|z zyciem)|odebrac sobie|powies\\w* sie|sie powies|\\btne sie|okalecz|\\b(zrobic|zrobie|robie) sobie (cos|krzywd)"),
    OTHERS("\\bbij(e|a) mnie|\\bmnie (\\w+ )?bij(e|a)|\\bpobi(l|li|la|ty|ta|c)\\w*|\\bgroz(i|a|il|ili)\\b|grozb|zgwalc|gwalt|\\bprzemoc|molest|\\bzneca|nie (jestem|czuje sie) bezpiecz|szantaz|\\bboje sie"),
    DEATH("\\bzmarl|\\bumarl|\\bnie zyje|\\bpogrzeb"),

    /* -- Russian */
    SELF("самоуби|суицид|покончить с собой|покончу с собой|\\bубить себя|\\bубью себя|не хочу (больше |уже )?жить|\\bхочу (\\w+ )?(умереть|сдохнуть|помереть)|повешусь|повеситься|\\b(порез\\w*|режу|резать) себя|нет смысла жить|\\bсмысла жить нет|навредить себе"),
    OTHERS("\\bб(ь|ъ)?(е|ю)т меня|\\bменя (\\w+ )?бь|избива|\\bизбил|угрожа|угроз|насил|изнасил|\\bубь(е|ю)т меня|\\bменя убь|не в безопас|шантаж|\\bбоюсь\\b|домога"),
    DEATH("\\bумер(ла|ли)?\\b|\\bпогиб|\\bсконча|\\bпохорон"),

    /* -- Ukrainian */
    SELF("самогуб|су[иі]цид|\\b[ву]бити себе|\\b[ву]бю себе|не хочу (більше |вже )?жити|\\bхочу (\\w+ )?(померти|вмерти|здохнути)|накласти на себе|покінчити (з собою|життя)|повішусь|\\b(ріжу|порізати) себе|немає сенсу жити"),
    OTHERS("\\bбє мене|\\bмене (\\w+ )?б(є|ють)|\\bпобив|погрожу|погроз|насил|згвалт|\\b[ву]бють? мене|небезпе[чк]|не в безпеці|шантаж|\\bбоюся\\b"),
    DEATH("\\bпомер(ла|ли)?\\b|\\bзагину|\\bпохорон"),

    /* -- Arabic, with what is spoken in Syria, Iraq and Morocco */
    SELF("انتحار|انتحر|(اقتل|قتل|بقتل|نقتل) ?(نفسي|حالي|راسي)|(اريد|بدي|ابغي|ابي|نفسي|اتمني|بغيت|عايز|عاوز) (ان )?(ا?موت|نموت|الموت)|لا اريد (ان )?(اعيش|العيش|الحياه)|ما (بدي|ابي|بغيتش|بقيتش) (ا?عيش|نعيش)|(انهي|انهاء) حياتي|(اؤذي|اذي|اضر|اجرح) نفسي"),
    OTHERS("[يبتن]+ضربني|ضربني|ضربوني|[يبت]+هددني|هددني|تهديد|اغتصب|اغتصاب|تحرش|\\b(ال)?عنف|يعنفني|(لست|مش|مو|غير) (ب)?(امان|امن)|ابتزاز|يبتزني|خايفه? من|خائفه? من|سيقتلني|يقتلني|بيقتلني"),
    DEATH("\\bتوف[يت]|\\bو?ماتت?\\b|\\bوفاه|\\bجنازه"),

    /* -- Persian and Dari */
    SELF("خودكشي|خود كشي|(مي ?خواهم|مي ?خوام|ميخوام) (ب)?مير|خودم را (ب)?كش|خودمو (ب)?كش|نمي ?خوا(ه)?م زنده"),
    OTHERS("كتك|تهديد|تجاوز|(مرا|منو|من را) (مي ?زن|ميزن)|خشونت"),
    DEATH("فوت كرد|درگذشت|مرده است"),

    /* -- Tigrinya and Amharic: the words that we are sure of */
    SELF("ክመውት|ክሞት|ነብሰይ (ክ|ከ)|ነፍሰይ (ክ|ከ)|ህይወተይ ከ|ርእሰይ ክ|መሞት እፈል|ራሴን"),
    OTHERS("ይወቕዓኒ|ይወቅዓኒ|ትወቕዓኒ|ይሃርመኒ|የፈራርሓኒ|ክቐትለኒ|ክቕትለኒ|ዓመጽ|ይደበድ"),
    DEATH("ሞይቱ|ሞይታ|ዓሪፉ|ዓሪፋ|ሞቷል|አረፈ"),

    /* -- Somali */
    SELF("is ?dil|naftayda|nafteyda|inaan dhint|waan dhiman"),
    OTHERS("i garaac|i dila|i dil|i hanjab|hanjabaad|kufsi|i kufs"),
    DEATH("\\bgeeriyo|wuu dhintay|way dhimatay"),

    /* -- Italian, Portuguese, Romanian */
    SELF("\\b(uccidermi|ammazzarmi|suicidarmi|farmi del male)\\b|voglio morire|non voglio (piu )?vivere|\\bme matar\\b|\\bmatar me\\b|quero morrer|nao quero (mais )?viver|sinucid|vreau sa mor\\b|nu mai vreau sa traiesc|sa ma omor"),
    OTHERS("\\bmi (picchia|minaccia|violenta|maltratta)|minacc|\\bme (bate|ameaca|agride)\\b|ameac|\\bma (bate|ameninta|violeaza)\\b|amenint|\\bviol(at|ata|enza|encia)\\b"),
    DEATH("\\be morto\\b|\\bdeceduto|\\bfaleceu|\\bmorreu\\b|\\ba murit\\b|\\bdecedat"),

    /* -- Bulgarian, Hungarian, Albanian, Serbian and Croatian */
    SELF("искам да (умра|се убия)|не искам да живея|се убия|ongyil|meg akarok halni|megolom magam|nem akarok elni|vetevras|dua te vdes|vras veten|\\bubiti se\\b|\\bubicu se|zelim umrijeti|zelim da umrem|ne zelim zivjeti|ne zelim da zivim|samoubi"),
    OTHERS("\\bбие ме|ме бие|заплаш|\\bmegver|fenyeget|bantalmaz|eroszak|\\bme rreh|kercen|\\btuce me|\\bme tuce|prijeti|preti mi|nasilj|siluje|silova"),
    DEATH("\\bпочина|meghalt|ka vdekur|\\bvdiq\\b|\\bumro\\b|\\bumrla\\b|preminu"),

    /* -- Chinese */
    SELF("自杀|自殺|想死|不想活|活不下去|自残|自殘"),
    OTHERS("打我|家暴|威胁|威脅|虐待|强奸|強姦|强暴|勒索"),
    DEATH("去世|死了|过世|過世"),

    {SAFETY_NONE, FALSE, NULL}};
