using Shouldly;
using Xunit;

namespace Daybook.Architecture.Tests;

/// <summary>Small rooms: lines of a file, files of a folder.</summary>
public sealed class BudgetTests
{
    [Fact]
    public void No_file_is_longer_than_three_hundred_lines() =>
        House.Source.Where(file => file.Lines.Length > 300).Select(file => $"{file.Path}: {file.Lines.Length}").ShouldBeEmpty();

    [Fact]
    public void Most_files_are_short()
    {
        var lengths = House.Source.Select(file => file.Lines.Length).Order().ToArray();
        lengths[lengths.Length / 2].ShouldBeLessThan(90);
        lengths[(int)(lengths.Length * 0.95)].ShouldBeLessThan(200);
    }

    [Fact]
    public void A_folder_holds_at_most_twelve_files() =>
        House.Source.GroupBy(file => Path.GetDirectoryName(file.Path)).Where(folder => folder.Count() > 12 && folder.Key != "migrations/Steps")
            .Select(folder => $"{folder.Key}: {folder.Count()}").ShouldBeEmpty();
}
