using System.Globalization;

namespace FundLedger.Bench;

/// <summary>What to measure, and on how much.</summary>
/// <param name="Entries">Entries of the largest ledger that reads and verify run on; the smaller two have a tenth and a hundredth.</param>
/// <param name="Rows">Rows of the imported list.</param>
/// <param name="Gifts">Gifts recorded in one round.</param>
/// <param name="Tranches">Tranches that fall due on one day.</param>
/// <param name="From">The first input of a soak: one that was stopped goes on there.</param>
internal sealed record BenchOptions(IReadOnlySet<string> Whats, int Entries = 1_000_000, int Rows = 100_000, int Gifts = 4_096, int Tranches = 10_000, int From = 0)
{
    internal const string Usage = "usage: all|record|server|import|matching-import|bank|tranches|taper|statement|page|reads|verify|seals … [--entries N] [--rows N] [--gifts N] [--tranches N]; or soak [--rows INPUTS] [--from INPUT]; " + Endurance.EnduranceOptions.Usage;

    private static readonly string[] Known = ["record", "server", "import", "matching-import", "bank", "tranches", "taper", "statement", "page", "reads", "verify", "seals"];

    /// <summary>No measurement: it only tries to break the readers, and is not among all.</summary>
    private const string Soaking = "soak";

    internal bool Soaks => Has(Soaking);

    internal bool Has(string what) => Whats.Contains(what);

    /// <returns>Null when the arguments are not understood.</returns>
    internal static BenchOptions? Read(IReadOnlyList<string> args)
    {
        var whats = new HashSet<string>();
        var options = new BenchOptions(whats);
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == "all") whats.UnionWith(Known);
            else if (args[i] == Soaking || Known.Contains(args[i])) whats.Add(args[i]);
            else if (i + 1 < args.Count && int.TryParse(args[i + 1], NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var size) && size >= 1_000)
            {
                switch (args[i++])
                {
                    case "--entries": options = options with { Entries = size }; break;
                    case "--rows": options = options with { Rows = size }; break;
                    case "--tranches": options = options with { Tranches = size }; break;
                    case "--from": options = options with { From = size }; break;
                    case "--gifts": options = options with { Gifts = size }; break;
                    default: return null;
                }
            }
            else return null;
        }

        return whats.Count > 0 ? options : null;
    }
}
