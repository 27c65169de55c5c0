namespace Daybook.Insights.Ask.Words;

/// <summary>Questions in English.</summary>
internal static class English
{
    private static readonly Sign[] Signs =
    [
        new(Intent.Totals, 3, @"\bhow (much|long|many (hours|minutes))\b|\bwhat is the time\b"),
        new(Intent.Totals, 3, @"\b(total|totals|sum|altogether|breakdown|overview)\b|\bbreak (it )?down\b"),
        new(Intent.Totals, 5, @"\bwhere (did|has|does) (all )?(my |the )?(time|day|week|month|hours|[a-z]+day|it|§)?( \S+)?( go| gone)\b"),
        new(Intent.Totals, 4, @"\b(which|what) (projects?|tasks?|categor(y|ies)|days?)\b|\b(by|per|each|every) (task|project|category|day)s?\b"),
        new(Intent.Totals, 2, @"\b(hours|minutes|time|worked|spent|spend|duration)\b"),
        new(Intent.Account, 4, @"\bwhat (have|was|were|am|did|'?ve) (i|we) (been )?(do|doing|done|did|work|worked|working|up|accomplish|accomplished|achieve|get up|spend|§)\b"),
        new(Intent.Account, 4, @"\bwhat happened\b|\b(summari[sz]e|summary|recap|describe)\b|\btell me about\b|\bwhat i (did|worked)\b"),
        new(Intent.LastTime, 7, @"\blast time\b|\bwhen did i last\b|\bwhen was the last\b|\bmost recently?\b|\blast (worked|touched|work)\b|\bwhen did i (work|touch|do|spend)\b"),
        new(Intent.Shipped, 6, @"\b(ship|shipped|shipping|finish|finished|complete|completed|deliver|delivered|close|closed|merge|merged)\b|\b(get|got|gotten|were|was|are|is) done\b|\bdone tasks\b"),
        new(Intent.Standup, 8, @"\bstand-?up\b|\bstand up\b|\bdaily (update|scrum|report)\b|\bscrum\b"),
        new(Intent.Compare, 8, @"\bcompared?\b|\bcomparison\b|\bversus\b|\bvs\b|\bthan\b|\bdifference between\b|\bmore or less\b"),
        new(Intent.Focus, 7, @"\blongest\b|\bfocus(ed|ing)?\b|\bdeep work\b|\buninterrupted\b|\bin one go\b"),
        new(Intent.Meetings, 6, @"\bmeetings?\b|\bcalls?\b"),
        new(Intent.Interruptions, 7, @"\binterrupt(ed|ion|ions|s)?\b|\bdistract(ed|ion|ions)\b|\bswitch(es|ed|ing)?\b|\bfragmented\b"),
        new(Intent.Unattributed, 8, @"\bunattributed\b|\bunassigned\b|\bunlabell?ed\b|\buncategori[sz]ed\b|\b(without|with no|no|not (on|for|assigned to|in)) (a |any |known )?project\b|\bnot assigned\b|\bunaccounted\b"),
        new(Intent.Overtime, 8, @"\bover-?time\b|\bover hours\b|\b(over|under|above|below|beyond|short of|met|meet|reach|reached|hit) (my |the )?(daily |weekly )?(target|goal)s?\b|\btargets?\b|\bextra (hours|time)\b|\btoo (much|long|many hours)\b|\bhour balance\b"),
    ];

    private static readonly GroupSign[] Groups =
    [
        new(Grouping.Task, @"\b(by|per|each|every|which|what|for each|on which|on what) (of my )?tasks?\b|\btasks did\b"),
        new(Grouping.Project, @"\b(by|per|each|every|which|what|for each|on which|on what) (of my )?projects?\b|\bprojects did\b|\bwhere (did|has|does)\b"),
        new(Grouping.Category, @"\b(by|per|each|every|which|what|for each) (kind|kinds|type|types|categor(y|ies))\b|\bkinds? of work\b"),
        new(Grouping.Day, @"\b(by|per|each|every|which|what|for each|on which|on what) (work ?)?days?\b|\bdaily\b|\bday by day\b|\bbusiest\b"),
    ];

