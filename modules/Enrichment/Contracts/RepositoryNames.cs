namespace Daybook.Enrichment.Contracts;

/// <summary>Names of repositories, as they are compared.</summary>
public static class RepositoryNames
{
    /// <summary>"northpier/harbor-api", "/home/kim/harbor-api.git" → "harbor-api".</summary>
    public static string Short(string repository)
    {
        var name = repository.Trim().Replace('\\', '/').TrimEnd('/');
        name = name[(name.LastIndexOf('/') + 1)..].ToLowerInvariant();
        return name.EndsWith(".git", StringComparison.Ordinal) ? name[..^4] : name;
    }
}
