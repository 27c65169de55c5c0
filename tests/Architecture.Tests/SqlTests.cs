using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Daybook.Architecture.Tests;

/// <summary>SQL stays in its module's schema, is never spliced together, and a table has one writer.</summary>
public sealed partial class SqlTests
{
    public static TheoryData<string> Modules => [.. House.Modules];

    [Theory, MemberData(nameof(Modules))]
    public void Sql_of_a_module_names_only_its_own_schema_and_the_platform(string module)
    {
        string[] allowed = [module.ToLowerInvariant(), "platform", "pg_catalog", "information_schema"];
        var foreign = from file in House.In("modules/" + module)
                      from sql in House.Sql(file)
                      from Match use in TableUse().Matches(sql)
                      where !allowed.Contains(use.Groups["schema"].Value, StringComparer.Ordinal)
                      select $"{file.Path}: {use.Value}";
        foreign.ShouldBeEmpty();
    }

    [Fact]
    public void Sql_is_never_interpolated_or_concatenated()
    {
        var spliced = from file in House.Source
                      from Match match in Spliced().Matches(file.Text)
                      select $"{file.Path}: {match.Value.ReplaceLineEndings(" ")}";
        spliced.ShouldBeEmpty();
    }

    [Fact]
    public void A_table_is_written_by_one_class()
    {
        var writers = from file in House.Source
                      where file.Room.StartsWith("modules/", StringComparison.Ordinal)
                      from sql in House.Sql(file)
                      from Match write in TableWrite().Matches(sql)
                      group file.Path by write.Groups["table"].Value;
        var shared = writers.Where(table => table.Distinct(StringComparer.Ordinal).Count() > 1)
            .Select(table => $"{table.Key}: {string.Join(", ", table.Distinct(StringComparer.Ordinal))}");
        shared.ShouldBeEmpty();
    }

    [Fact]
    public void The_rules_see_the_sql_there_is() =>
        House.Source.Sum(file => House.Sql(file).Count()).ShouldBeGreaterThan(60);

    [GeneratedRegex(@"\b(from|join|into|update)\s+(?<schema>[a-z_]+)\.[a-z_]+", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex TableUse();

    [GeneratedRegex(@"\b(insert\s+into|update|delete\s+from)\s+(?<table>[a-z_]+\.[a-z_]+)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex TableWrite();

    [GeneratedRegex("""\$+"+\s*(select|insert\s+into|update|delete\s+from|with)\s[^"]*\b(from|into|set|values|where)\b|"\s*(select|insert\s+into|update|delete\s+from)\s[^"\n]*"\s*\+""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Spliced();
}
