using System.Collections.Concurrent;
using FundLedger.Storage;
using Microsoft.Data.SqlClient;

namespace FundLedger.Bench.Endurance;

/// <summary>The program over one place of books, in one life after another.</summary>
internal sealed class SoakedProgram(StorageOptions place, Site site) : IDisposable
{
    private const long MostBytesToFill = 2L * 1024 * 1024 * 1024;

    internal StorageOptions Place => place;

    /// <summary>All that it said in all its lives.</summary>
    internal ConcurrentQueue<string> Log { get; } = new();

    internal ServedProgram? Current { get; private set; }

    internal List<double> StartSeconds { get; } = [];

    private string[] Books => place.Dialect == Dialect.Sqlite ? ["--data", place.Directory] : ["--data", "sqlserver:"];

    /// <summary>A drive so small that filling it hurts nobody.</summary>
    internal static bool MayFill(string folder) => new DriveInfo(folder).TotalSize <= MostBytesToFill;

    internal async Task StartAsync(params (string Name, string Value)[] settings)
    {
        Current?.Dispose();
        Current = await ServedProgram.StartAsync([.. new[] { "serve", "--urls", "http://127.0.0.1:0" }, .. Books], Environment(settings), Log);
        StartSeconds.Add(Current.StartTime.TotalSeconds);
        site.IsUp(Current.Address);
    }

    /// <summary>What it said last before it ended, to stand beside that it did; the password of its server is not shown.</summary>
    internal string LastWords()
    {
        var said = string.Concat(Current!.LastErrors.Select(line => "\n    " + line));
        var password = place.Dialect == Dialect.SqlServer ? new SqlConnectionStringBuilder(place.ConnectionString).Password : "";
        return said.Length == 0 ? ", without a word" : ", and said last:" + (password.Length > 0 ? said.Replace(password, "…", StringComparison.Ordinal) : said);
    }

    internal Task<(int ExitCode, string Said)> VerifyAsync() => ServedProgram.RunAsync([.. new[] { "verify" }, .. Books], Environment([]));

    public void Dispose() => Current?.Dispose();

    private Dictionary<string, string> Environment(IEnumerable<(string Name, string Value)> settings)
    {
        var environment = settings.ToDictionary(setting => setting.Name, setting => setting.Value);
        if (place.Dialect == Dialect.SqlServer) environment["FUNDLEDGER_Storage__ConnectionString"] = place.ConnectionString;
        return environment;
    }
}
