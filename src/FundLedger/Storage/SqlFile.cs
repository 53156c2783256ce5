using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Dapper;

namespace FundLedger.Storage;

/// <summary>The databases the ledger runs on.</summary>
public enum Dialect
{
    Sqlite,
    SqlServer,
}

/// <summary>One statement, kept in <c>sql/&lt;dialect&gt;/&lt;path&gt;.sql</c> under the same path in both dialects.</summary>
/// <param name="Path">Folder and verb_noun, such as <c>donations/insert_donation</c>.</param>
public sealed partial record SqlFile(string Path)
{
    private static readonly ConcurrentDictionary<(string Path, Dialect Dialect), string> Texts = new();

    /// <summary>Columns are named as SQL does, entry_id, and properties as C# does, EntryId.</summary>
    static SqlFile() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    /// <exception cref="InvariantBrokenException">The program was built without this statement.</exception>
    public string TextFor(Dialect dialect) => Texts.GetOrAdd((Path, dialect), static file => Read(file.Path, file.Dialect));

    /// <summary>The statement's parameters in the order they first appear, each with its <c>@</c>.</summary>
    public static IReadOnlyList<string> ParametersOf(string text) =>
        [.. Parameter().Matches(Comment().Replace(text, "")).Select(match => match.Value).Distinct(StringComparer.Ordinal)];

    internal static string FolderOf(Dialect dialect) => dialect == Dialect.Sqlite ? "sqlite" : "sqlserver";

    private static string Read(string path, Dialect dialect)
    {
        using var resource = typeof(SqlFile).Assembly.GetManifestResourceStream($"sql/{FolderOf(dialect)}/{path}.sql");
        Invariant.Holds(resource is not null, $"sql/{FolderOf(dialect)}/{path}.sql travels inside the program");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"(?<!@)@[a-z][a-z0-9_]*")]
    private static partial Regex Parameter();

    [GeneratedRegex("--[^\n]*")]
    private static partial Regex Comment();
}
