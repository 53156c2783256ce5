namespace FundLedger.Tests.House;

/// <summary>The SQL files of both dialects, by name: <c>funds/load_fund</c>, or <c>migrations/0001_ledger</c>.</summary>
internal sealed record SqlTree(IReadOnlyDictionary<string, SourceFile> Sqlite, IReadOnlyDictionary<string, SourceFile> SqlServer)
{
    public const string Migrations = "migrations/";

    public static SqlTree OfRepository() => Of([.. Repository.Files("sql", ".sql")]);

    public static SqlTree Of(params SourceFile[] files) => new(Dialect("sqlite", files), Dialect("sqlserver", files));

    public IEnumerable<SourceFile> All => Sqlite.Values.Concat(SqlServer.Values);

    public static bool IsMigration(string name) => name.StartsWith(Migrations, StringComparison.Ordinal);

    private static SortedDictionary<string, SourceFile> Dialect(string dialect, IEnumerable<SourceFile> files)
    {
        var folder = $"sql/{dialect}/";
        var named = files.Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal)).ToDictionary(file => file.Path[folder.Length..^".sql".Length]);
        return new SortedDictionary<string, SourceFile>(named, StringComparer.Ordinal);
    }
}
