"""Given names that may as well be a word, a place, a saint's day or a product, as data."""

_ALSO = """
ada adelaide aime aina alba alexa alf alma alva amadeus amber amparo anga ange angel april aquiles
asuncion augusta aurore ava avery awa basil beau bella belle benigno bill binta blair blanca blas
blessing bonaventure candela candelaria candide capucine caridad carmen casper cassandra charity
chase christian clarence clemente cole colombe consuelo crystal curt daisy dawn dean desire devi
dexter diego dion dolly dolores don drew duc dulce earl ebony eden elan elea ella else elvis ernst
esi esperance esperanza estrella eve ezra faith falk fanta faye felicidad felicite fern fernandez
fidel flore florence fortune france frank gala gale garance gaspar gene georgia german gil glen
grace gracia grant griffin guadalupe guy hardy harlan harmen harmony harrison hazel heath heather
heide herb hermes hester holly homer honey hope hung hunter hyacinth hyacinthe innocent iris isa
isis israel ivy jackson jade jasmin jasmine jenkins jesus jo job jordan jos joy judas jule jun
juste justice justo kai kay kent kenya kit kitty kofi lance lando laurel laurier lazare leigh lenz
leroy lester liana lily lin linus loan lois lola lolo lore loreto lorraine lourdes lucky lulu luna
lupe luther luz lyra macarena maceo madison madonna magnus manda mandy marin marine mark mars
marshall martial mason mavis max melba melody mercedes mercy meri merle milagros miles milo milton
mina minerva ming mirabelle modeste modesto mona montserrat morena moreno mores mose nat nelson neo
nice nieves nona norma obi oceane octave oda odessa ole oliva olive olympe olympia ondine orlando
orso paca palmer palmira pandora pape parfait parker pascual pastora pat patience patrocinio paz
pearl pelle penny pepe per perceval perico perla perrin piedad pier pilar pim pip piper pius
placide placido poncho preston prima primitivo prosper prospero prudence prudencia purificacion
rama randi randy raven refugio regula reine reiner remedios rex reyes rhea rich rico riley ringo
rocco rocio rock rod romaine roman romana romane romano romeo roque rosalia rosario rose rosette
ross rowan ruby rui ruma rune rusty rut saba sabah sabin sacramento said saint salome salvador
samba samson sana sancho sander sandy santiago santina santos sasa saul savannah scarlet segundo
selma septime seth severo sid sidi sienna sierra sigi sina sira siri sita sky sloane socorro sol
soledad sonny sophia spencer spiros stanley sterling stew sue sultan suman summer sunny tadeo taina
taj talia tansy tatum temple theres thi thom thor tierney till tine tino tito titus tona tonka tore
tracey trent trinidad trinity trino trixie tucker tyson uma umar una urbain ursel vance venera
ventura vera verity verona victoire victoria vida vidal viola violeta violette virginia vital vito
vitoria viv vivi ward warner warwick wayne wei wes weston wilder will willard willis wolf woody
wyatt wynne xena xuan yash yaya ying yu zander zara zaza zen zephyr zia zina zita
"""

ALSO_WORDS = frozenset(_ALSO.split())
