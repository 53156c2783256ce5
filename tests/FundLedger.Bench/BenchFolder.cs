using FundLedger.Funds;

namespace FundLedger.Bench;

/// <summary>Where the measured ledgers live; gone when the measuring ends.</summary>
internal sealed class BenchFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fundledger-bench-");

    internal string PathOf(string name) => Path.Combine(folder.FullName, name);

    internal SqliteDatabase Open(string name, TimeProvider? clock = null) => SqliteDatabase.Open(new StorageOptions { Directory = PathOf(name) }, clock ?? TimeProvider.System);

    internal SqliteDatabase OpenToRead(string name) => SqliteDatabase.OpenToRead(new StorageOptions { Directory = PathOf(name) });

    /// <summary>A ledger with one empty fund of the same name.</summary>
    internal async Task<SqliteDatabase> OpenWithFundAsync(string name, Currency currency)
    {
        var database = Open(name);
        await CreateFundAsync(database, name, currency);
        return database;
    }

    internal static async Task CreateFundAsync(Database database, string code, Currency currency) =>
        (await new CreateFund(database).RunAsync(new Asked($"fund/{code}", "bench"), new NewFund(code, code, FundLedger.Ledger.FundKind.CommunityFund, currency))).Expect();

    /// <summary>Frees the disk before the next measure; its database must be closed.</summary>
    internal void Delete(string name) => Directory.Delete(PathOf(name), recursive: true);

    public void Dispose() => folder.Delete(recursive: true);
}
