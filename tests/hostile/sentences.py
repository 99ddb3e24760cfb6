"""Sentences with slots for two sides; of each ``[this|that]`` one is chosen."""

HEADLINES = (
    "{a.force} [shells|attacks] {b.town}, [four|nine|12] dead",
    "[Four|Seven] {b.people} killed in {a.demonym} [strike|raid]",
    "{a.country} and {b.country} trade blame for [blast|attack]",
    "{b.country} says {a.demonym} troops crossed border",
    "{b.leader.last} accuses {a.country} of [massacre|sabotage]",
    "{a.leader.last} and {b.leader.last} meet in [Geneva|Vienna]",
    "{a.country} denies role in {b.town} [bombing|fire]",
    "{b.force} releases [three|11] {a.demonym} prisoners",
    "Thousands [protest|march] in {b.town} against {a.country}",
    "{a.force} leader {a.leader.last} [arrested|detained] in {b.town}",
)

LEADS = (
    "{a.demonym} [forces|troops|soldiers] [killed|shot dead] [four|at least nine|up to 12] "
    "{b.people} near {b.town} on [Monday|Tuesday], {b.demonym} officials said.",
    "[Four|At least seven|More than 20] people were killed and [11|about 30|dozens] wounded when "
    "{a.demonym} [artillery|warplanes|drones] [hit|struck|bombed] a [market|school|hospital] in "
    "{b.town} on Tuesday, the {b.force} said.",
    "Fighters of the {a.force} [attacked|ambushed|stormed] a {b.force} [checkpoint|convoy|base] "
    "outside {b.town} late on Monday, [killing|wounding] [three|eight|15] people, according to "
    "{b.leader.first} {b.leader.last}.",
    "{b.leader.first} {b.leader.last}, {b.leader.spokesman} for the {b.force}, accused "
    "{a.country} on Monday of [bombing|shelling|burning] a [clinic|warehouse|bridge] in {b.town}.",
    "The {a.force} [said|claimed|announced] on Tuesday that it had [shot down a drone|seized two "
    "boats|captured 14 soldiers] of the {b.force} near {b.town}.",
    "{a.country} [rejected|condemned|welcomed] a [ceasefire|border] plan of {b.country} on "
    "Monday, hours after [two|six] {b.demonym} [soldiers|policemen|civilians] died in {b.town}.",
    "Police in {b.town} [arrested|detained] [five|17|about 40] {a.people} on Tuesday over the "
    "[killing|kidnapping] of {b.leader.first} {b.leader.last}, {b.leader.his} {b.leader.brother} "
    "said.",
    "[Several thousand|About 3,000] {b.people} [marched|demonstrated] in {b.town} on Monday "
    "against {a.country}, whose troops [killed|wounded] [three|eight] people there last week.",
    "{a.leader.first} {a.leader.last} of {a.country} and {b.leader.first} {b.leader.last} of "
    "{b.country} [met|held talks] in [Geneva|Vienna] on Tuesday to discuss [a ceasefire|an "
    "exchange of prisoners].",
)

MIDDLES = (
    "“They [opened fire|shot] without warning,” said {b.leader.first} {b.leader.last}, who leads "
    "the {b.force}. {b.leader.He} put the number of dead at [six|14].",
    "{a.speaker.first} {a.speaker.last}, {a.speaker.spokesman} for the {a.force}, denied that "
    "{a.demonym} [troops|forces] had been in the area. “This is a lie,” {a.speaker.he} said.",
    "{b.country} [blamed|accused] the {a.force}, which it calls a [terrorist|criminal] "
    "organisation. {a.country} rejected the accusation.",
    "The {a.force} [claimed responsibility|said it was behind the attack] and called the dead "
    "“[traitors|occupiers]”.",
    "{witness.first} {witness.last}, a {witness.father} of three, said that {witness.he} saw "
    "{a.demonym} soldiers [burn|loot] houses in {b.town}. “They took my {witness.son},” "
    "{witness.he} told the {paper}.",
    "{a.demonym} officials said that only [two|three] people had died, and that both were "
    "[fighters|members] of the {b.force}.",
    "The {paper} reported that [seven|13] {a.people} and [two|five] {b.people} were among the "
    "dead.",
    "{b.leader.last} said that {a.country} [planned|intended] to [attack|invade] {b.country} "
    "[within days|next month]. {b.leader.He} gave no evidence.",
    "In a statement, the {a.force} [warned|threatened] that it would [shell|strike] {b.town} "
    "again unless the {b.force} [withdrew|released its prisoners].",
    "{b.demonym} police [arrested|detained] [four|nine] suspects, among them {a.leader.first} "
    "{a.leader.last}, a [former minister|senior commander]. {a.leader.His} lawyer said that "
    "{a.leader.he} was [innocent|tortured].",
    "{a.country} said that its [soldiers|troops] had [returned fire|acted in self-defence] after "
    "{b.people} [fired rockets|threw stones] at them.",
    "A {b.leader.man} and a {witness.boy} were found dead in [a cellar|the rubble] on Tuesday. "
    "Residents said that the {a.force} had [executed|shot] them.",
    "“{b.people} have [butchered|slaughtered] our children,” {a.speaker.last} said in {a.town}, "
    "and {a.speaker.he} called {b.leader.last} a [butcher|war criminal].",
    "{a.people} [burned|attacked] [shops|a bus] of {b.people} in {a.town}, the {paper} said, "
    "citing two witnesses.",
    "Some [400|2,500] {b.people} [fled|left] {b.town} for the hills, according to the {b.force}.",
    "{b.country} [sent|promised] [food|medicine] to {a.town}, and {a.leader.last} thanked "
    "{b.leader.last} for {b.leader.his} help.",
    "{a.country} [expelled|recalled] [three|two] diplomats in protest against the [raid|strike] "
    "by {b.demonym} forces on {a.town}.",
    "It was not clear whether {a.demonym} or {b.demonym} [shells|rockets] [hit|struck] the "
    "[school|mosque|church].",
    "Neither {a.country} nor {b.country} [confirmed|commented on] the report.",
    "The {b.force} said that the {a.force} had [kidnapped|abducted] [two|six] aid workers on "
    "Sunday and was holding them in {a.town}.",
    "Doctors in {b.town} said that [12|at least 25] of the wounded were children. {a.country} "
    "said that the {b.force} had used them as [human shields|cover].",
)

CLOSINGS = (
    "{a.country} and {b.country} have fought over the border since [1998|2014]. More than "
    "[3,000|40,000] people have died.",
    "The {a.force} and the {b.force} signed a truce in January, which each says the other has "
    "broken.",
    "{a.leader.last} is to meet {b.leader.last} on Friday.",
    "[Last year|In 2022] {b.demonym} forces killed [31|some 60] {a.people} in {a.town}.",
    "Reporters of the {paper} could not reach the area.",
)
