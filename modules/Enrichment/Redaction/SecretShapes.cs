using System.Text.RegularExpressions;

namespace Daybook.Enrichment.Redaction;

/// <summary>What secrets look like. Each shape still fits when the text was cut off in the middle of it, or written in small letters as names of repositories are.</summary>
internal static partial class SecretShapes
{
    private const RegexOptions Usual = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const RegexOptions AnyCase = Usual | RegexOptions.IgnoreCase;
    private const int Ms = 5_000;

    [GeneratedRegex(@"-----BEGIN.*", AnyCase | RegexOptions.Singleline, Ms)]
    public static partial Regex Pem { get; }

    [GeneratedRegex(@"\beyJ[A-Za-z0-9_-]{8,}[A-Za-z0-9_.=-]*", AnyCase, Ms)]
    public static partial Regex Jwt { get; }

    /// <summary>scheme://somebody:something@, also without a name or without a password, or of a path that was taken apart.</summary>
    [GeneratedRegex(@"\b[a-z][a-z0-9+.-]{1,20}://[^\s/@]{1,256}@\S*|[^\s/@:]{1,128}:[^\s/@]{1,128}@\S*", AnyCase, Ms)]
    public static partial Regex UrlCredentials { get; }

    [GeneratedRegex(@"\b(server|data source|host|hostname|endpoint|addr|address|accountname|defaultendpointsprotocol|initial catalog|user id|uid)\s*=\s*[^;\s]{1,200}(;.*)?", AnyCase | RegexOptions.Singleline, Ms)]
    public static partial Regex Connection { get; }

    [GeneratedRegex(
        @"\b(gh[opusr]_[A-Za-z0-9]{8,}|github_pat_\w{8,}|glpat-[\w-]{8,}|sk-[\w-]{12,}|[srp]k_(live|test)_\w{6,}|whsec_\w{8,}|(AKIA|ASIA|ABIA|AGPA|AIDA|AROA)[0-9A-Z]{8,}|AIza[\w-]{12,}|ya29\.[\w-]{8,}" +
        @"|xox[a-z]-[\w-]{8,}|xapp-[\w-]{8,}|SG\.[\w-]{8,}[\w.-]*|npm_[A-Za-z0-9]{12,}|pypi-[\w-]{12,}|do[opr]_v1_\w{8,}|hf_[A-Za-z0-9]{12,}|shp(at|ca|pa|ss)_\w{8,}|sq0[a-z]{3}-[\w-]{8,}" +
        @"|key-[0-9a-f]{12,}|(SK|AC)[0-9a-f]{20,}|hv[sb]\.[\w-]{8,}|lin_api_\w{8,}|figd_[\w-]{8,}|PMAK-[\w-]{8,}|dckr_pat_[\w-]{8,}|ATATT[\w=-]{8,}|NRAK-\w{8,}|glsa_\w{8,}|db[pd]_[A-Za-z0-9]{12,}|waka_[\w-]{12,}" +
        @"|EAA[A-Za-z0-9]{20,}|ntn_\w{12,}|secret_[A-Za-z0-9]{12,}|hooks\.slack\.com/\S+)", AnyCase, Ms)]
    public static partial Regex VendorKey { get; }

    [GeneratedRegex(@"\b(bearer|basic)\s+[A-Za-z0-9+/=_.~-]{8,}", AnyCase, Ms)]
    public static partial Regex Authorization { get; }

    [GeneratedRegex(
        @"(?<![\p{L}])(pass(word|wd|phrase|code)?|pwd|secret|token|api[ _-]?key|access[ _-]?key|account[ _-]?key|shared[ _-]?access[ _-]?key|client[ _-]?secret|private[ _-]?key|credentials?|passwort|kennwort|mot de passe|contraseña|senha|wachtwoord|hasło|пароль|密码)" +
        @"[""']?\s*(=|:|->|=>|：|＝)\s*(""[^""]*""?|'[^']*'?|\S+)", AnyCase, Ms)]
    public static partial Regex Assignment { get; }

    [GeneratedRegex(@"--?(pass(word|wd|phrase)?|pwd|secret|token|api-?key)[= ]+\S+", AnyCase, Ms)]
    public static partial Regex Option { get; }

    /// <summary>Also somebody@machine; package@1.2.3 is none.</summary>
    [GeneratedRegex(@"[\p{L}\p{N}._%+'-]{1,64}@\p{L}[\p{L}\p{N}.-]*", Usual, Ms)]
    public static partial Regex Email { get; }

    [GeneratedRegex(@"(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}([ -]?[A-Z0-9]){11,30}(?![A-Za-z0-9])", AnyCase, Ms)]
    public static partial Regex Iban { get; }

    [GeneratedRegex(@"(?<![0-9])[0-9]([ .-]?[0-9]){12,18}(?![0-9])", Usual, Ms)]
    public static partial Regex Card { get; }

    [GeneratedRegex(
        @"(?<![\p{L}\p{N}+])(\+|00)[1-9]([ ()./-]{0,3}[0-9]){6,14}|\(\+?[0-9]{2,5}\)[ -]?[0-9]{3,}([ -]?[0-9]{2,})*|(?<![0-9.-])[0-9]{3}[-. ][0-9]{3}[-. ][0-9]{4}(?![0-9-])|(?<![\p{L}\p{N}.-])0[1-9][0-9]{1,4}[ /-][0-9]{3,}([ -]?[0-9]{2,})*(?![0-9-])",
        Usual, Ms)]
    public static partial Regex Phone { get; }

    [GeneratedRegex(
        @"\b(codes?|otp|pin|tan|verification|verify|one[- ]time|2fa|mfa|einmal\w*|bestätigungscode|sicherheitscode|passcode|código|code de)\b[^0-9]{0,24}[0-9]([ -]?[0-9]){3,9}|(?<![0-9])[0-9]{3}[ -]?[0-9]{3}(?![0-9])(?=[^0-9]{0,30}\b(is|ist|est|es)\b[^0-9]{0,30}\b(code|otp|pin|tan)\b)|(?<![0-9])[0-9]{4,8}(?![0-9])(?=[^0-9]{0,12}\b(is|ist)\b[^0-9]{0,6}\b(your|ihr|dein)\b)|\bG-[0-9]{4,8}\b",
        AnyCase, Ms)]
    public static partial Regex OneTimeCode { get; }

    /// <summary>Whatever is long and has no words in it; whether it does is looked at by hand.</summary>
    [GeneratedRegex(@"[A-Za-z0-9+/=_.~-]{20,}", Usual, Ms)]
    public static partial Regex Long { get; }
}
