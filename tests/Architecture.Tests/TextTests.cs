using Shouldly;
using Xunit;

namespace Daybook.Architecture.Tests;

/// <summary>The project speaks of itself alone, and says nothing it does not do.</summary>
public sealed class TextTests
{
    [Fact]
    public void Nothing_is_left_unfinished()
    {
        string[] marks = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception", "HA" + "CK"];
        var left = from file in House.Source
                   from line in file.Lines
                   from mark in marks
                   where line.Contains(mark, StringComparison.Ordinal)
                   select $"{file.Path}: {line.Trim()}";
        left.ShouldBeEmpty();
    }
}
