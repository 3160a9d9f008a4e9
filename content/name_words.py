"""Words that tell names of people from other words with a capital; folded, in four languages."""

_PARTICLES = """
de du des la le les van von der den ter ten zu zum zur di da do dos das del della el al bin ben ibn
y e
"""
_HONORIFICS = """
kaplan vikar diakon prior abt oberst hauptmann canon deacon brigadier adjudant chanoine capitan
coronel sargento cabo pater constable officer inspector commissaire inspecteur kommissar
kommissarin nurse sheriff deputy mayor senator president presidente alcalde padre madre imam rabbi
rabbin mister mistress lt col capt sgt rev buergermeister m mm mr mrs ms mme mmes mlle mlles
monsieur madame mademoiselle maitre docteur dr prof professeur professor miss sir lady lord judge
captain doctor herr frau fraulein senor senora senorita dona don sra srta abbe capitaine colonel
commandant doktor frl oncle tante tonton uncle aunt onkel tio tia soeur frere pere mere sister
brother tata auntie grandpa grandma granny nana mamie papi papy opa oma schwester bruder pfarrer
pfarrerin pastor pastorin bischof bishop reverend vicar abuela abuelo abuelita hermana hermano fray
sor profesor profesora doctora maestro maestra cure sergent sergeant general lieutenant major graf
baron baronne comte comtesse
"""
# Where these stand before or in a run of capitals, it is a place, a house, a prize, a work.
_PLACE_BEFORE = """
villa pole valley lake mount heide bad county rue avenue boulevard bd place quai square impasse
allee chemin pont gare station metro aeroport lycee college ecole universite fac faculte hopital
clinique musee theatre stade salle tour prix fondation institut loi plan librairie cafe restaurant
hotel residence cite quartier village ville mont lac ile fort port saint sainte saints st ste san
santa santo sankt notre street road university hospital museum theater prize award strasse platz
schule universitat verlag preis kino museo calle plaza avenida instituto universidad colegio premio
editorial fundacion parque barrio
"""
# These only right before it: "the book Emma", but "the book by Emma".
_WORK_BEFORE = """
film roman livre album chanson revue magazine novel book movie song buch novela pelicula libro
edition editions
"""
_NOT_PEOPLE = """
mittag vormittag nachmittag mitternacht anfang ende mitte minute minuten stunde stunden jahre
jahren tage tagen wochen monate sekunden uhr flugel rader guten gute guter morgen abend nacht staat
natur business insider social media universe handwerk bundesliga bundestag parlament gericht
polizei supreme court house officials harvard government senate police army navy airport airlines
telecom telekom corporate systems solutions ventures capital partners holding gouvernement
prefecture mairie academia ayuntamiento gobierno ministerio guardia civil lundi mardi mercredi
jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre octobre
novembre decembre monday tuesday wednesday thursday friday saturday sunday january february march
april may june july august september october november december montag dienstag mittwoch donnerstag
freitag samstag sonntag januar februar marz juni juli oktober dezember lunes martes miercoles
jueves viernes sabado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre
noviembre diciembre noel paques christmas easter halloween weihnachten ostern navidad france paris
lyon marseille toulouse nantes lille bordeaux strasbourg rennes nice europe europa afrique africa
asie asia amerique america england angleterre londres london allemagne germany deutschland berlin
hamburg munich munchen koln wien zurich suisse schweiz switzerland geneve belgique bruxelles
brussels espagne spain espana madrid barcelona barcelone sevilla valencia italie italy italia rome
roma milan portugal lisbonne lisboa usa canada quebec montreal etats unis united states kingdom
york chicago boston texas california californie washington japon japan tokyo chine china inde india
bresil brasil brazil mexique mexico argentina chile colombia peru russie russia maroc algerie
tunisie senegal sud nord south north east west ouest francais francaise anglais anglaise english
french german deutsch spanish espanol italien allemand espagnol europeen european american
americain british twitter facebook google youtube instagram linkedin whatsapp telegram mastodon
bluesky tiktok snapchat skype netflix amazon apple microsoft windows linux android iphone ipad mac
macbook samsung sony nokia ibm intel oracle adobe wordpress blogger wikipedia github gitlab reddit
slack zoom discord uber airbnb paypal spotify deezer minitel netvibes msn icq java javascript
python ruby php scala kotlin rust spring docker cassandra hadoop firefox chrome safari internet web
wifi renault peugeot citroen toyota bmw audi volkswagen sncf ratp edf university universite school
ecole college institute institut foundation fondation company group groupe inc ltd llc gmbh corp
corporation association club team society conference summit festival meetup congress congres
committee comite council conseil ministry ministere assembly assemblee party parti bank banque
hospital hopital street avenue road square bridge park station museum library prize award cup day
week night news times post journal review magazine radio tv channel press studio studios records
music orchestra band academy academie center centre central campaign project projet open source
black nobel goncourt grand grande big great new old nouveau nouvelle vieux dieu god gott dios jesus
christ bible coran covid bon bonne happy good best red blue green white antipolis science fiction
hard soft software engineering data cloud digital community manager management agile scrum senior
junior chief officer director president ceo cto server box pro plus max live aachen aberdeen
alicante almeria amiens amsterdam angers annecy antwerpen arles arras athen augsburg avignon aviles
badajoz basel bath bayonne belfast belfort belgrade bergen besancon bilbao birmingham bochum bonn
bologne bologna boulogne bourges braunschweig bremen brest breslau brighton bristol bruges brugge
bucarest budapest burgos caceres cadiz caen calais cambridge cannes cardiff cartagena casablanca
castellon chambery cherbourg ciudad clermont colmar copenhague cordoba cork coruna coventry
cracovie cuenca dakar danzig darmstadt detroit dijon dortmund dresden dublin duisburg dunkerque
edinburgh erfurt essen exeter frankfurt freiburg gand gdansk genf gent genova gerona giessen gijon
girona glasgow gottingen graz grenoble hanovre hannover heidelberg helsinki huelva innsbruck
istanbul jaen jena karlsruhe kassel kiel kiev koblenz konstanz krakau kyoto lannion lausanne laval
leeds leicester leipzig liege limoges lisbon liverpool logrono lorient lubeck luxembourg luxemburg
lucerne luzern maastricht magdebourg magdeburg mainz malaga manchester mannheim marburg mayence
melbourne metz miami morlaix moscou moskau moscow mulhouse munster murcia namur naples napoli
narbonne newcastle nimes niort norwich nottingham nurnberg orense orleans oslo oviedo oxford
palermo pamplona pau perpignan plymouth poitiers pontevedra portsmouth potsdam prag prague quimper
reims rostock rotterdam rouen salamanca salzburg santander saragosse segovia seattle sheffield
soria southampton stockholm strasburg stuttgart sunderland sydney tarragona teruel toledo tolede
toulon tours trier trieste troyes tubingen turin ulm utrecht valladolid vannes varsovie venedig
venice venise vichy vigo villach warschau warsaw weimar wiesbaden wuppertal wurzburg zamora
zaragoza bretagne normandie alsace provence bourgogne champagne picardie savoie auvergne bayern
bavaria sachsen hessen tirol schwaben westfalen holstein andalucia asturias aragon galicia cataluna
navarra extremadura castilla scotland wales ireland irland irlande ecosse cornwall sussex yorkshire
osterreich autriche austria polen pologne poland turkei turquie turkey griechenland grece greece
holland hollande niederlande schweden suede sweden norwegen norvege norway danemark finland
finlande hungary hongrie ungarn ukraine roumanie rumania tesco starbucks aldi lidl ikea carrefour
leclerc auchan monoprix mercadona zara decathlon yamaha casio commodore bosch siemens volvo fiat
seat skoda opel honda mazda nissan vespa philips dell atari amiga nintendo playstation lego bic
herald guardian observer telegraph mirror monde figaro liberation pais mundo spiegel zeit advent
carnaval carneval toussaint pentecote pfingsten ramadan boxing thanksgiving grey deutsche deutschen
deutscher bahn neue neuer
"""
# Small words that begin a sentence, and so stand before a name with a capital of their own.
_OPENERS = """
celle celles celui ceux celleci celuici ceuxci cellesci cellela celuila ceuxla cellesla ask tell see
thank thanks call meet read write follow visit remember imagine demandez demande voyez merci lisez
ca ceci c qa a ah ai alors apres as at attention au aujourd aussi autre aux avant avec bah ben bien
bienvenue bonjour bonsoir bravo but car ce cela celui ces cet cette chacun chaque chez cher chere
chers cheres comme comment coucou d dans de depuis des dear deja desormais donc du elle elles en
encore enfin ensuite entre et etait etre eux felicitations grace hello hey hi hier il ils interview
j je jamais joyeux l la le les leur leurs lors lorsque lui ma mais meme merci mes moi mon ni nos
notre nous on ok or ou oui par parce parfois pas pendant peut plus portrait pour pourquoi pourtant
puis qu quand que quel quelle quelques qui quoi rencontre rendez sa salut sans sauf se selon ses si
sinon soudain sous son souvent suis sur surtout ta te tes toi ton tous tout toute toutefois toutes
tu un une vers via vive voici voila vos votre vous about after again all also although an and
another any are because before both by did do does during each even every finally first for from
had has have he her here his how however i if in interviewing is it its just later like maybe
meanwhile meet my never no nobody not now of often oh once one only our out perhaps please she
since so some sometimes still such thank thanks that the their then there these they this those
though thus to today together tomorrow too unfortunately until was we well were what when where
which while who why with yes yesterday yet you your said says aber alle als am auch auf aus bei
beim bevor bis da damals danach dann danke das dass dein deine dem den denn der dich die dies diese
dieser dir doch durch ein eine einem einen einer er es fur gegen gestern hallo hat heute ich ihr
ihre im immer ist ja jede jetzt kein keine lieber liebe man mein meine mit nach nachdem nein nicht
noch nun nur ob oder ohne schon sehr sein seine seit selbst sie sind spater trotz uber um und uns
unser unter vom von vor wahrend war warum weil wenn wer wie wieder wir wo zu zum zur zwei ademas
ahora al algunos antes aquel aqui asi aunque ayer bueno cada casi como con contra cuando cuanto del
desde despues donde durante el ella ellos entonces era ese esta este esto gracias hace hacia hasta
hay hola hoy incluso las lo los luego mas me mi mientras mis muy nada nadie nosotros nuestra
nuestras nuestro nuestros nunca o otra otro para pero poco por porque pues querida querido quien
segun ser siempre sin sobre solo su sus tambien tan una uno usted y ya yo laut samt kollege
kollegin freund freundin bruder schwester sohn tochter mutter vater nachbar nachbarin chef chefin
lehrer lehrerin dank neben maman papa unsere unserem unseren unserer unseres eure euer ihrem ihren
ihrer ihres meinem meinen meiner seinem seinen seiner deinem deinen deiner dieses diesem diesen
jeder jedes jedem jeden jemand niemand keiner keinem keinen alles allen aller beide beiden einige
einigen einmal etwas viele vielen viel wenig wenige zwar sonst dort dorthin draussen drinnen unten
oben vielleicht natuerlich naturlich leider endlich plotzlich zuerst zuletzt abends morgens nachts
mittags gerade ganz genau ebenso ausserdem trotzdem deshalb darum dabei dafur dagegen daran darauf
daraus darin davon davor dazu somit kaum immerhin schliesslich irgendwann jedenfalls ach tja naja
mama mine yours hers theirs ours somebody someone everybody everyone people folks others anybody
anyone nothing something everything mum mom dad mummy daddy mother father granny neither either few
many most several much two three four five six seven eight nine ten next last right sure sorry yeah
hmm okay rien personne certains certaines beaucoup quelqu quiconque trois quatre cinq dix lorsqu
puisqu puisque mamie papi papy va viens tiens allez voyons dis eh hein ouais desole pardon bref
alguien algo todo todos todas toda mucha muchas muchos mucho pocos pocas varios varias dos tres
cuatro cinco abuela abuelo aquella aquellos aquellas estos estas esos esas esa eso ningun ninguna
alla alli ahi arriba abajo dentro fuera
"""

PARTICLES = frozenset(_PARTICLES.split())
HONORIFICS = frozenset(_HONORIFICS.split())
PLACE_BEFORE = frozenset(_PLACE_BEFORE.split())
WORK_BEFORE = frozenset(_WORK_BEFORE.split())
NOT_PEOPLE = frozenset(_NOT_PEOPLE.split())
OPENERS = frozenset(_OPENERS.split())
