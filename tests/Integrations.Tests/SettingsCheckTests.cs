using System.Text.Json;
using Daybook.Connectors;
using Daybook.Integrations.Checks;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Shouldly;
using Xunit;

namespace Daybook.Integrations.Tests;

public sealed class SettingsCheckTests
{
    private static readonly SettingsSchema Form = new(
    [
        new SettingsField("url", "URL", FieldKind.Url) { Required = true, Default = "\"http://localhost:5600\"" },
        new SettingsField("text", "Text", FieldKind.Text) { MaxLength = 5 },
        new SettingsField("days", "Days", FieldKind.Number) { Min = 0, Max = 90, Required = true },
        new SettingsField("on", "On", FieldKind.Toggle) { Required = true },
        new SettingsField("pick", "Pick", FieldKind.Choice) { Choices = [new Choice("a", "A"), new Choice("b", "B")] },
        new SettingsField("list", "List", FieldKind.List),
        new SettingsField("project", "Project", FieldKind.Project),
        new SettingsField("secret", "Secret", FieldKind.Secret) { MaxLength = 10 },
    ]);

    [Fact]
    public void Zero_and_false_are_answers_and_defaults_fill_what_is_absent()
    {
        var (settings, errors) = Check("""{"days":0,"on":false}""");
        errors.ShouldBeEmpty();
        settings.Values["url"].GetString().ShouldBe("http://localhost:5600");
        settings.Values["days"].GetInt32().ShouldBe(0);
        settings.Values["on"].GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [InlineData("""["a","b"]""", "a|b")]
    [InlineData("\"a, b ,,a\"", "a|b")]
    [InlineData("\"[\\\"a\\\", \\\"b\\\"]\"", "a|b")]
    [InlineData("\"a\\nb\"", "a|b")]
    [InlineData("[]", "")]
    public void A_list_is_read_as_people_write_it(string json, string expected) =>
        string.Join('|', Check($$"""{"days":1,"on":true,"list":{{json}}}""").Settings.Values["list"].EnumerateArray().Select(item => item.GetString())).ShouldBe(expected);

    [Theory]
    [InlineData("""{"on":true}""", "settings.days", "required")]
    [InlineData("""{"days":1}""", "settings.on", "required")]
    [InlineData("""{"days":91,"on":true}""", "settings.days", "out-of-range")]
    [InlineData("""{"days":"7","on":true}""", "settings.days", "invalid")]
    [InlineData("""{"days":1e999,"on":true}""", "settings.days", "invalid")]
    [InlineData("""{"days":1,"on":"yes"}""", "settings.on", "invalid")]
    [InlineData("""{"days":1,"on":true,"text":"123456"}""", "settings.text", "too-long")]
    [InlineData("""{"days":1,"on":true,"text":"a\u0000"}""", "settings.text", "invalid")]
    [InlineData("""{"days":1,"on":true,"url":"localhost:5600"}""", "settings.url", "invalid")]
    [InlineData("""{"days":1,"on":true,"url":"file:///etc/passwd"}""", "settings.url", "invalid")]
    [InlineData("""{"days":1,"on":true,"url":""}""", "settings.url", "required")]
    [InlineData("""{"days":1,"on":true,"pick":"c"}""", "settings.pick", "unknown")]
    [InlineData("""{"days":1,"on":true,"list":[1]}""", "settings.list", "invalid")]
    [InlineData("""{"days":1,"on":true,"list":"[1"}""", "settings.list", "invalid")]
    [InlineData("""{"days":1,"on":true,"project":"x"}""", "settings.project", "unknown")]
    [InlineData("""{"days":1,"on":true,"secret":"12345678901"}""", "settings.secret", "too-long")]
    [InlineData("""{"days":1,"on":true,"secret":5}""", "settings.secret", "invalid")]
    [InlineData("""{"days":1,"on":true,"what":1}""", "settings.what", "unknown")]
    [InlineData("""[]""", "settings", "invalid")]
    public void A_wrong_field_is_named_with_its_key(string json, string field, string key) => Check(json).Errors[field].ShouldBe([key]);

    [Fact]
    public void Every_wrong_field_is_told_at_once() =>
        Check("""{"url":"x","text":"123456","what":1}""").Errors.Keys.Order(StringComparer.Ordinal)
            .ShouldBe(["settings.days", "settings.on", "settings.text", "settings.url", "settings.what"]);

    [Theory]
    [InlineData("""{"secret":""}""", false, null)]
    [InlineData("""{}""", false, null)]
    [InlineData("""{"secret":{"set":true}}""", false, null)]
    [InlineData("""{"secret":null}""", true, null)]
    [InlineData("""{"secret":"new"}""", true, "new")]
    public void A_secret_stays_unless_it_is_sent(string json, bool changed, string? secret)
    {
        var (settings, _) = Check(json, "secret");
        settings.Secrets.ContainsKey("secret").ShouldBe(changed);
        settings.Values.ContainsKey("secret").ShouldBeFalse();
        if (changed) settings.Secrets["secret"].ShouldBe(secret);
    }

    private static (CheckedSettings Settings, IReadOnlyDictionary<string, string[]> Errors) Check(string json, params string[] stored)
    {
        var errors = new FieldErrors();
        var settings = SettingsCheck.Check(Form, JsonSerializer.Deserialize<JsonElement>(json), stored.ToHashSet(StringComparer.Ordinal), errors);
        ProblemHttpResult answer = errors.Answer();
        return (settings, (IReadOnlyDictionary<string, string[]>)answer.ProblemDetails.Extensions["errors"]!);
    }
}
