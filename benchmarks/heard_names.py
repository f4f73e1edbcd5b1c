"""What a listener writes when a name is said on the telephone.

Three sources, all made without looking at what find knows: forenames as we ourselves would write them by ear, what
families call a child, and rules that respell any name by what English letters sound like. The rules also hit surnames,
of which find has tables for few.
"""

from __future__ import annotations

import random

BY_EAR = """
siobhan: shivorn shevorn shivaun chivon shavorn; sinead: shinayd shinade shinaid sinade; niamh: neevh neve neev
neave; caoimhe: keevah kweevah keeva queeva; aoife: eefer eefah eefa effie; saoirse: seershuh sersha seersher
surcha; roisin: rosheen rowsheen rosheene; grainne: gronyer gronya graunya; ciara: keera keira kierra; orlaith:
orla orlah orler; aisling: ashling ashlin aishling; clodagh: cloda klodah cloader; sorcha: surrica surraha
soraka; bronagh: brona bronah; eimear: eemer emer eema; oonagh: oona una oonah; maeve: mave maive mayve;
mairead: maraid muraid marade; eilidh: ayley aylee eylee; deirdre: deerdra dierdre; tadhg: tige tyg tiger;
oisin: osheen usheen oshean; eoghan: owen oan ewan; eoin: owen oen; padraig: porrick pawdrig podrick; ruairi:
rory roory rourie; cillian: killian kilian; odhran: oran orran; diarmuid: dermot dermid deermud; darragh: darra
darrah dara; cormac: cormack kormack; ciaran: keeran kieran keiran; cian: keean kean keyan; donal: doenal donel;
lorcan: lorkan lorkin; rhodri: rodri rodree; iestyn: yestin yestyn; gethin: gethyn geffin; dafydd: davith daveth
dafith; geraint: gerrant gerynt; ffion: fion feeon; catrin: catryn katrin; bronwen: bronwin bronwyn; kayleigh:
kaylay kaleigh caylee kaily; caitlin: katelin kateline catelyn; courtney: kortney cortny courtnay; chantelle:
shontel shantell chantel; charlene: sharleen shaleen; chelsea: chelsey chelsie; ashleigh: ashlee ashly ashley;
leigh: lee lea; rhiannon: reannon rianon rhianan; rhianna: riana reanna; aimee: amy aymee; naomi: nayomee naiomi
niomi; phoebe: feeby feebee pheebie; zoe: zowey zoey; chloe: clowie cloey kloe; isla: eyela ila; imogen: imojen
immogen; georgia: jorja georja jaw-ja; jodie: jodey joady; kirsty: kersty curstie; stacey: staycee stacy;
tiegan: teegan teagan; mya: maya mia myer; nevaeh: neveah navaya nevayah; alisha: aleesha elisha; alicia: alisia
aleesha; niall: nile nyall neil; callum: calum kallum; connor: conner konna; declan: decklan deklin; rhys: reece
reese; sean: shawn shaun; shaun: sean shawn; stephen: steven stefan; steven: stephen stevan; michael: mikal
mikel micheal; geoffrey: jeffrey jeffry; graham: grayam graeme; hugh: hew huw; ian: iain eean; isaac: izaac
isaak izik; jacob: jaycob jakob; xavier: zavier savier; zachary: zackery zakary; reuben: rueben roobin; louis:
lewis louie; lewis: louis looiss; matthew: mathew mathyou; jonathan: johnathon jonathon; nicholas: nicolas
nickolus; philip: fillip phillip; ryan: rian ryen; kieran: keiran kiran; leighton: layton laytun; barnaby:
barnabee; theodore: feodore theadore; tristram: tristrum; mohammed: mohamid mahamed muhammed mohammad; muhammad:
mohammed mohamad mahammad; mohammad: muhammed mohamed; yusuf: yousef yoosef usuf; aisha: eyesha ayesha iesha;
ayesha: aisha iysha; fatima: fateema fatimah fatma; zainab: zaynab zeinub zanab; khadija: kadeeja hadija kadija;
ruqayya: rukaya rookaiya; hussain: hussein husane hosain; ibrahim: ibraheem ebrahim abraham; junaid: junade
jonaid; usman: oosman osman; umar: omar oomar; haris: harris hariss; sulaiman: suleman solomon sulayman; waleed:
walid wleed; zeeshan: zishan zeshan; abdullah: abdulla abdola; bilal: beelal billal; jaspreet: jasprit jaspreat;
harpreet: harprit harpreat; gurpreet: gurprit goorpreet; simran: simrun simren; arjun: arjan urjun; jakub:
yakoob yakub jacob; kacper: casper katsper kasper; szymon: shimon simon shymon; mateusz: matayoosh mateush;
wojciech: voycheck woytech voytek; krzysztof: kristoff shistof christof; agnieszka: agneshka anyeshka;
malgorzata: malgozata malgojata; katarzyna: katajina catarzina; grzegorz: jegosh gregorz; lukasz: lucash wukash
lukash; pawel: pavel pavell; oliwia: olivia; wiktoria: victoria viktoria; zuzanna: susanna zuzana; michal: mihal
mikal; ionut: yonut eonutz; razvan: rasvan rezvan; gheorghe: georgey george georghe; andreea: andrea andraya;
chioma: cheeoma chi-oma; ngozi: ingozi nigozi; kwame: quame kwami; akosua: akosia akosewa; folake: folakay
folakeh; oluwaseun: oluwashayun oluwasewn; fadumo: fadumoh fardumo; nguyen: nuyen newen wen
"""

