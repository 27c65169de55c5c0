using System.Globalization;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations;

/// <summary>Our steps' names are YYYYMMDDnnnn_Name; the engine's own generator only recognises ids with fourteen digits.</summary>
internal sealed class StepIds(TimeProvider? clock = null) : IMigrationsIdGenerator
{
    private const int Digits = 12;

    public bool IsValidId(string value) => value.Length > Digits + 1 && value[Digits] == '_' && value.AsSpan(0, Digits).ContainsAnyExceptInRange('0', '9') is false;

    public string GetName(string id) => IsValidId(id) ? id[(Digits + 1)..] : id;

    public string GenerateId(string name) =>
        (clock ?? TimeProvider.System).GetUtcNow().ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "0001_" + name;
}