    private const string Filler = """
        a an the i i'm i've i'd we we've me my mine our ours us myself am is are was were be been being do did does done doing have has had having
        how what what's which when where why much many long lot lots more less most least very really just only also too please can could would will shall should may might
        tell show give write prepare create list let let's know say get got go gone going went make made see find want need like
        on in at of for to from by per each every with within about into during over under between and or but than then that that's this these those there here it it's its
        work worked working works spend spent spending time times hour hours hrs minute minutes min mins day days week weeks month months year today's yesterday's week's month's
        touch touched total totals sum altogether breakdown break down overview amount duration all whole any some anything something everything far so up as if not no yes now ever
        project projects task tasks category categories kind kinds type types repository repo repos ticket tickets issue issues entry entries item items
        thing things stuff recap summary summarise summarize describe happened did accomplish accomplished achieve achieved log logged track tracked record recorded put take taken took
        last latest recent recently most time first ago since until till through previous
        ship shipped shipping finish finished complete completed deliver delivered close closed merge merged
        standup stand-up stand up daily update scrum report busiest
        compare compared comparison versus vs difference against
        longest focus focused focusing deep stretch block blocks session sessions run uninterrupted one
        meeting meetings call calls
        interrupt interrupts interrupted interruption interruptions distracted distraction distractions switch switches switched switching context contexts often fragmented
        unattributed unassigned unlabeled unlabelled uncategorized uncategorised without unaccounted assigned known
        overtime over-time target targets goal goals extra hours balance above below beyond short met meet reach reached hit
        personal private including include included hi hello hey thanks thank ok okay date range period same keep kept
        """;

    public static readonly Grammar Grammar = new(
        "en", Signs, Groups,
        Grammar.Shape(@"\b(personal|private)\b"),
        Grammar.Shape(@"\b(including|include|includes|with|plus|and|also) (my |all )?(personal|private)\b|\bpersonal (time )?(included|too)\b"),
        Grammar.Shape(@"\bhow (much|long|many)\b|\b(hours|minutes|total|time)\b"),
        Grammar.Set(Filler),
        Grammar.Map(
            ("today|tonight|this morning|this afternoon|this evening|so far today", "d0"), ("yesterday|last night", "d-1"), ("the day before yesterday|day before yesterday", "d-2"),
            ("tomorrow", "d+1"), ("the day after tomorrow|day after tomorrow", "d+2"),
            ("this week|current week|the week", "w0"), ("last week|previous week|the week before|past week", "w-1"), ("the week before last|week before last", "w-2"),
            ("next week|coming week", "w+1"), ("this month|current month|the month", "m0"), ("last month|previous month|the month before|past month", "m-1"), ("next month", "m+1"),
            ("this year|current year", "y0"), ("last year|previous year", "y-1"), ("next year", "y+1")),
        Grammar.Map(("monday|mondays|monday's", 1), ("tuesday|tuesdays|tuesday's", 2), ("wednesday|wednesdays|wednesday's", 3), ("thursday|thursdays|thursday's", 4),
            ("friday|fridays|friday's", 5), ("saturday|saturdays|saturday's", 6), ("sunday|sundays|sunday's", 7)),
        Grammar.Map(("january|jan", 1), ("february|feb", 2), ("march|mar", 3), ("april|apr", 4), ("may", 5), ("june|jun", 6), ("july|jul", 7), ("august|aug", 8),
            ("september|sep|sept", 9), ("october|oct", 10), ("november|nov", 11), ("december|dec", 12)),
        Grammar.Set("may march mar"),
        Grammar.Set("last past previous"),
        Grammar.Map(("day|days", 'd'), ("week|weeks", 'w'), ("month|months", 'm'), ("year|years", 'y')),
        Grammar.Map(("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6), ("seven", 7), ("ten", 10), ("fourteen", 14), ("thirty", 30)),
        Grammar.Set("last previous past"), Grammar.Set("next coming"),
        Grammar.Set("to until till through and"), Grammar.Set(""), Grammar.Set("since"),
        Grammar.Map(
            ("coding|code|programming|development", "work/code"), ("code review|code reviews|reviewing|reviews|review", "work/code/review"), ("research", "work/research"),
            ("planning", "work/planning"), ("email|emails|e-mail|mail|mails", "work/comms/mail"), ("chat|slack|messages|messaging", "work/comms/chat"),
            ("communication|comms", "work/comms"), ("documents|docs|documentation|writing", "work/docs"), ("design|designing", "work/design"), ("operations|ops", "work/ops"),
            ("meetings|meeting|calls", "work/meeting")),
        Grammar.Set("""
            he she they him her them his hers their theirs he's she's they're who who's whose whom someone somebody everyone everybody anyone anybody nobody everyone's
            team teams team's colleague colleagues colleague's coworker coworkers co-worker co-workers teammate teammates boss boss's manager manager's employee employees employee's
            staff people people's others other's user users user's workspace company friend friend's wife husband partner partner's
            """));
}
