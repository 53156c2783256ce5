using System.Globalization;

namespace FundLedger.Bench.Endurance;

/// <summary>How long and how hard a site is used while things go wrong.</summary>
/// <param name="Seed">The same one sends the same requests in each caller; what meets what is the machine's doing.</param>
/// <param name="Server">Connection string of a server on which a database is made and dropped; null for embedded books.</param>
/// <param name="Folder">Where the books are made, in a folder of their own; on a drive of at most 2 GB the disk itself is filled, elsewhere the books' own quota is.</param>
internal sealed record EnduranceOptions(TimeSpan Length, int Seed = 1, int Callers = 16, string? Server = null, string? Folder = null)
{
    internal const string Usage = "or soak --minutes N [--seed N] [--callers N] [--folder DIR] [--server]";

    private const string Minutes = "--minutes";
    private const string ServerVariable = "FUNDLEDGER_TEST_SQLSERVER";

    internal static bool IsMeant(IReadOnlyList<string> args) => args.Count > 0 && args[0] == "soak" && args.Contains(Minutes);

    /// <returns>Null when the arguments are not understood.</returns>
    internal static EnduranceOptions? Read(IReadOnlyList<string> args)
    {
        var options = new EnduranceOptions(TimeSpan.Zero);
        for (var i = 1; i < args.Count; i++)
        {
            if (args[i] == "--server")
            {
                if (Environment.GetEnvironmentVariable(ServerVariable) is not { Length: > 0 } server) return null;
                options = options with { Server = server };
                continue;
            }

            if (i + 1 == args.Count) return null;
            var (name, value) = (args[i], args[++i]);
            if (name == "--folder") options = options with { Folder = value };
            else if (name == Minutes && double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes) && minutes > 0) options = options with { Length = TimeSpan.FromMinutes(minutes) };
            else if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
            else if (name == "--seed") options = options with { Seed = number };
            else if (name == "--callers" && number > 0) options = options with { Callers = number };
            else return null;
        }

        return options.Length > TimeSpan.Zero ? options : null;
    }
}
