"""What people are: trades, offices and kin, in four languages. Data."""

_TRADES = """
accountant actor actress architect artist author baker barber biologist blogger builder carpenter
chemist coach composer consultant cook curator cyclist dancer dentist designer developer director
doctor driver economist editor electrician engineer farmer firefighter fisherman founder freelancer
gardener geographer hacker historian illustrator inventor journalist judge lawyer lecturer
librarian linguist mathematician mechanic midwife musician novelist nurse painter philosopher
photographer physician physicist pilot plumber poet policeman politician postman printer producer
professor programmer psychiatrist psychologist publisher researcher retired sailor scientist
sculptor secretary sociologist speaker student surgeon tailor teacher technician therapist trainer
translator tutor vet veterinarian waiter welder writer agriculteur agricultrice ancien ancienne
animateur animatrice architecte artiste assistant assistante auteur autrice avocat avocate
bibliothécaire biologiste blogueur blogueuse boulanger boulangère caissière chanteur chanteuse
chercheur chercheuse chauffeur coiffeur coiffeuse comédien comédienne comptable conférencier
conférencière consultante cuisinier cuisinière danseur danseuse développeur développeuse directeur
directrice dessinateur dessinatrice documentaliste doctorant doctorante écrivain écrivaine éditeur
éditrice élève enseignant enseignante entraîneur entrepreneur entrepreneuse étudiant étudiante
expert experte facteur factrice fondateur fondatrice formateur formatrice géographe graphiste
historien historienne horloger horlogère huissier huissière illustrateur illustratrice infirmier
infirmière informaticien informaticienne ingénieur ingénieure instituteur institutrice jardinier
jardinière journaliste juge juriste libraire linguiste magistrat magistrate maître maîtresse maire
mathématicien mathématicienne médecin menuisier menuisière militant militante musicien musicienne
notaire orthophoniste ouvrier ouvrière peintre pharmacien pharmacienne philosophe photographe
physicien physicienne plombier poète policier policière pompier postier président présidente prof
professeur professeure programmeur programmeuse psychiatre psychologue rédacteur rédactrice
réalisateur réalisatrice retraité retraitée romancier romancière sage-femme scientifique secrétaire
serveur serveuse sociologue soudeur soudeuse spécialiste traducteur traductrice vendeur vendeuse
vétérinaire Ärztin Arzt Anwalt Anwältin Autor Autorin Bäcker Bäckerin Bibliothekar Bibliothekarin
Dozent Dozentin Entwickler Entwicklerin Fotograf Fotografin Gärtner Gärtnerin Historiker
Historikerin Imker Imkerin Informatiker Informatikerin Ingenieur Ingenieurin Journalist
Journalistin Krankenpfleger Krankenschwester Künstler Künstlerin Lehrer Lehrerin Musiker Musikerin
Physiker Physikerin Richter Richterin Schriftsteller Schriftstellerin Studentin Student Tischler
Tischlerin Übersetzer Übersetzerin abogada abogado arquitecta arquitecto artista autora
bibliotecaria bibliotecario carpintera carpintero cocinera cocinero desarrollador desarrolladora
directora diseñador diseñadora enfermera enfermero escritor escritora estudiante física físico
fotógrafa fotógrafo historiador historiadora ingeniera ingeniero jueza librera librero maestra
maestro médica médico música músico panadera panadero periodista pintora pintor profesora profesor
programador programadora traductor traductora abuela abuelo aidant aidante alcalde alcaldesa
animadora apprenti apprentice apprentie aprendiz barrenista Bauer Biologe Biologin boucher bouchère
butcher Bäuerin Bürgermeister Bürgermeisterin camarera camarero captain caretaker carnicera
carnicero cartera cartero cashier chauffeuse chef Chef cheffe Chefin Chemiker Chemikerin clerk
clown colonel concierge conductor conductora councillor couturier couturière cura curé
directrice-générale Direktor Direktorin Dirigent Dirigentin docteur docteure doctora dueña dueño
electricista Elektriker Elektrikerin Erzieher Erzieherin farera farero fontanera fontanero foreman
Friseur Friseurin funcionaria funcionario Förster Försterin ganadera ganadero gardien gardienne
Geiger Geigerin Geselle Gesellin guard guarda Hausmeister Hausmeisterin Hebamme interne janitor
jardinera jardinero Kapitän Kartenzeichner Kartenzeichnerin Kellner Kellnerin Koch Köchin Küster
Küsterin landlady landlord Lehrling lifeguard Lokführer Lokführerin madrina maestre Maler Malerin
matrona mayor maçon maçonne Meister Meisterin mentor minera minero minister modista moniteur
monitrice Nonne Notar Notarin nun organist organiste Pastor Pastorin patronne peluquera peluquero
pescadera pescadero pescador pescadora Pfarrer Pfarrerin Pfleger Pflegerin poeta policía Polizist
Polizistin portera portero Praktikant Praktikantin presidenta presidente priest proviseur
proviseure Psychologe Psychologin pêcheur receptionist Rentner Rentnerin sacristán sastre
Schauspieler Schauspielerin Schneider Schneiderin Schreiner Schreinerin Schuster Schüler Schülerin
secretaria secretario sheriff shopkeeper soldier Soziologe Soziologin stagiaire surveillant
surveillante Sänger Sängerin tailleur taxista tendera tendero tenor Trainer Trainerin trapéziste
tuteur tutrice vendedor vendedora Verkäufer Verkäuferin Verleger Verlegerin veterinaria veterinario
vicar vigneron vigneronne voyante warden weaver Wirt Wirtin zapatera zapatero Zeichner Zeichnerin
éclusier éclusière mécanicien mécanicienne géologue geologist Geologe Geologin geólogo geóloga
surveyor postmistress postmaster aparejador aparejadora boticario boticaria électricien
électricienne technicien technicienne chirurgien chirurgienne pharmacist Apotheker Apothekerin
pêcheuse marin marinier fleuriste dentiste dompteur conservateur conservatrice greffier greffière
éleveur éleveuse intervieweur intervieweuse modérateur modératrice moderador moderadora Moderator
Moderatorin Reporter Reporterin Redakteur Redakteurin
"""
_KIN = """
ami amie amis amies collègue voisin voisine frère sœur soeur fils fille mère père mari femme épouse
époux compagne compagnon cousin cousine tante oncle grand-mère grand-père grand-tante grand-oncle
neveu nièce copain copine camarade marraine parrain belle-mère beau-père belle-sœur beau-frère
friend colleague neighbour neighbor brother sister son daughter mother father wife husband partner
uncle aunt grandmother grandfather nephew niece roommate flatmate teammate classmate boss kollege
kollegin kollegen freund freundin nachbar nachbarin bruder schwester sohn tochter mutter vater mann
frau onkel oma opa großmutter großvater enkel enkelin neffe nichte partnerin schwager schwägerin
amigo amiga compañero compañera vecino vecina hermano hermana hijo hija madre padre marido mujer
esposa esposo primo prima tío tía abuelo abuela sobrino sobrina suegra suegro cuñado cuñada colega
novio novia nieto nieta
"""

TRADES = tuple(_TRADES.split())
KIN = tuple(_KIN.split())