CALLED = """
alexander: alex sasha xander; william: bill billy will; robert: bob bobby rob; richard: rick ricky; edward: ted
eddie ned; elizabeth: beth liz betty libby; margaret: maggie peggy meg; katherine: kate kitty; kathleen: kath
kathy; charlotte: lottie charlie; matilda: tilly; harriet: hattie; eleanor: ellie nell; francesca: fran;
georgina: gina georgie; gabriella: gabby ella; isabella: bella izzy; jennifer: jen jenny; jessica: jess jessie;
joanna: jo; josephine: josie; kimberley: kim; louise: lou; madeleine: maddie; maddison: maddie; philippa: pippa
pip; rebecca: becky bex; samantha: sam; stephanie: steph; susan: sue; tabitha: tabby; theresa: tess; victoria:
vicky tori; abigail: abbie gail; amelia: millie; natasha: tash; nicole: nikki; rachel: rach; imogen: immy;
bethany: beth; anthony: tony ant; andrew: andy drew; benjamin: ben benny; charles: charlie chas; christopher:
chris kit; daniel: dan danny; david: dave; dominic: dom; frederick: fred; gareth: gaz; harrison: harry; henry:
harry hal; jacob: jake; james: jim jamie jimmy; jonathan: jon jonty; joseph: joe; joshua: josh; kenneth: ken;
lawrence: larry; leonard: len; matthew: matt; michael: mick mike; mitchell: mitch; nathan: nate; nicholas: nick;
oliver: ollie; patrick: paddy pat; peter: pete; philip: phil; raymond: ray; samuel: sam; sebastian: seb;
stephen: steve ste; steven: steve; stuart: stu; terry: terence; theodore: ted theo; thomas: tom tommy; timothy:
tim; vincent: vinny; zachary: zac; maximilian: max; archie: archibald; john: jack johnny; liam: william; jakub:
kuba; malgorzata: gosia; katarzyna: kasia; zofia: zosia; piotr: piotrek; wojciech: wojtek; krzysztof: krzys
krzysiek; tomasz: tomek; bartosz: bartek; grzegorz: greg; aleksandra: ola; magdalena: magda; szymon: simon;
ionut: john; gheorghe: george; oluwaseun: seun; temitope: tope; emeka: chukwuemeka; siobhan: shiv; roisin: rosh;
mohammed: mo; muhammad: mo; padraig: patrick; diarmuid: dermot; seamus: shay james; eoin: john owen; tadhg: tim;
sean: john; bridget: biddy; deirdre: dee; yusuf: joseph; ibrahim: abraham; musa: moses; isa: jesus; sulaiman:
solomon
"""
"""Short forms and the same name in another language, as families and carers call a child."""

RULES = (
    ("ph", "f"), ("f", "ph"), ("ck", "k"), ("kn", "n"), ("wr", "r"), ("ough", "uff"), ("igh", "y"), ("ee", "ea"),
    ("ea", "ee"), ("ie", "y"), ("y", "ie"), ("ai", "ay"), ("ay", "ai"), ("oo", "u"), ("ou", "ow"), ("ow", "ou"),
    ("au", "or"), ("aw", "or"), ("er", "a"), ("ar", "ah"), ("c", "k"), ("k", "c"), ("s", "z"), ("z", "s"), ("x", "cks"),
    ("qu", "kw"), ("tt", "t"), ("ll", "l"), ("ss", "s"), ("nn", "n"), ("rr", "r"), ("mm", "m"), ("dd", "d"),
    ("l", "ll"), ("n", "nn"), ("t", "tt"), ("m", "mm"), ("e", "i"), ("i", "e"), ("o", "u"), ("u", "o"), ("a", "o"),
    ("worth", "werth"), ("shaw", "shore"), ("ley", "leigh"), ("ham", "um"), ("ton", "tun"), ("son", "sun"), ("th", "f"),
    ("v", "f"), ("d", "t"), ("b", "p"), ("g", "j"), ("h", ""), ("gh", ""), ("dg", "j"), ("ce", "se"),
    ("croft", "croff"),
)  # fmt: skip


def by_ear() -> dict[str, list[str]]:
    """Names, folded, with what was written down for them."""
    return _entries(BY_EAR)


def called() -> dict[str, list[str]]:
    """Names, folded, with what their bearers are called."""
    return _entries(CALLED)


def _entries(text: str) -> dict[str, list[str]]:
    found = {}
    for entry in text.replace("\n", " ").split(";"):
        name, _, written = entry.partition(":")
        found[name.strip()] = written.split()
    return found


def misheard(chance: random.Random, word: str, times: int = 1) -> str:
    """The word with so many of the rules applied, each at one place; the first letter's sound stays."""
    for _ in range(times):
        fitting = [(a, b, at) for a, b in RULES for at in range(len(word)) if word.startswith(a, at)]
        fitting = [(a, b, at) for a, b, at in fitting if at or a in ("ph", "kn", "wr", "c", "k", "f", "qu", "x", "h")]
        if fitting:
            a, b, at = chance.choice(fitting)
            word = word[:at] + b + word[at + len(a) :]
    return word
