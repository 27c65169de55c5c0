using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Daybook.Ingest.Canonical;
using Daybook.Testing;
using FsCheck;
using FsCheck.Fluent;
using Npgsql;
using Shouldly;
using Xunit;

namespace Daybook.Ingest.Tests.Canonical;

public sealed class CanonicalTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1000);

    private static (string? Text, Repairs Repairs) Text(string? raw, int max = 40)
    {
        var repairs = Repairs.None;
        return (CanonicalText.Of(raw, max, ref repairs), repairs);
    }

    private static (string? Text, Repairs Repairs) Json(string? raw)
    {
        var repairs = Repairs.None;
        return (CanonicalJson.Of(raw, ref repairs), repairs);
    }

    [Fact]
    public void A_canonical_text_is_its_own_canonical_form() => Prop.ForAll(Nasty.Text.ToArbitrary(), raw =>
    {
        var once = Text(raw);
        var twice = Text(once.Text);
        twice.ShouldBe((once.Text, Repairs.None));
        (once.Text?.EnumerateRunes().Count() ?? 0).ShouldBeLessThanOrEqualTo(40);
        if (once.Repairs == Repairs.None) (once.Text ?? "").ShouldBe(raw);
        else once.Text.ShouldNotBe(raw);
    }).Check(Many);

    [Fact]
    public void Canonical_json_is_its_own_canonical_form_and_bounded() => Prop.ForAll(Nasty.Json.ToArbitrary(), raw =>
    {
        var once = Json(raw);
        if (once.Text is not null) Encoding.UTF8.GetByteCount(once.Text).ShouldBeLessThanOrEqualTo(CanonicalJson.MaxBytes);
        Json(once.Text).ShouldBe((once.Text, Repairs.None));
    }).Check(Many);

    [Fact]
    public void Any_bytes_become_valid_unicode_that_a_reader_takes_or_refuses_without_surprise() => Prop.ForAll(Nasty.Bytes.ToArbitrary(), raw =>
    {
        var mended = JsonBytes.Mend(raw.ToArray(), out _);
        Utf8.IsValid(mended.Span).ShouldBeTrue();
        try
        {
            using var document = JsonDocument.Parse(mended, new JsonDocumentOptions { MaxDepth = 10_000 });
            Touch(document.RootElement);
        }
        catch (JsonException)
        {
            // Not JSON: that is the reader's to say.
        }

        JsonBytes.Mend(mended.ToArray(), out var again).ToArray().ShouldBe(mended.ToArray());
        again.ShouldBeFalse();
    }).Check(Many);

    [Theory]
    [InlineData("\ufeff{}")]
    [InlineData("\ufeff\ufeff\ufeff{}")]
    public void Byte_order_marks_at_the_start_are_left_out(string json) =>
        JsonBytes.Mend(Encoding.UTF8.GetBytes(json), out _).ToArray().ShouldBe("{}"u8.ToArray());

    [Fact]
    public async Task Whatever_is_canonical_comes_back_from_PostgreSQL_as_it_went_in()
    {
        string[] texts = [.. Nasty.Text.Sample(2000, 60).Select(raw => Text(raw, 1000).Text).OfType<string>()];
        string[] jsons = [.. Nasty.Json.Sample(2000, 8).Select(raw => Json(raw).Text).OfType<string>()];
        jsons.Length.ShouldBeGreaterThan(500);

        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var command = source.CreateCommand("select @texts, @jsons, array(select one::jsonb::text from unnest(@jsons) as one)");
        command.Parameters.AddWithValue("texts", texts);
        command.Parameters.AddWithValue("jsons", jsons);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        reader.GetFieldValue<string[]>(0).ShouldBe(texts);
        reader.GetFieldValue<string[]>(1).ShouldBe(jsons);
        var written = reader.GetFieldValue<string[]>(2);
        for (var i = 0; i < jsons.Length; i++) written[i].Length.ShouldBeLessThan(jsons[i].Length * 4 + 40);
    }

    [Theory]
    [InlineData("a\0b", "a\ufffdb", Repairs.Characters)]
    [InlineData("one\ntwo\u2028three", "one two three", Repairs.Controls)]
    [InlineData("😀😀😀", "😀😀", Repairs.Cut)]
    [InlineData("ok", "ok", Repairs.None)]
    [InlineData("", null, Repairs.None)]
    public void A_text_is_mended_and_the_mending_named(string raw, string? expected, object repairs) =>
        Text(raw, raw.Length == 6 && char.IsSurrogate(raw[0]) ? 2 : 40).ShouldBe((expected, (Repairs)repairs));

    [Fact]
    public void Half_a_surrogate_pair_is_replaced()
    {
        Text("a\ud800b").ShouldBe(("a\ufffdb", Repairs.Characters));
        Text("\udc00").ShouldBe(("\ufffd", Repairs.Characters));
    }

    [Theory]
    [InlineData("""{"a":1e400}""", """{"a":"1e400"}""", Repairs.Number)]
    [InlineData("""{"a":1e131071}""", """{"a":"1e131071"}""", Repairs.Number)]
    [InlineData("""{"a":1e-131071}""", """{"a":"1e-131071"}""", Repairs.Number)]
    [InlineData("""{"a":"NaN"}""", """{"a":"NaN"}""", Repairs.None)]
    [InlineData("""{"a":1,"b":2,"a":3}""", """{"a":3,"b":2}""", Repairs.None)]
    [InlineData("""{"a":"\u0000\ud800"}""", "{\"a\":\"\ufffd\ufffd\"}", Repairs.Characters)]
    [InlineData("[1,2", null, Repairs.Json)]
    [InlineData("NaN", null, Repairs.Json)]
    public void Json_is_mended_and_the_mending_named(string raw, string? expected, object repairs) => Json(raw).ShouldBe((expected, (Repairs)repairs));

    [Fact]
    public void Depth_and_size_are_bounded()
    {
        Json(new string('[', 100) + new string(']', 100)).Repairs.ShouldBe(Repairs.Json);
        Json("\"" + new string('x', 9000) + "\"").Repairs.ShouldBe(Repairs.Cut);
        Json("[" + string.Join(',', Enumerable.Repeat("\"" + new string('x', 4000) + "\"", 3)) + "]").ShouldBe((null, Repairs.Json));
        Json(new string('[', 100_000)).ShouldBe((null, Repairs.Json));
    }

    private static void Touch(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String) value.GetString().ShouldNotBeNull();
        else if (value.ValueKind == JsonValueKind.Array) foreach (var item in value.EnumerateArray().Take(50)) TouchFlat(item);
        else if (value.ValueKind == JsonValueKind.Object) foreach (var member in value.EnumerateObject()) TouchFlat(member.Value);
    }

    private static void TouchFlat(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String) value.GetString().ShouldNotBeNull();
    }
}
