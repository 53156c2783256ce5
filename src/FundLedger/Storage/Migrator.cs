using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;

namespace FundLedger.Storage;

/// <summary>Brings a database's schema up to this program, one numbered script at a time, each in its own transaction.</summary>
internal static partial class Migrator
{
    private static readonly SqlFile CreateTable = new("storage/create_schema_migrations");
    private static readonly SqlFile HasTable = new("storage/has_schema_migrations");
    private static readonly SqlFile List = new("storage/list_migrations");
    private static readonly SqlFile Insert = new("storage/insert_migration");

    /// <summary>The scripts this program carries, in order.</summary>
    internal static IReadOnlyList<Migration> Carried(Dialect dialect)
    {
        var prefix = $"sql/{SqlFile.FolderOf(dialect)}/migrations/";
        return [.. typeof(Migrator).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => Migration.Read(name, prefix.Length))
            .OrderBy(migration => migration.Number)];
    }

    /// <summary>Applies what is missing.</summary>
    /// <exception cref="CannotOpenException">The database was made by a newer program, or a script applied to it has changed since.</exception>
    internal static void Upgrade(DbConnection connection, Dialect dialect, long nowMicroseconds)
    {
        connection.Execute(CreateTable.TextFor(dialect));
        foreach (var migration in Missing(connection, dialect))
        {
            using var transaction = connection.BeginTransaction();
            foreach (var batch in migration.Batches) connection.Execute(batch, transaction: transaction);
            connection.Execute(Insert.TextFor(dialect),
                new { number = migration.Number, name = migration.Name, sha256 = migration.Sha256, applied_at = nowMicroseconds }, transaction);
            transaction.Commit();
        }
    }

    /// <summary>Checks without changing anything.</summary>
    /// <exception cref="CannotOpenException">The schema is not the one this program works with.</exception>
    internal static void Check(DbConnection connection, Dialect dialect)
    {
        if (Missing(connection, dialect).Count > 0)
            throw new CannotOpenException(new(
                "账本由较早的程序版本建立，需要升级。请先运行一次 fundledger serve（或任何记账命令），升级会自动完成。",
                "These books were made by an earlier version and need an upgrade. Run 'fundledger serve' (or any command that writes) once; it upgrades them."));
    }

    /// <summary>Checks that this program knows everything the database holds; it may still need an upgrade.</summary>
    /// <exception cref="CannotOpenException">It was made by a newer program, or a script applied to it has changed since.</exception>
    internal static void CheckNotNewer(DbConnection connection, Dialect dialect) => Missing(connection, dialect);

    /// <summary>No script was ever applied to it.</summary>
    internal static bool IsNew(DbConnection connection, Dialect dialect) => connection.ExecuteScalar<long>(HasTable.TextFor(dialect)) == 0;

    /// <summary>How many scripts an upgrade would apply.</summary>
    /// <exception cref="CannotOpenException">The database was made by a newer program, or a script applied to it has changed since.</exception>
    internal static int MissingCount(DbConnection connection, Dialect dialect) =>
        IsNew(connection, dialect) ? Carried(dialect).Count : Missing(connection, dialect).Count;

    private static List<Migration> Missing(DbConnection connection, Dialect dialect)
    {
        var carried = Carried(dialect);
        var applied = connection.Query<AppliedMigration>(List.TextFor(dialect)).ToDictionary(row => (int)row.Number);
        foreach (var row in applied.Values) CheckApplied(row, carried);
        return [.. carried.Where(migration => !applied.ContainsKey(migration.Number))];
    }

    private static void CheckApplied(AppliedMigration row, IReadOnlyList<Migration> carried)
    {
        if (carried.FirstOrDefault(migration => migration.Number == row.Number) is not { } known)
            throw new CannotOpenException(new(
                $"账本由更新的程序版本建立（架构 {row.Number}“{row.Name}”）。请升级本程序后再打开。",
                $"These books were made by a newer version (schema {row.Number} '{row.Name}'). Update this program, then open them."));
        if (known.Sha256 != row.Sha256)
            throw new CannotOpenException(new(
                $"架构脚本 {row.Number}“{row.Name}”与账本建立时不同。请使用原版程序。",
                $"Schema script {row.Number} '{row.Name}' differs from the one these books were made with. Use an unaltered program."));
    }

    private sealed record AppliedMigration
    {
        public long Number { get; init; }
        public string Name { get; init; } = "";
        public string Sha256 { get; init; } = "";
    }
}

/// <summary>One numbered schema script; never edited once it has been released.</summary>
internal sealed partial record Migration(int Number, string Name, string Script)
{
    internal string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Script)));

    /// <summary>The parts to run one by one: a line holding only GO ends a part, as T-SQL tools do it.</summary>
    internal IEnumerable<string> Batches => GoLine().Split(Script).Where(batch => !string.IsNullOrWhiteSpace(batch));

    internal static Migration Read(string resource, int prefixLength)
    {
        using var reader = new StreamReader(typeof(Migration).Assembly.GetManifestResourceStream(resource)!);
        var file = resource[prefixLength..^".sql".Length];
        return new Migration(int.Parse(file[..4], System.Globalization.CultureInfo.InvariantCulture), file[5..], reader.ReadToEnd().ReplaceLineEndings("\n"));
    }

    [GeneratedRegex(@"^GO\s*$", RegexOptions.Multiline)]
    private static partial Regex GoLine();
}
