namespace Daybook.Journal.Telling;

/// <summary>Words that are figures, or would make one of what stands beside them.</summary>
internal static class FigureWords
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
        "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred",
        "hundreds", "thousand", "thousands", "million", "millions", "dozen", "dozens", "half", "halves", "quarter", "quarters", "third", "thirds", "double",
        "doubled", "triple", "twice", "thrice", "once", "both", "couple", "several", "percent", "per", "hour", "hours", "hourly", "minute", "minutes",
        "second", "seconds", "hr", "hrs", "min", "mins", "sec", "secs", "am", "pm", "noon", "midnight", "oclock", "first", "fourth", "fifth",
        "sixth", "seventh", "eighth", "ninth", "tenth", "plus", "minus", "times", "nearly", "almost", "billed", "billable",
        "शून्य", "एक", "दो", "तीन", "चार", "पांच", "पाँच", "छह", "छः", "छ", "सात", "आठ", "नौ", "दस", "ग्यारह", "बारह", "तेरह", "चौदह", "पंद्रह", "पन्द्रह", "सोलह", "सत्रह",
        "अठारह", "उन्नीस", "बीस", "इक्कीस", "बाईस", "तेईस", "चौबीस", "पच्चीस", "तीस", "चालीस", "पैंतालीस", "पचास", "साठ", "सत्तर", "अस्सी", "नब्बे", "सौ", "हजार", "हज़ार", "लाख",
        "करोड़", "आधा", "आधे", "आधी", "डेढ़", "ढाई", "सवा", "साढ़े", "पौने", "पौन", "दोनों", "दोगुना", "दुगुना", "तिगुना", "दर्जन", "कई", "घंटा", "घंटे", "घंटों", "घण्टा", "घण्टे", "मिनट", "मिनटों",
        "सेकंड", "सेकेंड", "प्रतिशत", "फीसदी", "पहला", "पहले", "पहली", "दूसरा", "दूसरे", "दूसरी", "तीसरा", "तीसरे", "तीसरी", "बार", "दोपहर", "आधीरात", "लगभग", "करीब",
    };

    public static bool Has(string word) => Words.Contains(word);
}
