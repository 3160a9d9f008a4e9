"""Given names as data: the surest sign that a word with a capital is somebody.

Names of French, English, German and Spanish speaking countries, and of people who live there,
without accents and capitals. Whoever has none of these is found by what stands around the name.
"""

_GIVEN = """
aaron abdel abdelkader abdou abdul abel abigail adam adama adela adelaide adele adeline adil adnan
adolf adrian adriana adrien adrienne agathe agnes ahmed aicha aida aidan aiko aileen aime aimee
aisha aissa akim alain alan alana alban albane albert alberto albin aldo alejandra alejandro
aleksandr alessandra alessandro alex alexander alexandra alexandre alexei alexia alexis alfonso
alfred alfredo alice alicia alina aline alison alistair alix allan allison alois alphonse alvaro
alyssa amadou amal amanda amandine amara amaury amel amelia amelie amina aminata amine amir amira
amit amy ana anais ananda anastasia anatole anders andre andrea andreas andree andrei andres
andrew andrey andrzej andy angela angele angelica angelika angelina angeline angelo angus anh
anika anil anissa anita anja anke ann anna annabelle annaelle anne anneke annelise annette annick
annie annika annita anouk anselm ansgar anthony antje antoine antoinette anton antonia antonin
antonio anwar apolline arabella archie ariane arianna ariel arielle arjun arlette armand armando
armelle armin arnaud arne arno arnold arthur arturo arun asa ashley asma assia astrid athena aubin
aude audrey auguste augustin aure aurelia aurelie aurelien axel axelle ayesha ayla aymeric
aymerick baptiste barbara barnabe barnaby barry bart bartosz basile bastian bastien beata beate
beatrice beatriz becky belen ben benedicte benedikt benjamin benoit bernadette bernard bernardo
bernd bernhard bert berthe bertrand bessie beth bethany betty bianca bilal billy birgit bjorn
blaise blanche blandine bob bobby bogdan boris boubacar brad bradley brandon brenda brendan brian
brice brigitte britta bruno bryan burkhard caleb calvin cameron camila camilla camille candice
carina carine carl carla carlo carlos carmela carol carola carole carolin carolina caroline
carolyn carsten cassandre catalina caterina catharina catherine cathy cecil cecile cecilia cedric
celeste celestin celia celine cem cesar chad chantal charlene charles charlie charline charlotte
chen cheng chloe chris christa christel christele christelle christiane christina christine
christof christoph christophe christopher ciara cindy claire clara clarice clarisse claude
claudette claudia claudie claudine claudio claus clemence clement clementine clive clothilde
clotilde colette colin coline concepcion connor conrad constance constantin cora coralie cordelia
cordula corentin corey corinna corinne cornelia cornelius cosima craig cristian cristina cristobal
curtis cyndi cynthia cyprien cyril cyrille cyrus dagmar daisuke damian damien damon dan dana dani
daniel daniela daniele daniella danielle danny daphne dario darius darren dave david debbie
deborah deirdre delia delphine denis denise dennis derek desiree detlef devin diana diane didier
dieter dietmar dietrich dimitri dina dirk djamel djamila dmitri dmitry dominic dominik dominique
donald donata donatella donna dora doreen dorian doris dorit dorothea dorothee dorothy doug
douglas duncan dustin dylan eamon eberhard ed eddie eddy edgar edith edmond edmund edna edouard
eduard eduardo edward edwige edwin eileen ekaterina elaine eleanor elena eleni eleonora eleonore
elfriede eli elia elian eliane elias elie eliette elif elijah eliott elisa elisabeth elise elisha
eliza elizabeth elke ellen ellie elliot elodie eloi eloise elsa elsie elvira elvire emelie emeline
emeric emerson emil emile emilia emilie emilien emilio emily emine emma emmanuel emmanuelle enora
enrico enrique enzo eric erica erich erik erika erin ernest ernesto ernst erwan erwin esme
esmeralda esteban estelle esther ethan etienne eugen eugene eugenia eugenie eva evan evelina
eveline evelyn evelyne everett ewa ewan ewen fabian fabien fabienne fabio fabiola fabrice fadila
fadoua fairouz fanny farah fares farid farida fatiha fatima fatma fatou faustine federica federico
felicia felicie felicity felipe felix ferdinand fergus fernand fernanda fernande fernando fiona
fionn flavia flavie flavien fleur flora florent florentin florian floriane fouad frances francesca
francesco francine francis francisca francisco franck franco francois francoise frank frankie
franz franziska fred freddy frederic frederica frederick frederik frederique freya frida frieda
friedrich fritz gabriel gabriela gabriele gabriella gabrielle gael gaelle gaetan gaetane gail
gareth gaspard gaston gauthier gautier gavin genevieve geoff geoffrey geoffroy georg george
georges georgette georgia georgina gerald geraldine gerard gerardo gerd gerda gereon gerhard
germain gero gertrud gertrude gheorghe ghislain ghislaine gianni gideon gilbert gilberte gilles
gillian gina ginette giorgio giovanni gisela gisele giulia giuseppe gladys glenn gloria gonzague
gonzalo gordon gottfried graham gregoire gregor gregory greta gretel gudrun guido guilhem
guillaume guillermo gunnar gunter gunther guntram gus gustav gustave gustavo gwen gwenael
gwenaelle gwendoline gwenola gwladys hadrien hafid hakim halima hamid hamza hana hanane hanna
hannah hannelore hannes hans harald harold harriet harry hartmut harvey hasan hassan hassane
hattie hayley hector heidi heike heiko heiner heinrich heinz helen helena helene helga helmut
heloise hendrik henning henri henriette henrik henrike henry herbert hermann hermine hernan herve
hicham hideo hilary hilda hilde hildegard hippolyte hiroshi holger horacio horst hortense howard
hubert hugh hugo hugues hussein ian ibrahim ida idriss ignacio igor ilan ilana ildiko ilona ilse
iman imane imen immanuel imogen imran ina ines inga inge ingeborg ingo ingrid inigo irena irene
irina irma isaac isabeau isabel isabella isabelle isadora isaiah ismael isolde ivan ivana ivo
ivonne jacek jack jackie jacky jacob jacqueline jacques jaime jakob jakub jamal james jamie jamila
jan jana jane janet janette janice janine janis janna jannik jared jaroslav jason jasper javier
jay jean jeanette jeanne jeannette jeannine jeff jeffrey jelena jennifer jenny jens jeremie jeremy
jerome jerry jess jessica jessie jill jim jimena jimmy joachim joan joana joanna joanne joao
joaquin jocelyn jocelyne jochen jodie joe joel joelle joerg johan johann johanna johannes john
johnny jolanta jon jonah jonas jonathan jordi jorg jorge jorn jose josef josefa josefina josefine
joseph josephine josette josh joshua josiane josie josselin josue joyce juan juana juanita judith
judy jules julia julian juliana juliane julie julien julienne juliet juliette julio julius jurgen
justin justine jutta kaitlyn kamal kamel kamil kamila karel karen karim karima karin karina karine
karl karla karolina karsten karthik kasia kaspar katalin katarina kate katell katharina katherine
kathleen kathrin kathryn kathy katia katie katja katrin katrina katy keiko keith kelly ken kenneth
kenza kenzo kerry kerstin kevin khadija khaled khalid kieran kilian kim kimberly kirsten kirsty
kjell klara klaus knut konrad konstantin kristen kristian kristin kristina kristof kristoffer
krzysztof kurt kyle kylie ladislas laetitia laila lambert lamia lana lara larissa larry lars lasse
laszlo laura laure laureen laureline lauren laurence laurene laurens laurent laurie laurine layla
lea leah leandra leandro leanne leila lena leni lennart lenny leo leocadie leon leona leonard
leonardo leonhard leonie leonor leonore leopold leopoldine lesley leslie leszek levi lewis lia
liam lidia lilian liliana liliane lilith lilli lillian lilly lina linda lindsay lionel lisa
lisbeth lise lisette liv livia loic lolita lorenz lorenzo loretta lorna lorraine lothar lou louis
louisa louise louison lubna luc luca lucas lucette lucia lucian luciana lucie lucien lucienne
lucile lucille lucinda lucio lucy ludivine ludovic ludwig luis luisa luise lukas luke lutz lydia
lydie lyse mabel maddie madeleine madeline mae maelle maeva magali magda magdalena maggie
mahamadou mahmoud maia maike maite malcolm malek malia malik malika malin malte malvina mamadou
manfred manon manuel manuela manuelle mara marc marcel marcela marceline marcelle marcello marcelo
marcia marco marcos marcus mareike marek margaret margarete margarita margaux margit margot
marguerite maria mariam mariama mariana mariane marianne marie marieke mariela marielle marietta
marilyn marilyne marina mario marion marisa marisol marissa marita marius marjolaine marjorie
markus marlene marlies marlon martha marthe martin martina martine mary maryam maryline maryse
maryvonne mateo mateusz mathias mathieu mathilda mathilde mathis mathurin matilda matilde matis
matt matteo matthew matthias matthieu matthis maud maude maureen maurice mauricio mauro maxence
maxim maxime maximilian maximilien maxine maya mederic medhi megan mehdi mehmet meike meinhard
melanie melina melinda melissa melody meredith meriem meryem meryl mia micha michael michaela
michal micheal michel michele micheline michelle mickael miguel mihai mika mikael mike mikhail
mila milan milena mira miranda mireille miriam mirjam miroslav mitchell moana modibo mohamed
mohammed moira moises monica monika monique morag morgan morgane moritz moses mouna mounir mourad
moussa muriel murielle murray mustafa mustapha myriam nabil nabila nadege nadia nadine nadja naima
najat nancy naomi narcisse natacha natalia natalie natasha nathalie nathan nathanael nathaniel
neal ned neil nell nelly nestor neville nia niall nicholas nick nicky nicola nicolai nicolas
nicole nicoletta niels nigel niklas nikola nikolai nikolas nikolaus nils nina noa noah noe noel
noelie noelle noemi noemie nolan nolwenn nora norah norbert noreen norman nour noura octave
octavia octavio odette odile odilon olaf oleg olga oliver olivia olivier omar ophelia ophelie
orlane orson oscar oskar oswald othman otto oumar ousmane pablo paco paige palmira paloma pamela
paola paolo pascal pascale pascaline pat patrice patricia patrick patrik paul paula paule paulette
paulina pauline paulo pavel pedro peggy pekka penelope percy perrine peter petra petros phil
philibert philip philippa philippe philippine phillip philomene phoebe pierre pierrette pierrick
pieter piotr priscilla priscille priya quentin quincy rachel rachid rachida radu rafael rafaela
rafal raffaele raimund rainer raissa raj ralf ralph ramon ramona raoul raphael raphaela raphaelle
raquel rashid raul ravi ray raymond raymonde rebecca regina reginald regine regis reinhard
reinhold remi remy renata renate renaud rene renee renzo ricarda ricardo riccardo richard rick
rita riwan rob robert roberta roberto robin robyn rodolphe rodrigo rodrigue roger roland rolande
rolando rolf romain romuald romy ron ronald ronan ronja rory rosa rosalie rosalind rosanna
roseline rosemarie rosemary rosie roxane roy ruben rudi rudolf rudolph rudy rufus rupert russell
ruth ryan saadia sabine sabrina sacha sadie safia said salim salima sally salma salman salomon
salvatore sam samantha sami samia samir samira samuel sanae sandra sandrine sandro sandy sanja
santi saoirse sara sarah sascha saskia sayed scarlett scott sean sebastian sebastien segolene
selena selim selina serena serge sergei sergey sergio servane severin severine shane shannon
sharon shaun shawn sheila shirin shirley sibylle sidonie siegfried siegmund sigmund sigrid silas
silke silvana silvia silvio simeon simon simona simone sinead sixtine slimane sofia sofiane sofie
sohan solange solene soline solveig sonia sonja sophie soraya soren souad stacey stan stanislas
stanislav stefan stefanie stefano steffen stella stephan stephane stephanie stephen sterenn steve
steven stewart stuart sue sunil susan susana susann susanna susanne suzanne suzette svea sven
svenja svetlana sybille sylvain sylvaine sylvestre sylvette sylvia sylviane sylvie tabea tabitha
tamara tanguy tania tanja tanya tara tarek tariq tasha tatiana tatjana ted teodoro terence teresa
terry tess tessa thaddeus thais thea theo theodor theodora theodore theophile theresa therese
thibaud thibault thibaut thierry thilo thomas thora thorsten tiffany tim timo timothee timothy
tina tiphaine titouan tobias toby todd tom tomas tomasz tommy toni tony torben torsten tracy
travis trevor tristan tristram trudy tudor ugo ulf uli ulla ulrich ulrike ulysse urs ursula ursule
uta ute uwe vadim valentin valentina valentine valeria valerian valerie valery vanessa vasco
verena veronica veronika veronique vicente vicki vicky victor vijay viktor viktoria vincent
vincente vinciane violaine virgile virginie vivian viviana viviane vivien vivienne vladimir volker
wahid walid wallace wally walt walter waltraud wanda warren wassim wendy werner wiebke wilfred
wilfried wilhelm wilhelmine willem william willy wilma wolfgang wolfram wulf xavier xenia ximena
yacine yael yaelle yan yann yannick yannis yasmin yasmina yasmine yassine yolande yosra youcef
youssef yuki yuri yusuf yvan yves yvette yvon yvonne zachary zahra zelda zelie zeynep zineb zoe
zoltan zora zoran
"""
_ALSO = """
ada alba alexa alma amber ange angel april aurore ava beau belle bill blanca blas carmen cassandra
charity chase christian consuelo crystal daisy dawn dean diego dolores don drew eden elan ella
esperanza eve ezra faith fernandez flore florence france gene german grace grant guy hardy harmony
hazel heath heather herb homer honey hope hunter iris isis ivy jackson jade jasmin jasmine jenkins
jesus jo jordan jos joy judas justice kay kent lance laurel laurier leroy lily lin linus lola
lourdes lucky luna madonna marin marine mark mars martial max mercedes mercy merle miles mina ming
modeste mona nelson nice oceane olive olympe patience pearl penny pepe per pilar piper prosper
prudence randy reine rich rocco rock rod roman romane romeo rosario rose rowan ruby rusty saint
salome salvador santiago selma sid sierra siri sky sol sonny sophia stanley sterling summer sunny
trinity una vera victoire victoria viola violette virginia will wolf woody zara zen zita
"""

GIVEN_NAMES = frozenset(_GIVEN.split())
# These may as well be a word, a place, a saint's day or a product.
ALSO_WORDS = frozenset(_ALSO.split())
