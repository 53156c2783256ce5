namespace FundLedger.Tests.House;

/// <summary>The checkout that the tests run in, as text files. Paths are relative to its root and use forward slashes.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = ["bin", "obj", ".git", "artifacts", "TestResults", ".vs", ".vscode", ".idea", "BenchmarkDotNet.Artifacts"];

    public static string Root { get; } = FindRoot();

    private static string LedgerData { get; } = Path.Combine(Root, "data"); // where a program started here keeps its books

    /// <summary>Files below <paramref name="folder"/> whose name matches; none when the folder does not exist.</summary>
    public static IEnumerable<SourceFile> Files(string folder, params string[] endings)
    {
        var start = new DirectoryInfo(Path.Combine(Root, folder));
        return start.Exists ? Walk(start).Where(path => endings.Any(path.EndsWith)).Order(StringComparer.Ordinal).Select(Read) : [];
    }

    private static IEnumerable<string> Walk(DirectoryInfo folder)
    {
        var below = folder.EnumerateDirectories().Where(inner => !NotOurs.Contains(inner.Name) && inner.FullName != LedgerData).SelectMany(Walk);
        return folder.EnumerateFiles().Select(file => file.FullName).Concat(below);
    }

    private static SourceFile Read(string path) =>
        new(Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllText(path).ReplaceLineEndings("\n"));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FundLedger.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("The tests must run inside a checkout: no FundLedger.sln above " + AppContext.BaseDirectory);
    }
}

/// <param name="Path">For example <c>src/FundLedger/Values/Money.cs</c>.</param>
/// <param name="Text">With LF line ends, whatever the checkout has.</param>
internal sealed record SourceFile(string Path, string Text)
{
    /// <summary>Path and line for a message, as editors understand it.</summary>
    public string At(int position) => $"{Path}({Text.AsSpan(0, position).Count('\n') + 1})";
}

internal static class HouseRule
{
    /// <summary>Fails with every violation on a line of its own; NUnit would show the first few only.</summary>
    public static void Stands(IEnumerable<string> violations)
    {
        var all = violations.ToList();
        if (all.Count > 0) Assert.Fail($"{all.Count} violation(s):\n{string.Join('\n', all)}");
    }
}
