namespace Daybook.EndToEnd.Tests.Browsing;

/// <summary>How somebody looks at the product: theme, screen, language.</summary>
public sealed record Look(string Name, bool Dark = false, bool Phone = false, string Language = "en")
{
    public static readonly Look Light = new("light");

    public static readonly IReadOnlyList<Look> All = [Light, new("dark", Dark: true), new("phone", Phone: true), new("hindi", Language: "hi")];

    public override string ToString() => Name;
}
