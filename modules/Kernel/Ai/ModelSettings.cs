namespace Daybook.Kernel.Ai;

/// <summary>How far text may travel to be read by a model. The order matters: lower is stricter.</summary>
public enum AiMode : short { Off = 0, Local = 1, Cloud = 2 }

/// <summary>Whose wire format a model's server speaks.</summary>
public enum AiProvider : short { OpenAi = 0, Anthropic = 1 }

/// <summary>What may be spent in a period, counted in UTC days and months. Null: no limit of that kind.</summary>
/// <param name="Period">"day" or "month".</param>
/// <param name="MaxCostMicros">Millionths of the currency that prices are given in (US dollars).</param>
public sealed record ModelBudget(string Period, long? MaxTokens, long? MaxCostMicros)
{
    public static readonly ModelBudget None = new("day", null, null);
}

/// <summary>A workspace's model.</summary>
/// <param name="Key">The secret the server asks for; null when it asks for none.</param>
/// <param name="MaxItems">How many contexts one call may ask about.</param>
/// <param name="PriceInMicros">Per million tokens; overrides the price table. Null: the table decides.</param>
public sealed record ModelSettings(
    Guid WorkspaceId, AiMode Mode, AiProvider Provider, string BaseUrl, string Model, string? Key, int MaxItems,
    ModelBudget Budget, ModelBudget UserBudget, long? PriceInMicros, long? PriceOutMicros, DateTimeOffset UpdatedAt)
{
    /// <summary>Most contexts of one call.</summary>
    public const int MostItems = 40;

    public string Host => Uri.TryCreate(BaseUrl, UriKind.Absolute, out var uri) ? uri.Authority : "";

    /// <summary>A mode, a server and a model: everything a call needs.</summary>
    public bool IsComplete => Mode != AiMode.Off && BaseUrl.Length > 0 && Model.Length > 0;

    /// <summary>Never shows the key.</summary>
    public override string ToString() => $"{Provider} {Model} at {Host}";
}

/// <summary>Which model a person's text may be shown to.</summary>
/// <param name="Settings">Null when none; its mode is the one that holds for the person.</param>
/// <param name="Reason">A stable word for why there is none: not-configured, off, off-by-person.</param>
public sealed record ModelAccess(AiMode Mode, ModelSettings? Settings, string? Reason);

/// <summary>One call to a model, as the ledger keeps it: everything but its text.</summary>
/// <param name="Redactions">How many texts of each class were replaced before.</param>
public sealed record ModelCall(Guid WorkspaceId, int UserId, string Purpose, int Items, IReadOnlyDictionary<string, int> Redactions);

/// <summary>Says which class of secret a text holds, or null. Without anybody who says so no text leaves.</summary>
public delegate string? FindSecret(string text);
