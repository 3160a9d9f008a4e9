"""What people do and things seldom: verbs beside a name, folded, in four languages."""

# Speech, thought, feeling: whoever does this is somebody.
_SPEAKS = """
herself himself said says told tells asked asks replied replies answered answers explained explains
laughed laughs smiled smiles nodded nods shrugged shrugs sighed sighs whispered whispers shouted
shouts cried cries wept remembered remembers recalled recalls thought thinks knew knows felt loved
loves hated hates wanted wants hoped hopes believed believes admitted admits insisted insists joked
jokes taught teaches wondered wonders promised promises slept sleeps woke ate drank sang sings
danced dances married died grinned grins frowned frowns blushed hesitated hesitates agreed agrees
confessed confesses apologised apologized suggested suggests complained complains murmured muttered
phoned begged swore swears waved waves winked invited invites hugged kissed thanked thanks learned
learnt studied grew retired regrets dit disait dira raconte racontait racontera explique expliquait
expliquera repond repondait repondit demande demandait demanda ajoute ajoutait sourit souriait rit
riait pense pensait pensa croit croyait avoue avouait soupire soupirait murmure murmurait chuchote
crie criait pleure pleurait hausse hoche aime aimait adore adorait deteste detestait prefere
preferait reve revait espere esperait regrette regrettait plaisante plaisantait confie confiait
hesite hesitait chante chantait rigole rigolait dort dormait enseigne enseignait apprend apprenait
veut voulait sait savait connait connaissait refuse refusait promet promit propose proposait salue
saluait remercie sagt sagte erzahlt erzahlte fragt fragte antwortet antwortete meint meinte lacht
lachte lachelt lachelte nickt nickte denkt dachte glaubt glaubte weiss wusste weint weinte fluster
flusterte fluestert fluesterte erinnert seufzt seufzte schrieb schreibt ruft rief singt sang
schlaft schlief liebt liebte hasst hasste mag mochte will wollte hofft hoffte uberlegt uberlegte
zuckt zuckte freut freute argert argerte heiratete starb lernte lernt lehrt lehrte erklart erklarte
schwieg schweigt gestand gesteht schwort wunscht grinst grinste brummt brummte dice dijo decia
cuenta conto contaba pregunta pregunto preguntaba responde respondio respondia explica explico
explicaba sonrie sonrio sonreia rie reia penso pensaba cree creia sabe sabia quiere queria recuerda
recordo recordaba llora lloro lloraba canta canto cantaba duerme dormia ama amaba odia odiaba
prefiere preferia suena sonaba espera esperaba confiesa confeso suspira suspiro murmura murmuro
grita grito gritaba anade anadio admite admitio ensena ensenaba aprendio aprende escribe escribio
bromea nacio murio vive viene vino
"""
# What places and machines do, too, but people more often.
_ACTS = """
went goes came comes walked walks ran sat sits stood drove drives brought brings bought buys sold
sells wrote writes read reads lived lives worked works met meets gave took takes kept keeps made
lost left found won joined founded started led built builds carried carries opened closed cooked
cooks bakes baked painted paints played plays counted counts looked looks listened listens watched
watches helped helps moved wore wears spent picked held holds showed spoke speaks talked talks
turned tried tries arrived returned poured pours knocked pointed points kneels knelt laid lay va
allait alla vient venait vint arrive arrivait arriva part partait partit prend prenait prit tient
tenait tint met mettait mit fait faisait fit vit vivait habite habitait travaille travaillait
travailla ecrit ecrivait ecrivit lit lisait ouvre ouvrait ouvrit ferme fermait ferma leve levait
leva pose posait posa passe passait passa donne donnait donna porte portait porta regarde regardait
regarda montre montrait montra cherche cherchait chercha trouve trouvait trouva parle parlait parla
joue jouait joua marche marchait marcha grimpe grimpait descend descendait monte montait attend
attendait boit buvait mange mangeait cuisine cuisinait coud cousait petrit petrissait conduit
conduisait vend vendait achete achetait garde gardait appelle appelait accueille accueillait
organise anime dirige dirigeait cree fonda devient devint quitte quitta naquit mourut rejoint ging
geht kam kommt lief lauft stand steht sass sitzt fuhr fahrt brachte bringt kaufte kauft verkaufte
verkauft las liest lebte lebt wohnte wohnt arbeitete arbeitet traf trifft gab gibt nahm nimmt hielt
halt machte macht verlor fand findet begann grundete leitete leitet baute baut trug tragt offnete
offnet schloss kochte kocht backt malte malt spielte spielt zahlte zahlt zeigte zeigt horte hort
sah sieht half hilft zog zieht sprach spricht redete redet versuchte zeichnet zeichnete setzte
setzt legte legt stellte stellt kennt kannte holt holte besuchte besucht klopfte klopft hat hatte
ist war wurde va iba fue llega llego llegaba sale salio salia entra entro entraba sube subio subia
baja bajo bajaba toma tomo trae trajo traia lleva llevo llevaba compra compro vende vendio vendia
hace hizo hacia pone puso ponia tiene tuvo tenia trabaja trabajo trabajaba vivia vivio lee leyo
leia abre abrio abria cierra cerro cerraba habla hablo hablaba mira miro miraba busca busco
encontro perdio gano fundo dirige dirigia conduce condujo cocina cocinaba pinta pinto pintaba juega
jugaba pide pidio pedia da dio daba deja dejo dejaba corta cortaba muestra mostro guarda guardaba
corre corrio despacha devuelve cose cosia cargaba estaba era
"""
# These say little alone: "has", "est".
_IS = """
is was has had does did will would can could isn wasn hasn hadn doesn didn est etait fut a eut sera
aura peut pouvait doit devait wird kann konnte muss musste soll sollte darf durfte liess lasst
bleibt blieb es ha habia esta puede podia debe siempre nunca
"""
# Between a name and its verb in French, Spanish; behind it in German.
_CLITICS = "l m n s t me te se lui leur nous vous ne sich mir mich uns le lo nos"
CLITICS = frozenset(_CLITICS.split())

SPEAKS = frozenset(_SPEAKS.split())
ACTS = frozenset(_ACTS.split())
IS = frozenset(_IS.split())
# These stand before whoever speaks, too: "said Ann".
_ASKS = """
said says told asked replied answered whispered sighed shouted laughed thinks thought dit disait
demande demanda repond repondit raconte explique ajoute soupire murmure crie confie avoue plaisante
sagt sagte fragt fragte erzahlt erzahlte antwortet antwortete meint meinte ruft rief lacht lachte
brummt dice dijo decia pregunta pregunto responde respondio explica cuenta contesta contesto grita
suspira anade
"""
ASKS = frozenset(_ASKS.split())
