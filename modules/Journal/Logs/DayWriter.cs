using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Daybook.Journal.Facts;
using Daybook.Journal.Phrases;
using Daybook.Journal.Sources;
using Daybook.Journal.Telling;
using Daybook.Journal.Writing;
using Daybook.Kernel.Ai;
using Daybook.Kernel.Ai.Settings;
using Daybook.Kernel.Live;
using Daybook.Workspace.Contracts;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Daybook.Journal.Logs;

/// <summary>A day told anew. Null text: what stands there is right.</summary>
/// <param name="Wait">When a model may be asked about it; null when there is nothing to wait for.</param>
internal sealed record Telling(DayFacts Facts, string Hash, PhraseBook Book, bool Closed, JournalText? Text, LogSource Source, bool Asked, string? Note, TimeSpan? Wait);

/// <summary>Tells a day: with a model where the person has one and its sentences hold, else from templates.</summary>
internal sealed class DayWriter(
    FactsLoader loader, WorkLogStore store, Teller teller, ModelSettingsStore settings, MemberQueries members, LiveEvents live, TimeProvider time,
    IOptions<JournalOptions> options)
{
    /// <summary>Changes when the same facts are told differently.</summary>
    private const string Version = "1";

    /// <summary>No model is asked by itself about days before these: an import of years is no reason to spend.</summary>
    internal const int LastDays = 3;

    /// <param name="asked">The person wants it now, whatever stands there.</param>
    public async Task<Telling> TellAsync(UserSettings user, DateOnly day, bool asked, CancellationToken ct)
    {
        var before = await store.FindAsync(user.UserId, day, ct);
        var facts = await loader.LoadAsync(user, day, day, ct);
        var book = PhraseBook.For(user.Locale);
        var hash = HashOf(facts, book.Locale);
        var closed = time.GetUtcNow() >= user.Clock.Of(day).End;
        var same = before is { State: not LogState.None } && before.FactsHash == hash;
        var template = new TemplateWriter(facts, book, user.Clock).Day();
        if (facts.IsEmpty) return new Telling(facts, hash, book, closed, same || before is null or { State: LogState.None } ? null : template, LogSource.Template, false, null, null);

        var (access, unreadable) = await AccessAsync(user.UserId, ct);
        if (access is null || !asked && day < user.Clock.DayOf(time.GetUtcNow()).AddDays(-LastDays))
            return new Telling(facts, hash, book, closed, same && !asked ? null : template, LogSource.Template, false, unreadable, null);

        // What a model said of these facts stands; what it could not say is asked again when the day closes, or when somebody asks.
        var settled = same && before!.ToldAt is not null && (before.State == LogState.Final || !closed || before.Source == LogSource.Model);
        if (settled && !asked) return new Telling(facts, hash, book, closed, null, before!.Source, false, before.ModelNote, null);
        var due = before?.ToldAt is { } told ? told + TimeSpan.FromMilliseconds(options.Value.TellEveryMs) - time.GetUtcNow() : TimeSpan.Zero;
        if (!asked && !closed && due > TimeSpan.Zero)
            return new Telling(facts, hash, book, closed, same ? null : template, LogSource.Template, false, null, due);

        var (text, wrong) = await teller.TellAsync(access, user.UserId, facts, book, user.Clock, ct);
        return new Telling(facts, hash, book, closed, text ?? template, text is null ? LogSource.Template : LogSource.Model, true, wrong, null);
    }

    /// <summary>Writes what was told. The person's notes and their own text stay as they are; what was final or theirs before is kept as a version.</summary>
    public async Task KeepAsync(NpgsqlTransaction tx, int userId, DateOnly day, Telling telling, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var before = await store.LockAsync(tx, userId, day, ct);
        var state = telling.Closed ? LogState.Final : LogState.Draft;
        WorkLog after;
        if (telling.Text is { } text)
        {
            var body = text.Plain;
            var replaces = before is { State: LogState.Final } && before.Body != body && before.Edited is null;
            if (replaces) await store.KeepAsync(tx, before!, now, ct);
            after = new WorkLog(
                userId, day, before?.Id ?? Guid.CreateVersion7(), state, telling.Source, telling.Book.Locale, body, text.Sections, telling.Facts.Facts,
                telling.Hash, telling.Facts.Total?.Ms ?? 0, (before?.Revision ?? 0) + (before is null || replaces ? 1 : 0), now,
                telling.Asked ? now : before?.ToldAt, telling.Note, before?.Notes ?? "", before?.Edited, before?.EditedFrom, before?.EditedAt);
        }
        else if (before is null or { State: LogState.None } || before.State == state)
        {
            return;
        }
        else
        {
            after = before with { State = state };
        }

        await store.WriteAsync(tx, after, ct);
        await live.PublishAsync(tx, new LiveEvent(userId, "day", day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), ct);
    }

    /// <summary>The model the person's text may be shown to; a key that cannot be read is as good as none.</summary>
    private async Task<(ModelSettings? Settings, string? Note)> AccessAsync(int userId, CancellationToken ct)
    {
        try
        {
            return ((await settings.AccessAsync(userId, await members.WorkspacesOfAsync(userId, ct), ct)).Settings, null);
        }
        catch (ModelException unreadable)
        {
            return (null, unreadable.Reason);
        }
    }

    internal static string HashOf(DayFacts facts, string locale) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Version + locale + JsonSerializer.Serialize(facts.Facts, WorkLogRow.Json))));
}
