using System.Globalization;
using Daybook.Kernel.Ai;
using Daybook.Kernel.Problems;

namespace Daybook.Host.Ai;

/// <summary>A budget as the API takes and shows it; null means no limit of that kind.</summary>
internal sealed record BudgetShape(string? Period, long? MaxTokens, long? MaxCostMicros)
{
    private static readonly string[] Periods = ["day", "month"];

    public static ModelBudget Read(FieldErrors errors, string field, BudgetShape? shape)
    {
        if (shape is null) return ModelBudget.None;
        var period = errors.OneOf(field + ".period", shape.Period, Periods);
        if (shape.MaxTokens is <= 0) errors.Add(field + ".max_tokens", "out-of-range");
        if (shape.MaxCostMicros is <= 0) errors.Add(field + ".max_cost_micros", "out-of-range");
        return new ModelBudget(period, shape.MaxTokens, shape.MaxCostMicros);
    }
}

/// <summary>A budget and what of it is spent in its present period.</summary>
internal sealed record BudgetView(string Period, long? MaxTokens, long? MaxCostMicros, long UsedTokens, long UsedCostMicros);

/// <summary>A workspace's model as the API takes it. A null key keeps the stored one, an empty one forgets it.</summary>
internal sealed record ModelRequest(
    string? Mode, string? Provider, string? BaseUrl, string? Model, string? Key, int? MaxItems, BudgetShape? Budget, BudgetShape? UserBudget,
    long? PriceInMicros, long? PriceOutMicros)
{
    private const int LongestUrl = 500;
    private const int LongestModel = 200;
    private const int LongestKey = 500;
    private static readonly string[] Modes = ["off", "local", "cloud"];
    private static readonly string[] Providers = ["openai", "anthropic"];

    /// <param name="known">What is stored; a key stays with the server it was entered for.</param>
    public ModelSettings Read(FieldErrors errors, Guid workspaceId, (ModelSettings Settings, bool KeySet)? known)
    {
        var mode = errors.OneOf("mode", Mode, Modes) switch { "cloud" => AiMode.Cloud, "local" => AiMode.Local, _ => AiMode.Off };
        var provider = mode == AiMode.Off && string.IsNullOrEmpty(Provider) ? AiProvider.OpenAi
            : errors.OneOf("provider", Provider, Providers) == "anthropic" ? AiProvider.Anthropic : AiProvider.OpenAi;
        var address = Address(errors, mode);
        var model = mode == AiMode.Off ? errors.OptionalText("model", Model, LongestModel) ?? "" : errors.Text("model", Model, LongestModel);
        if (Key is { Length: > LongestKey }) errors.Add("key", "too-long");
        else if (Key is not null && Key.Any(letter => letter is <= ' ' or > '~')) errors.Add("key", "invalid");
        var settings = new ModelSettings(
            workspaceId, mode, provider, address, model, Key, MaxItems ?? ModelSettings.MostItems, BudgetShape.Read(errors, "budget", Budget),
            BudgetShape.Read(errors, "user_budget", UserBudget), PriceInMicros, PriceOutMicros, default);
        if (settings.MaxItems is < 1 or > ModelSettings.MostItems) errors.Add("max_items", "out-of-range");
        if (PriceInMicros is < 0) errors.Add("price_in_micros", "out-of-range");
        if (PriceOutMicros is < 0) errors.Add("price_out_micros", "out-of-range");
        if (PriceInMicros is null != PriceOutMicros is null) errors.Add(PriceInMicros is null ? "price_in_micros" : "price_out_micros", "required");

        // Otherwise whoever may change the address could have the key sent to their own server.
        var keeps = Key is null && known is { KeySet: true };
        if (keeps && !SameServer(settings, known!.Value.Settings)) errors.Add("key", "required");
        if (provider == AiProvider.Anthropic && mode != AiMode.Off && Key is not { Length: > 0 } && !keeps) errors.Add("key", "required");
        return settings;
    }

    private static bool SameServer(ModelSettings left, ModelSettings right) =>
        left.Provider == right.Provider && Uri.TryCreate(left.BaseUrl, UriKind.Absolute, out var one) && Uri.TryCreate(right.BaseUrl, UriKind.Absolute, out var other)
        && one.Scheme == other.Scheme && one.Authority == other.Authority;

    private string Address(FieldErrors errors, AiMode mode)
    {
        var text = mode == AiMode.Off ? errors.OptionalText("base_url", BaseUrl, LongestUrl) : errors.Text("base_url", BaseUrl, LongestUrl);
        if (string.IsNullOrEmpty(text)) return "";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Host.Length == 0
            || address.UserInfo.Length + address.Query.Length + address.Fragment.Length > 0)
        {
            errors.Add("base_url", "invalid");
            return "";
        }

        return text.TrimEnd('/');
    }
}

/// <summary>A workspace's model as the API shows it: never its key.</summary>
internal sealed record ModelView(
    string Mode, string Provider, string BaseUrl, string Model, bool KeySet, int MaxItems, BudgetView Budget, BudgetView UserBudget,
    long? PriceInMicros, long? PriceOutMicros, DateTimeOffset? UpdatedAt)
{
    public static async Task<ModelView> OfAsync((ModelSettings Settings, bool KeySet)? known, Guid workspaceId, int userId, Models models, CancellationToken ct)
    {
        var settings = known?.Settings;
        var (budget, own) = (settings?.Budget ?? ModelBudget.None, settings?.UserBudget ?? ModelBudget.None);
        var (spent, ownSpent) = (await models.SpentAsync(workspaceId, null, budget, ct), await models.SpentAsync(workspaceId, userId, own, ct));
        return new ModelView(
            Word(settings?.Mode ?? AiMode.Off), settings?.Provider == AiProvider.Anthropic ? "anthropic" : "openai", settings?.BaseUrl ?? "", settings?.Model ?? "",
            known?.KeySet ?? false, settings?.MaxItems ?? ModelSettings.MostItems,
            new BudgetView(budget.Period, budget.MaxTokens, budget.MaxCostMicros, spent.Tokens, spent.CostMicros),
            new BudgetView(own.Period, own.MaxTokens, own.MaxCostMicros, ownSpent.Tokens, ownSpent.CostMicros),
            settings?.PriceInMicros, settings?.PriceOutMicros, settings?.UpdatedAt);
    }

    public static string Word(AiMode mode) => mode.ToString().ToLower(CultureInfo.InvariantCulture);
}
