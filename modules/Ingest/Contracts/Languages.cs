using System.Collections.Frozen;

namespace Daybook.Ingest.Contracts;

/// <summary>One name per programming language, whatever an editor calls it.</summary>
public static class Languages
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["c"] = "C", ["cpp"] = "C++", ["c++"] = "C++", ["cuda-cpp"] = "CUDA", ["csharp"] = "C#", ["c#"] = "C#", ["cs"] = "C#", ["fsharp"] = "F#", ["f#"] = "F#",
        ["vb"] = "Visual Basic", ["visual basic .net"] = "Visual Basic", ["javascript"] = "JavaScript", ["js"] = "JavaScript", ["javascriptreact"] = "JavaScript",
        ["jsx"] = "JavaScript", ["typescript"] = "TypeScript", ["ts"] = "TypeScript", ["typescriptreact"] = "TypeScript", ["tsx"] = "TypeScript",
        ["python"] = "Python", ["python3"] = "Python", ["py"] = "Python", ["golang"] = "Go", ["go"] = "Go", ["rust"] = "Rust", ["java"] = "Java", ["kotlin"] = "Kotlin",
        ["objective-c"] = "Objective-C", ["objc"] = "Objective-C", ["objective-cpp"] = "Objective-C++", ["swift"] = "Swift", ["ruby"] = "Ruby", ["php"] = "PHP",
        ["html"] = "HTML", ["htm"] = "HTML", ["css"] = "CSS", ["scss"] = "SCSS", ["sass"] = "Sass", ["less"] = "Less", ["json"] = "JSON", ["jsonc"] = "JSON",
        ["json with comments"] = "JSON", ["yaml"] = "YAML", ["yml"] = "YAML", ["toml"] = "TOML", ["xml"] = "XML", ["ini"] = "INI", ["properties"] = "INI",
        ["markdown"] = "Markdown", ["md"] = "Markdown", ["mdx"] = "MDX", ["shellscript"] = "Shell", ["shell"] = "Shell", ["shell script"] = "Shell", ["sh"] = "Shell",
        ["bash"] = "Bash", ["zsh"] = "Zsh", ["fish"] = "Fish", ["powershell"] = "PowerShell", ["bat"] = "Batchfile", ["sql"] = "SQL", ["plsql"] = "PL/SQL",
        ["dockerfile"] = "Docker", ["docker"] = "Docker", ["makefile"] = "Makefile", ["cmake"] = "CMake", ["terraform"] = "Terraform", ["hcl"] = "HCL",
        ["graphql"] = "GraphQL", ["proto"] = "Protocol Buffer", ["proto3"] = "Protocol Buffer", ["vue"] = "Vue.js", ["vue.js"] = "Vue.js", ["svelte"] = "Svelte",
        ["latex"] = "LaTeX", ["tex"] = "TeX", ["plaintext"] = "Text", ["plain text"] = "Text", ["text"] = "Text", ["viml"] = "Vim Script", ["vim"] = "Vim Script",
        ["vim script"] = "Vim Script", ["elisp"] = "Emacs Lisp", ["emacs lisp"] = "Emacs Lisp", ["ocaml"] = "OCaml", ["r"] = "R", ["matlab"] = "MATLAB",
        ["coffeescript"] = "CoffeeScript", ["gdscript"] = "GDScript", ["glsl"] = "GLSL", ["hlsl"] = "HLSL", ["asm"] = "Assembly", ["razor"] = "Razor",
        ["aspnetcorerazor"] = "Razor", ["jupyter"] = "Jupyter Notebook", ["git-commit"] = "Git Commit", ["git-rebase"] = "Git Rebase", ["csv"] = "CSV",
        ["restructuredtext"] = "reStructuredText", ["rst"] = "reStructuredText", ["xaml"] = "XAML", ["jinja"] = "Jinja", ["dart"] = "Dart", ["lua"] = "Lua",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The language's name; an unknown one keeps its own, with a capital letter where it has none at all.</summary>
    public static string? Canonical(string? language)
    {
        if (string.IsNullOrWhiteSpace(language)) return null;
        var name = language.Trim();
        if (Names.TryGetValue(name, out var known)) return known;
        return name.Any(char.IsAsciiLetterUpper) || !char.IsAsciiLetterLower(name[0]) ? name : char.ToUpperInvariant(name[0]) + name[1..];
    }
}
