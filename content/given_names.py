"""Given names as data: the surest sign that a word with a capital is somebody.

Names of French, English, German and Spanish speaking countries, and of people who live there,
without accents and capitals. Whoever has none of these is found by what stands around the name.
"""

_GIVEN = """
aaron abdallah abdel abdelali abdelaziz abdelghani abdelhak abdelhalim abdelhamid abdelilah
abdeljalil abdelkader abdelkrim abdellah abdellatif abdelmajid abdelmalek abdelwahab abdennour
abderrahim abderrahmane abdessamad abdesslam abdon abdou abdoul abdoulaye abdourahmane abdul
abdulrahman abdurrahman abel abena abigail aboubacar aboubakar abraham achieng achille achim achraf
adaeze adam adama adan adel adela adelbert adele adelheid adelina adeline ademar adesola adil adina
adja adjoa adjoua adnan adolf adolfo adolphe adrian adriana adriano adrien adrienne adwoa afonso
agata agathe aglae agnes agnieszka agustin agustina ahlem ahmad ahmed aicha aida aidan aiko aileen
aimee ainara ainhoa ainize aisha aissa aissatou aitana aitor akiko akim akinyi akira akosua akua
alain alan alana alban albane albert alberto albin alcibiade alcide aldebert aldo aled aleida aleix
alejandra alejandro alejo aleksander aleksandr aleksandra alena alessandra alessandro alessia alex
alexander alexandra alexandre alexandrine alexane alexei alexia alexis alfons alfonso alfred alfredo
algernon alice alicia aliette alina aline alioune alisa alison alistair alix aliya alizee allan
allison alois alphonse alphonsine alun alvaro alvin alwin alyssa amadeo amadou amaka amal amalia
amance amanda amandine amandus amara amatxi amaury ambroise ambrosio amedee amel amelia amelie amina
aminata aminatou amine amir amira amit amrita amy ana anabel anacleto anaelle anahi anais ananda
ananya anass anastacia anastasia anastasie anatol anatole anders andre andrea andreas andree andrei
andres andreu andrew andrey andrzej andy aneta anette angela angele angelica angelika angelina
angeline angelines angelino angelique angelo angharad angus anh anicet aniela anika anil anina
anisha anissa anita anja anjali anke ann anna annabelle annaelle anne annegret anneke annelie
anneliese annelise annelore annemarie annett annette annick annie annika annina annita annunziata
anouar anouk anselm anselme anselmo ansgar ansgard ansoumane antal anthony antide antje antoine
antoinette anton antonella antoni antonia antonin antonina antonio anwar anya anzhela aoibheann
aoife aparna apollinaire apolline aquilino arabella araceli arantxa arantza aranxa arcadio archibald
archie ariadna ariane arianna ariel arielle aristide aristote arjun arlene arlette arlo arlow
armance armand armandine armando armelle armin arminda arnaud arne arno arnold arnulf arsene arthur
arthus arturo arun asa ashley ashok asier asma asmaa aspasia assetou assia astou astrid athanase
athena atsuko aubane aubert aubin aubree aude audran audrey auguste augustin augustine augusto aure
aurelia aureliano aurelie aurelien aurelio aurelius auxane axel axelle ayako ayden ayesha ayla
aymeric aymerick ayodele ayoub ayse azenor aziz aziza azucena babatunde babette badr badreddine
bahar bakary balbina baldomero balduin baltasar baptiste barbara barbel barbora barnabas barnabe
barnaby barry bart bartholomew bartolome bartosz basile basilio bastian bastien batiste baudouin
bautista beata beate beatrice beatrix beatriz becky begona belen belinda belkacem beltran ben
benedetta benedicte benedicto benedikt benita benito benjamin benno benoit berangere berengere
berenice bergit bernadetta bernadette bernard bernardette bernardine bernardo bernd bernhard bert
bertha berthe bertie bertille bertram bertrand bertrande bessie beth bethany bettina betty beverly
bianca bibiana bilal billy bineta bintou birger birgit birgitta birte bjarne bjorn blaise blanche
blandina blandine blodwen bob bobby bodo bogdan bogumil bongani bonifacio bonnie boris boualem bouba
boubacar boubou brad bradley brahim brais brandon branislav braulio brenda brendan brian brice brid
bridget brigida brigitta brigitte britta bronislaw bronwen bronwyn bruna brunhild brunhilde bruno
bryan burghard burkhard burkhart caetano caitlin caleb calista calixte callum calogero calvin
cameron camila camilla camille camilo candice candido caoimhe carina carine carl carla carles carlo
carlos carlota carmela carmelina carmelo carol carola carole carolin carolina caroline carolyn
carsten carys casilda casimir casimira casimiro caspar cassandre cataleya catalina caterina cathal
catharina catherine cathrin cathy catrin cayetana cayetano cecil cecile cecilia cedric ceferino
celeste celestin celestina celestino celia celina celine celinie celsa celso cem cesaire cesar
cesare cesaria chad chaima chantal chantale charlene charles charlie charline charlize charlotta
charlotte chayma cheikh chen cheng cheryl chiamaka chiara chidi chimamanda chinedu chinua chioma
chloe chow chris christa christabel christel christele christelle christiaan christiane christianne
christina christine christof christoffer christoph christophe christopher chrystel ciara ciaran
cillian cindy cipriano ciril ciro claire clara clarice clarisse claude claudette claudia claudie
claudina claudine claudio claus clelia clemence clemencia clement clementina clementine cleophas
clive clodagh clodomir clotaire clothilde clotilde clovis colette colin coline colm conall
concepcion conchita connor conor conrad conradin consolata constance constantin constanza cora
coralie coraline cordelia cordell cordula corentin corey corina corine corinna corinne cormac
cornelia cornelius cosima cosimo cosme cosmo costanza coumba craig crispin crispina cristian
cristiana cristina cristobal cuauhtemoc cunegonde curtis cyndi cynthia cyprien cyprienne cyriaque
cyril cyrille cyrus dafydd dagmar dahlia daiki daisuke dalila damaris damaso damian damiana damiano
damien damir damon dan dana dani danica daniel daniela daniele daniella danielle danilo danny danuta
daphne dario darius dariusz darja darko darlene daron darragh darren darya dave david davide davina
dayana debbie deborah declan deepa deepak deirdre delfina delia delphin delphine delyth demba
demetrio denis denisa denise dennis denyse denzel derek derrick desideria desiderio desiree desmond
detlef detlev devin deysi dhruv diallo diana diane diarmuid diarra didier diederik dieter dietlinde
dietmar dietrich dilek dilys dimitri dina dinah dinesh dino diogo dionisia dionisio dirk divya
djamel djamila djeneba djibril dmitri dmitry domenico dominga dominic dominik dominika dominique
domitien domitille donal donald donata donatella donatien donatienne donato donna donovan dora
doreen dorian dorina doris dorit dorota dorotea dorothea dorothee dorothy dorte dorthe doug dougal
douglas dragan dragana drago dragomir driss drissa duarte duncan dunja dustin dwayne dwight dylan
eamon eamonn ebba ebere eberhard eberhart ebru eckart eckhard ed edda eddie eddy edelmira edeltraud
edeltraut edgar edgardo edilberto edina edith edma edmee edmond edmonde edmondo edmund edmundo edna
edoardo edouard eduard eduarda eduardo edvard edward edwige edwin edwina efrain egbert egidio
eginhard eglantine egmont egon ehab eileen eilidh einar eirlys eitan ekaterina ekkehard ekkehart
elaine elda eleanor eleazar elena eleni eleonor eleonora eleonore eleuterio elfi elfrieda elfriede
elham eli elia elian eliane elias elidia elie eliette eligio elijah elin elina eline elinor eliot
eliott elisa elisabet elisabeth elisabetta elise eliseo elisha eliza elizabeth elke ellen ellene
ellie elliot elliott elmar elmer elodie eloi eloisa eloise elouan eloy elpidio elsa elsbeth elsie
elton eluned elvira elvire elwood elwyn elyse elzear emanuel emanuele emeka emelie emeline emerance
emeric emerson emiko emil emile emilia emiliano emilie emilien emilienne emilio emily emine emlyn
emma emmanuel emmanuele emmanuelle emmeline emmet emmett encarna encarnacion enea engelbert
engelbrecht engracia enno enoch enora enrica enrico enrique enriqueta enya enzo eoghan eoin ephraim
epifanio erasmo erdmann erdmute eric erica erich erick erik erika erin ermance ermelinda ermeline
erminia erna ernest ernestina ernestine ernesto errol erwan erwin esben escolastica esme esmee
esmeralda esra esteban estefania estela estelle ester esther etel ethan ethel etienne etta eudes
eudoxie eufemia eufrasia eugen eugene eugenia eugenie eugenio eulalia eulalie eulogio eunice eurwen
eusebe eusebio eustache eustaquio eutimio eva evan evander evangelina evangeline evariste evaristo
evelia evelina eveline evelio evelyn evelyne everardo everett evita ewa ewald ewan ewen eystein
ezekiel ezequiel ezio fabia fabian fabiana fabiano fabien fabienne fabio fabiola fabrice fabricio
fabrizio fadi fadila fadoua fairouz faisal faiza fanny farah fares farid farida farouk fathi fatih
fatiha fatima fatimata fatma fatou fatoumata faustin faustina faustine faustino fausto fawzi faycal
fayçal federica federico fedor felicia felicie felicien felicienne felicitas felicity felipa felipe
felisa felix feliza felizitas femi ferdi ferdinand ferdinando ferenc fergal fergus fermin fermina
fernand fernanda fernande fernando ferran ferreol fethi ffion fiachra fidelia fidencio fien filip
filipa filipe filippo filomena fintan fiona fionn fiorella firas firmin firmina firmine fjodor
flavia flavie flavien flavio fleur flora florencia florencio florent florentin florentina florentine
florentino floria florian floriana floriane florianne floriano florie florin florinda florine floris
floyd folake folke folkert fortunato foteini fouad fouzia frances francesc francesca francesco
francette franciane francie francine francis francisca francisco franck francky franco francois
francoise franka frankie franklin frans franz franzi franziska fraser frauke fred freda freddie
freddy frederic frederica frederick frederico frederik frederike frederique fredy freya frida
fridolin frieda friedbert friedel friedemann frieder friederike friedhelm friedhold friedolin
friedrich fritz froilan fructuoso fulbert fulgence fulgencia fulgencio fulvia fulvio funmilayo gabin
gabino gabor gabriel gabriela gabriele gabriella gabrielle gad gael gaelle gaetan gaetane gaetano
gaia gail galina galo gamal gareth garry gaspard gaston gaudencio gauri gauthier gautier gavin
gaylord gearoid gebhard geert geeta gema gemma genaro genevieve genoveva geoff geoffrey geoffroy
georg george georges georgeta georgette georgiana georgina georgios gerald geralde geraldine geraldo
gerard gerarda gerardo gerd gerda gereon gerhard gerhild gerlach gerlinde germain germaine germana
germano gernot gero gerold geronimo gerrit gerry gertraud gertrud gertrude gertrudis gervais
gervaise gervasio gesa gesche gethin ghassan gheorghe ghislain ghislaine giacomo giancarlo gianluca
gianna gianni gideon gilbert gilberta gilberte gilberto gilda gildas giles gilles gillian gina
ginette gino giorgia giorgio giovanna giovanni giraldo gisbert gisela giselda gisele giselher
gisella giselle gislaine gitta giulia giuliana giuliano giulio giuseppe giuseppina gladys glenda
glenn gloria glynis godefroy godehard godelinde goncalo gontran gonzague gonzalo gopal goran gordana
gordon gosia gottfried gotthard gotthilf gotthold gottlieb graciela gracieuse graham grainne
graziella greg gregoire gregor gregoria gregorio gregory greta grete gretel grethe griselda
gualterio gudrun guenaelle guenola guenter guenther gueorgui guglielmo guido guilaine guilhem
guilherme guillaume guillemette guillemine guillermina guillermo guiomar guita gulsen gumersinda
gumersindo gunda gundula gunilla gunnar gunnhild gunter gunther guntram gurvan gus gustav gustave
gustavo gwen gwenael gwenaelle gwendal gwendoline gwendolyn gwenola gwilym gwladys gwyn gwyneth
gyorgy gyula haakon habib habiba hachem hadia hadja hadley hadrien hafid hafida hafsa haidar hailey
hajar hakan hakim hakima halima halina hamadou hamdi hamed hamid hamidou hamish hamouda hamza hana
hanane hanna hannah hannele hannelene hannelore hannes hans hansjorg hanspeter harald haris harold
haroun harriet harry hartmann hartmut hartwig hartwin haruka haruki harvey hasan hasna hassan
hassane hatem hatice hattie hauke havva hawa hayat haydn hayley hector hedda hedi hedwig hedwige
hedy heidemarie heidi heidrun heike heiko heiner heinke heino heinrich heinz helder heledd helen
helena helene helenka helga helge helgi heliodoro helle hellmut hellmuth helmi helmtrud helmut
heloisa heloise hendrik hendrika hendrina henk henning henny henri henrietta henriette henrik
henrike henrique henry henryk herbert herbie heribert heriberto herlinda hermance hermann hermelinda
hermengarde hermine herminia herminio hermione hernan hernando herta hertha herve hesper hicham
hideo hien hieu higinio hilaire hilaria hilario hilarion hilarius hilary hilda hildburg hilde
hildebrand hildegard hildegarde hildegund hiltrud hinrich hipolito hippolyte hiro hiroko hiroshi
hisham hoa hocine holger hollis homero honorata honorato honore honorine horacia horacio horatio
horst hortense hortensia hosni houcine houda houria howard howie hristo hubert hubertus hugh hughes
hugo hugues huguette humbert humberto humphrey huong husein huseyin hussein iago iain ian ibai ibon
ibou ibrahim ibrahima ibtissem ida idalia idelfonso idir idoia idris idriss iestyn ieuan ieva ifeoma
iga ignace ignacia ignacio ignatius igone igor ikenna ikram ilan ilana ilaria ildefonso ildiko
ileana ilhem ilia ilias ilie ilja ilka ilker illona ilona ilse ilsebill ilyas ilyes imad iman imane
imen imma immanuel imogen imran ina inacio inaki indalecio indira indra ines inga inge ingebjorg
ingeborg ingo ingomar ingrid ingrun inigo inmaculada iolanda iolanthe ionela ionut iorwerth
iphigenie iratxe irena irene irenee iria irina irma irmela irmgard irmtraud irvin irving irwin isaac
isabeau isabel isabella isabelle isadora isadore isaiah isaias isak isaline isaure isela iseult
ishaan isidora isidore isidoro isidro isla islwyn ismael ismail ismaila ismene isobel isolda isolde
isolina issa issam istvan itziar ivan ivana iverna ivette ivo ivonne iwan iwona izabela izaskun jaap
jacek jacinta jacinte jacinto jack jackie jacky jacob jacoba jacobo jacopo jacqueline jacques
jacquot jadwiga jago jagoda jaime jairo jakob jakov jakub jalal jalil jamaal jamal jamel james
jameson jamie jamila jan jana jane janek janet janette janice janick janina janine janis janka janko
janna janneke jannes jannik janosch janusz jaouad jared jarek jarl jarmila jaroslav jarrod jasmijn
jasmina jasna jason jasper jaume javier javiera jawad jay jaya jean jeanette jeanne jeannette
jeannie jeannine jeannot jedidiah jeff jeffrey jeffry jehan jehanne jelena jelle jemima jemma jenna
jennie jennifer jenny jens jeppe jere jeremiah jeremias jeremie jeremy jeroen jerome jeronimo jerry
jerzy jesper jess jessica jessie jesusa jette jill jim jimena jimmy jiri joachim joachima joachime
joakim joan joana joanna joanne joao joaquin joaquina jobst jocasta joceline jocelyn jocelyne jochem
jochen jodie jodok joe joel joelle joerg joffrey johan johana johann johanna johannes john johnathan
johnnie johnny jolana jolanda jolanta jolanthe jolene jolie jolien jomo jon jonah jonas jonathan
jonna joost joran jordana jordane jordi jorg jorge jorgen joris jorn jorunn jose josef josefa
josefina josefine joseph josepha josephine josephus josette josh joshua josiah josiane josie josip
joss josselin josselyn jost josue josune jovana jovita joyce juan juana juancho juanita juanjo
juanma judicael judith judy juergen jules julia juliaan julian juliana juliane julianna julie julien
julienne juliet julieta juliette julio julius juliusz junaid junko jurg jurgen jurgita juri juris
justin justina justine justino justus jutta juvenal kaci kacper kader kadiatou kadidia kadir kaia
kain kaitlyn kaja kalle kalpana kamal kamala kamau kambiz kamel kamil kamila kamran kaoutar karel
karen karim karima karin karina karine karl karla karlfried karlheinz karlotta karolin karolina
karoline karsta karsten karthik kasia kasimir kaspar katalin katalina katarina katarzyna kate katell
kateryna katharina katherine kathi kathie kathleen kathrin kathryn kathy katia katie katinka katja
katrijn katrin katrina katy kaur kaveh kavita kazimierz kazuo keely kehinde keiko keira keisha keith
kelechi kelly kelsey kemal kemi ken kendra kendrick kenji kenneth kenny kenza kenzo kerem kermit
kerry kerstin keshia kester ketty kevin kevser keziah khadidja khadija khadim khady khaled khaleel
khalid khalil khanh kheira kiara kieran kiki kilian kim kimberley kimberly kimmo kingsley kiran
kirill kirk kirsten kirsti kirsty kjell klaas klara klaudia klaus klementine knud knut koffi kofi
kojo konrad konstantin konstantina konstanze korbinian kordula kornelia kornelius krish krishna
kristel kristen kristian kristiina kristin kristina kristine kristjan kristof kristoffer krystyna
krzysztof ksenia kuba kunibert kunigunde kuno kunz kurt kwabena kwadwo kwaku kwame kwasi kyle kylie
kyra kyriakos lacey lachlan lada ladislao ladislas ladislav laetitia lahcen laia laila lakshmi lalla
lambert lambertus lamia lamine lamont lana lancelot lanre lansana lanzo lara larbi larissa larry
lars lassana lasse lasziv laszlo latifa latisha laura laure laureano laureen laureline lauren
laurence laurene laurens laurent laurentin laurentine laureta laurette lauriane lauric laurids
laurie laurin laurine laurits lauro lavinia lawrence layla lazarine lazaro lazlo lea leah leana
leander leandra leandre leandro leanne leart leberecht leda leela leiah leif leighton leila leire
lela leland lelia lelio lemuel lena leni lenka lennart lennox lenny lenora leo leocadia leocadie
leocadio leodegar leokadia leon leona leonard leonardine leonardo leonce leoncio leonel leonello
leonhard leonida leonidas leonie leonila leonor leonore leontin leontine leopold leopoldine leopoldo
leslaw lesley leslie leszek letia leticia letizia lettice letty lev levi lewis leyla leyre lia liam
lian liane lidia lidwina lienhard liesbeth liesel lieselotte liesl lilas lilian liliana liliane
liliosa lilith lilli lillian lillie lilly lilo limi lina linda lindiwe lindsay linh linn linnea lino
lionel lionelle liora lisa lisbet lisbeth lise liselotte liset lisette lissandro litzy liv livia
livio ljubica ljubomir llewellyn llinos lloyd lodovico loic loie loique loli lolita lonnie loredana
loreen loreena lorena lorenz lorenza lorenzo loretta lorie lorina loris lorna lotfi lothar lotte
lotti lottie lou louane louanne loubna louis louisa louise louison louka lourenco lowell lubna
lubomir luc luca lucas lucette lucia lucian luciana lucianne luciano lucie lucien lucienne lucila
lucile lucilla lucille lucinda lucinde lucio lucius lucrece lucrecia lucrezia lucy ludger ludgera
ludivin ludivina ludivine ludmila ludmilla ludolf ludovic ludovica ludovico ludwig luigi luigia luis
luisa luise luitgard luitpold luiz luiza luka lukas lukasz luke lutgarda lutz luzia lydia lydie
lynda lyndon lynette lynn lysandre lyse lysiane maarten maartje mabel mabrouk mabrouka macario
maciej maddalena maddie maddox madeleine madeline madlen madou mae mael maelie maelle maelys maeva
maeve mafalda magali magalie magda magdalena maggie maggy maguelone mahamadou mahaut mahdi mahe
maher mahfoud mahir mahmoud mahmut maia maike maiken mailys maimouna maina mainard mair maira
mairead maisie maitane maite maitena maiwenn majid makar makiko maksim malachi malcolm maleaume
malek malgorzata malia malik malika malin malorie malou malte malvina malvine mamadi mamadou
mamoudou manfred manfredo manish mannie manoel manolis manolo manon mansour mansur manu manuel
manuela manuelle maponos mara marah maraike marc marceau marcel marcela marceliano marcelin
marcelina marceline marcelino marcella marcelle marcellin marcello marcellus marcelo marcia marcial
marciano marcie marcin marco marcos marcus marea mareike marek maren margalida margaret margareta
margarete margarethe margarida margarita margaux margherita margie margit margitta margo margot
margret margrethe margrit marguerite maria mariadelcarmen mariam mariama mariame mariana mariane
mariangela marianne maribel maricarmen maricel marie marieclaire marieke mariel mariela marielle
marietta mariette marija marijke marijn marika mariko marilena marilene marilou marilu marilyn
marilyne marina marinette mario mariola marion marios marisa mariska marisol marissa marit marita
marius marjolaine marjorie marketa marko markus marla marleen marleigh marlen marlene marlies
marliese marlis marlo marlon marlous marlyse maroua marouane marsha marta marte marten martha marthe
marti martijn martin martina martine martinien martino martins marty marvin mary maryam maryline
maryse marysia maryvonne masha massimiliano massimo mateo mateu mateusz mathea mathew mathews
mathias mathieu mathijs mathilda mathilde mathis mathurin mathurine matilda matilde matis mats matt
mattea matteo matteus matthaus matthew matthias matthieu matthis mattia mattias matty matvei maty
maud maude maudie maurane maureen maurice mauricio mauritz maurizio mauro maxence maxim maxime
maximiano maximilian maximiliana maximiliane maximiliano maximilien maximino maximo maxine maya
mayra mbali mbaye meabh mechthild mechtild mederic medhi meena meera megan meghan mehdi mehmet meike
meinhard meinolf meinrad meirion melaine melanie melchior melchor meliha melina melinda meline
melisande melissa meliton melitta mellie melville melvin melvyn merce merche meredith meret merete
meriadec meriem merijn merlind merlinde merouane mert merten merve meryem meryl messaoud meta mette
mia micaela micha michael michaela michaelis michail michal michalina micheal michel michele
micheline michelle michiel michiko michou mickael mieczyslaw mieke miguel miguela mihai mika mikael
mikaela mike mikel mikhail miki miklos mikolaj mikołaj mila milagros milan mildred milena milica
millicent millie milly milos miloud minh minna minnie miodrag mira miran miranda mirco mireia
mireille mirella mireya miriam mirjam mirko mirkos mirna miron miroslav miroslava mirta misha mitch
mitchell mitja miyuki moana modibo modou moema mohamad mohamed mohammad mohammed mohan mohand moira
moises mojca mokhtar moktar momar mombert monegonde moni monia monica moniek monika monique montse
morag mordechai morgan morgane moritz morris morten mortimer moses moshe moshood mouhamed mouloud
mouna mounir mourad moussa muhammad muhammed mukesh mungo munir munira murat muriel murielle murray
mustafa mustapha mwangi myfanwy myles myra myriam myrna myron myrtille myrto nabil nabila nacer
nacera naceur nacho nadeem nadege nadejda nadezhda nadia nadine nadir nadira nadja nae nael nahia
naima najat najib nancy nanette nanni naoko naomi naomie narcisa narciso narcisse naresh nasrin
nasser nassim nassima nastasia natacha natalia natalie natalija natasa natasha nathalia nathalie
nathaly nathan nathanael nathaniel natividad naveen nawal nawel nayara nazaire nazario nazim ndeye
ndiaga neal ned neela neelam neele neha nehemiah neidhart neil nelia nelida nelio nelisiwe nell
nelly nemesio nena nenad nene nerea nereo nerys nestor nestora neus nevena neville nevin neyer ngan
ngoc ngozi nguyet nhung nia niall niamh nicanor nicasio niccolo nicholai nicholas nick nicky niclas
nico nicodeme nicodemus nicola nicolai nicolao nicolas nicolau nicolaus nicole nicoletta nicomedes
nidia niels nigel nihal nika nikhil nikita nikki niklas niko nikola nikolai nikolas nikolaus
nikoleta nilda nilo nilofar nils nilton nina nino ninon niobe niranjan nirina nisha nitin njoroge
nkechi nnamdi nneka noa noah noam noe noel noelia noelie noella noelle noemi noemia noemie nohemi
nolan nolberto nolwenn nomvula nora norah norbert norbertine norberto norbu noreen norman nour noura
noureddine nouria nourredine novalee ntombi nuala nuno nuria nwosu nyambura nydia obadiah obdulia
obinna octavia octavian octaviano octavie octavio odalys oddvar odell odette odila odile odilia
odilon odo ofelia ofir oier oihana oisin okan oksana olaf olalla olav oleg olegario oleguer
oleksandr olena olenka olga olimpia olindo oliver oliverio olivette olivia olivier olivo olof
oluwaseun olwen omar omari omayra ombeline omer ondrej onesime onofre oona ophelia ophelie orazio
oreste orestes oriana oriane oriol orla orlaith orlane orpha orsola orson ortrud ortrun ortwin osama
oscar oskar osmin osmund ossian osvaldo oswald oswaldo otello otfried otger othman othmane otieno
otilia otmar ottfried ottilie ottmar otto ottokar ottoline ottomar ottorino ouafa ouarda oumar oumou
oumy ousmane ovidio ovidiu owen oyvind ozan pablo pablos pacal paco pacome paddy padma padraic
padraig paige pakita palmyre paloma pamela pamfilo panagiotis pancho pancracio panos paola paolo
papis papus paquita paquito parvati parviz pascal pascale pascaline pascoal pascuala pasquale
patrice patricia patricio patrick patrik patrizia patrizio patsy patty paul paula paule paulette
pauliina paulin paulina pauline paulo pavel pavla pavlos pedro peggy pekka pelagia pelagie pelayo
pema penelope percival percy perdita pernelle pernille perpetua perrette perrine petar peter petr
petra petrina petronella petronila petronille petros petrus petula phaedra phebe phil philbert
phileas philemon philibert philine philip philippa philippe philippine phillip philomena philomene
phoebe phuong phyllis pierangelo pierre pierrette pierrick pieter pietro piotr pippa plamen
policarpo polina pooja porfiria porfirio poul prakash pranav prasad praxedes preben preeti prisca
priscilla priscille priscillien priya priyanka procopio procoro proculo proserpine prudencio przemko
przemyslaw qasim quang queenie quentin quentine querubin quincy quique quiteria quoc rabah raban
rabea rabia rachel rachelle rachid rachida rada radek radha radka radmila radmilo radomir radoslaw
radovan radu radulf rafa rafael rafaela rafaele rafaelle rafal raffaele rafik raghav ragna ragnar
ragnhild rahel rahim rahma rahul raimon raimonda raimondo raimund raimundo raina rainer rainier
raissa raj rajan rajesh rajiv rajko rakesh ralf ralph ralston ramata ramatou rambert ramdane ramesh
ramiro ramon ramona ramy ranavalona randall randolph rania ranieri raniero ranjan ranjit raoul
raphael raphaela raphaelle rapunzel raquel rashad rashid rashida rasmus rasoa ratna raul ravi
ravindra ray raya rayan rayane raymond raymonde raymundo reba rebeca rebecca rebecka rebekah rebekka
redouane regina reginald regine regino regis reimar reimund reinald reinaldo reingard reinhard
reinhild reinhold reinier reinold rejane rekha remi remigio remigius remko remy renaldo renan renata
renate renato renaud rene renee renilde renzo reto reuben rexhep reynald reynaldo rezso rhiannon
rhoda rhodri rhona rhonda rhys ria riad rica ricarda ricardina ricardo riccardo richard richarda
richelle rick rickie ricky ridha rieke rigoberta rigoberto rika rikard rikke rim rinus riordan risto
rita ritchie rivka riwan roald rob robbie robert roberta roberte robertina roberto robin robyn roch
rocio roderich rodger rodica rodney rodolfo rodolphe rodrigo rodrigue roel roelof rogelia rogelio
roger rogerio rogier rohan rohit roisin rokhaya roland rolande rolando rolf rolph romain romina
romolo romuald romualdo romulo romy ron ronald ronaldo ronan ronja ronnie ronny roosmarijn rory rosa
rosalba rosaleen rosalie rosalina rosalind rosalinda rosalinde rosaline rosamond rosamund rosangela
rosanna rosanne rosaura roscoe roseann roseanne roselin roseline rosella roselyne rosemarie rosemary
rosemay rosemonde rosenda rosendo rosetta rosi rosie rosina rosine rosita rosl roslyn rosseline
roswitha rotraud rowena rowland roxana roxane roxanne roy roya royce rozalia rozenn ruairi ruben
rubina rudi rudiger rudolf rudolfo rudolph rudy ruediger rufina rufino rufus ruggero rupert
rupprecht rurik ruslan russel russell rutger ruth ruthie ruxandra ruzica ryan ryo ryszard saad
saadia sabina sabine sabino sabri sabrina sabrine sacha sachin sadia sadie sadio safia safiatou
sahar saida saik sakina sakura salah salif saliha salim salima salimata salimatou sallie sally salma
salman salomon saloua salustiano salvatore salvatrice salvio sam samah samantha sameer sami samia
samiha samir samira samuel samuele samya sanaa sanae sandeep sandhya sandie sandor sandra sandrina
sandrine sandro sanela sangeeta sanja sanjay sanne santi santino sanya saoirse saori saphir sara
sarah sarai sarina sascha sasha saskia satish satoshi saturnin saturnina saturnine saturnino saula
saverio savina savine savinien sayed sayuri scarlett scholastique scott sean sebahat sebastian
sebastiana sebastiano sebastiao sebastien secundino segismunda segismundo segolene seija sekou
selena selene selim selin selina seline selja selvi semih senta sepp serafin serafina serafino serap
seraphin seraphine serdar seren serena serenus serge sergei sergej sergey sergine sergio sergiu
serife serigne serkan servais servando servane severiana severiano severin severine severino seweryn
seydou seymour seynabou shaheen shahid shaima shakira shamil shana shane shankar shannon shanti
shari sharif sharmila sharon sharron shaun shawn shawna shea sheila shelby sheldon shelley sheng
shereen sheridan sherif sherley sherlock sherman sherri shilpa shirin shirine shirley shiva shlomo
shona shreya shu shula sian sibel sibila sibilla sibyl sibylla sibylle sidney sidoine sidonie
siegbert siegfried sieglind sieglinde siegmar siegmund siegward sigfrido sigmar sigmund signe
sigolene sigrid sigurd siham sijmen silas silja silke silvain silvan silvana silvester silvestre
silvia silviane silvie silvina silvino silvio simao simen simeon simon simona simone simonetta
simonne simran sindy sinead sinikka siobhan sioned sipho sisko sissy sixta sixtine sixto sjoerd
slavica slavko slawomir slim slimane smail smain soazig sofia sofiane sofie sofya sohan sohrab sokol
solange solen solene solenn soline solomon solveig solvej somchai sonam sonia sonja sonsoles sonya
sophie sophronia soraya sorcha soren soriba sorin sotirios souad souheila souleymane soumaya soumia
stacey stacy staffan stan stana stanislas stanislav stanislawa stanko stanton starla stefan stefania
stefanie stefano stefanos steffen steffi steffie stella sten stephan stephane stephania stephanie
stephanos stephen stephy sterenn steve steven stewart stian stig stijn stina stoyan stuart sturla
suad subhash sudhir suela suelen sujata suki suleika suleiman suleyman sulpice sumaya sumiko sunil
sunita suraya suresh suri susan susana susanita susann susanna susannah susanne susi susie suzan
suzana suzanna suzanne suzel suzette suzie suzon suzy svante svatava svea sven svend svenja sverre
svetlana swantje swati swen swetlana sybil sybille syed sylta sylvain sylvaine sylvana sylver
sylvestre sylvette sylvia sylviane sylvie sylvius symphorien taavi tabea tabitha tadeusz tadhg taha
tahar taieb takeshi takumi talal talitha tallulah tamar tamara tamas tami tamika tammy tamsin tamsyn
tancrede tangi tanguy tania tanita tanja tanya taoufik tapani tara taraneh tarek tariku tariq
tarquin taryn tasha tashi tassilo tatiana tatienne tatjana tayeb tecla ted teddy teemu teena tegan
teguh teja telesforo telma telmo temitope teo teodora teodoro teodosio teofila teofilo terence
teresa teresia teresita terje terrance terrell terri terry tesfaye tess tessa tevin thabo thaddaus
thaddee thaddeus thais thaisa thalia thandi thandiwe thanh thao thassilo thea theda theis thekla
thelma themba theo theobald theodor theodora theodore theodoros theodule theofanis theolinde
theophila theophile theresa therese theresia thiago thibaud thibauld thibault thibaut thiemo thierno
thierry thies thijs thilde thilo thimothee thirza thomas thomasine thomasz thora thorben thorbjorn
thorfinn thorgal thorleif thorsten thurid thurston thuy tiago tiana tibo tibor tiburcio tidiane
tidjane tiemo tierry tieu tiffanie tiffany tijana tilda tillmann tilly tilman tilmann tilo tim timea
timna timo timoteo timothe timothee timothy timur tina tinka tinus tiphaine tirso tisha titia
titouan tiziana tiziano tobias tobin toby todd todor toivo tom tomas tomasa tomaso tomasz tomaz
tomek tomislav tommaso tommie tommy tomoko toni tonia tonino tonio tonje tonke tony tonya torben
torcuato torgeir toribio torill torquil torstein torsten touria tove toyin tracy trang tranquilino
traudl traute travis trevelyan trevor tricia trine trini trish trisha tristan tristram trond trude
trudy trung trygve tsvetan tuan tuanjai tudor tugdual tuija tullio tunde tundi tuomas turid tuyet
twyla tycho tyler tyrell tyrone tytti ubaldo ubbo uche udo ugo ulf uli ulises ulisse ulla ulrica
ulrich ulrik ulrika ulrike ulrikke ulysse ulysses umberto umit unai unni urbano uriah urias uriel
urraca urs ursina ursmar ursula ursule ursulina urszula usha usman uta ute uwe uzair uzma vaclav
vadim valdemar valdis valente valentijn valentin valentina valentine valentino valere valeria
valerian valeriano valerie valerio valerius valery valeska vanessa vania vanina vanja vannina varun
varvara vasco vashti vasil vasile vasilis vasily vassili vaughan vaughn vedran veit velma venancio
venceslas venkat verana verena vergil verner vernon veronica veronika veronique vesna vesselin
vianney vibeke vicenta vicente vicentin vicki vicky victor victorien victorin victorina victorine
victorino viet viggo vigo vijay vikas vikram viktor viktoria viktorija vilhelm vilhelmina vilma
vinay vincens vincent vincente vincenza vincenzo vinciane vinita vinko vinnie vinod vinzenz violaine
virgile virgilio virginie virginio viridiana visitacion vita vitalie vitaly vitor vittoria vittorio
vivek viveka vivian viviana viviane vivien vivienne vladan vladimir vladimira vlado vojislav vojtech
volkan volker volkhard volkmar vuk wafa wahiba wahid walburga walburge waldemar waldo waldtraut
walentina waleska walfredo walfried wali walid wallace wally walt walter walther waltraud waltraut
wanda wanderley wandrille wanjiru warren warrick waslaw wassila wassim wauter weam wee wenceslao
wenceslas wendelin wendeline wendy wenke wenzel werner wernher wesley wiam wibke widad wiebke
wieland wieslaw wigand wigbert wilbert wilbur wilda wilfred wilfredo wilfrid wilfried wilfriede
wilhelm wilhelmina wilhelmine wilko willa willem willemijn willi william willibald willibrord willy
wilma wilmar wilton wiltrud winfred winfried winifred winnie winona winston winthrop wioletta witold
wladimir wladyslaw wojciech wole wolfgang wolfhard wolfhart wolfram wolodymyr woodrow wout wouter
wulf wulfila wunibald wyn xabier xander xaver xavi xavier xaviera xenia xerxes xiao ximena ximeno
xoan xochitl xose yaa yaakov yacine yacouba yadira yael yaelle yago yahya yair yaiza yajaira yakov
yamila yamina yan yanick yanira yanis yann yannick yannig yannik yannis yaovi yara yarden yaren
yaroslav yasmeen yasmin yasmina yasmine yasser yassine yasuo yaw yazid yekaterina yelena yemi yenni
yesenia yetunde yeva yevgeny yilmaz yitzhak yoan yoana yoann yoel yohan yohann yoko yola yolanda
yolande yon yonas yongho yoram yorick yosef yoshi yosra yosune youcef youenn youna younes youness
youri youssef youssouf ysabel ysaline ysee yseult ysolde ysolt yui yuki yulia yuliana yumi yunus
yuri yuriko yusra yussuf yusuf yvain yvan yvana yvelise yves yvette yvon yvonne yvonnick zacarias
zaccaria zach zachariah zacharias zacharie zachary zadie zahra zaida zaim zain zainab zainabu zak
zakaria zakariya zaki zakia zaloa zane zbigniew zdenek zdenka zdravko zebulon zeca zehra zeina zeke
zelda zelia zelie zelma zeltia zenaida zenobe zenobia zenobie zenon zephirin zephirine zephyrin
zeynep zhanna zhen ziad ziggy zigor zilda zineb zineddine zinedine zivko zlata zlatan zlatko zoe
zofia zohra zoila zoltan zoltana zora zoraida zoran zosia zosimo zoubeir zoubida zoubir zouhair
zouina zoulikha zsofia zubeida zuleika zulema zulma zuzana zuzanna zwi
"""
GIVEN_NAMES = frozenset(_GIVEN.split())
